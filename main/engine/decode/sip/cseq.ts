import type { ByteRange, SipIssueCode } from './sipMessage';
import { isSpace, skipSpace, textOf, trimmed } from './text';

/** `314159 INVITE` (RFC 3261 §20.16). */
export type Cseq = {
  /** null when it is no number, or one of more than 32 bits. */
  readonly number: number | null;
  readonly method: string;
  readonly numberRange: ByteRange;
  readonly methodRange: ByteRange;
  readonly issues: readonly SipIssueCode[];
};

const NUMBER_LIMIT = 2 ** 31;
const LARGEST_32_BIT = 2 ** 32 - 1;

function issuesOf(digits: string, method: string): readonly SipIssueCode[] {
  if (!/^\d+$/.test(digits) || method === '') return ['badCseq'];
  return Number(digits) >= NUMBER_LIMIT ? ['cseqTooLarge'] : [];
}

/** Reads a CSeq value; never fails. */
export function readCseq(text: string, start = 0, end = text.length): Cseq {
  const whole = trimmed(text, start, end);
  let numberEnd = whole.start;
  while (numberEnd < whole.end && !isSpace(text.charCodeAt(numberEnd))) numberEnd += 1;
  const numberRange = { start: whole.start, end: numberEnd };
  const methodRange = { start: skipSpace(text, numberEnd, whole.end), end: whole.end };
  const digits = textOf(text, numberRange);
  const method = textOf(text, methodRange);
  const value = /^\d+$/.test(digits) ? Number(digits) : null;
  return {
    number: value !== null && value <= LARGEST_32_BIT ? value : null,
    method,
    numberRange,
    methodRange,
    issues: issuesOf(digits, method),
  };
}
