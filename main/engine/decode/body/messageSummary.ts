import type { MessageField } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import type { FieldMaker } from '../field';
import { singleByteText } from '../byteText';
import { fieldOf } from '../fieldCursor';
import { readNamedLines, type NamedLine } from './namedLines';

/** Classes of messages (RFC 3842 §5.2), with what a line of each counts. */
const COUNTED = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})(?:\s*\(\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*\))?\s*$/;

const COUNTS = ['New', 'Old', 'New, urgent', 'Old, urgent'] as const;

/** `2/8 (0/2)`: new and old messages, and how many of them are urgent. */
function countFields(make: FieldMaker, { valueRange }: NamedLine): readonly MessageField[] {
  const text = make.text(valueRange);
  if (!COUNTED.test(text)) return [];
  return [...text.matchAll(/\d+/g)].map((match, index) => {
    const start = valueRange.start + match.index;
    return make.leaf(COUNTS[index]!, { start, end: start + match[0].length });
  });
}

const PURPOSES = new Map<string, string>([
  ['messages-waiting', 'yes when there are new messages (RFC 3842 §5.2).'],
  ['message-account', 'The mailbox (RFC 3842 §5.2).'],
]);

const isClass = (name: string): boolean => /-message$/i.test(name);

function lineField(make: FieldMaker, line: NamedLine): MessageField {
  const purpose = isClass(line.name)
    ? 'New and old messages of this class, in brackets the urgent ones (RFC 3842 §5.2).'
    : (PURPOSES.get(line.name.toLowerCase()) ?? '');
  const children = isClass(line.name) ? countFields(make, line) : [];
  return fieldOf(line.name || 'Unreadable line', line.range, make.text(line.valueRange), purpose, children);
}

/**
 * A message summary (RFC 3842 §5.2):
 *
 *     Messages-Waiting: yes
 *     Voice-Message: 2/8 (0/2)
 */
export const describeMessageSummary = (make: FieldMaker, start: number, end: number): MessageField[] =>
  readNamedLines(make.bytes, start, end).map((line) => lineField(make, line));

export function messageSummaryFault(bytes: Uint8Array, start: number, end: number): SipIssueCode | null {
  const first = readNamedLines(bytes, start, end)[0];
  return first?.name.toLowerCase() === 'messages-waiting' ? null : 'bodyIsNotItsType';
}

/** Messages of one class: `voice`, `fax`, `pager` …, in lower case. */
export type MessageCount = {
  readonly kind: string;
  readonly newMessages: number;
  readonly oldMessages: number;
  /** Of the new ones. */
  readonly urgentMessages: number;
};

export type MessageSummary = {
  /** null when it does not say. */
  readonly isWaiting: boolean | null;
  readonly counts: readonly MessageCount[];
};

/** Classes of messages (RFC 3458 §6.2) are six; more are not read. */
const MAX_CLASSES = 6;

/** What a message summary counts; nothing of a body that is something else. */
export function readMessageSummary(bytes: Uint8Array, start: number, end: number): MessageSummary {
  let isWaiting: boolean | null = null;
  const counts: MessageCount[] = [];
  for (const { name, valueRange } of readNamedLines(bytes, start, end)) {
    const value = singleByteText(bytes, valueRange.start, valueRange.end);
    if (name.toLowerCase() === 'messages-waiting') isWaiting = /^yes$/i.test(value);
    const [, newMessages, oldMessages, urgentMessages = 0] = (isClass(name) && COUNTED.exec(value)) || [];
    if (newMessages === undefined || counts.length >= MAX_CLASSES) continue;
    counts.push({
      kind: name.toLowerCase().slice(0, -'-message'.length),
      newMessages: Number(newMessages),
      oldMessages: Number(oldMessages),
      urgentMessages: Number(urgentMessages),
    });
  }
  return { isWaiting, counts };
}
