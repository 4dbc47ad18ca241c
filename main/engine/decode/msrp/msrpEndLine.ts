import type { MsrpFlag } from './msrpMessage';

const DASHES = 7;
const DASH = 0x2d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const FLAGS: Readonly<Record<number, MsrpFlag>> = { 0x24: '$', 0x2b: '+', 0x23: '#' };

export type MsrpEndLine = {
  readonly start: number;
  /** Without its line end. */
  readonly end: number;
  readonly next: number;
  readonly flag: MsrpFlag;
};

/** Bytes of an end-line with its line end. */
export const endLineBytes = (transactionId: string): number => DASHES + transactionId.length + 3;

/** Behind the line end at `at`; null when none stands there whole. */
function afterLineEnd(bytes: Uint8Array, at: number, end: number): number | null {
  if (at < end && bytes[at] === LINE_FEED) return at + 1;
  return at + 1 < end && bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED ? at + 2 : null;
}

/** The end-line at bytes[at] (RFC 4975 §7.1), `-------d93kswow$`; null when it does not stand there whole. */
export function readEndLine(bytes: Uint8Array, at: number, end: number, transactionId: string): MsrpEndLine | null {
  const flagAt = at + DASHES + transactionId.length;
  if (flagAt >= end) return null;
  for (let dash = 0; dash < DASHES; dash += 1) if (bytes[at + dash] !== DASH) return null;
  for (let index = 0; index < transactionId.length; index += 1) {
    if (bytes[at + DASHES + index] !== transactionId.charCodeAt(index)) return null;
  }
  const flag = FLAGS[bytes[flagAt]!];
  const next = afterLineEnd(bytes, flagAt + 1, end);
  return flag === undefined || next === null ? null : { start: at, end: flagAt + 1, next, flag };
}

/** The first line of bytes[from, end) that is the end-line; `from` is the beginning of a line. */
export function findEndLine(bytes: Uint8Array, from: number, end: number, transactionId: string): MsrpEndLine | null {
  let at = from;
  while (at < end) {
    const found = readEndLine(bytes, at, end, transactionId);
    if (found !== null) return found;
    while (at < end && bytes[at] !== LINE_FEED) at += 1;
    at += 1;
  }
  return null;
}
