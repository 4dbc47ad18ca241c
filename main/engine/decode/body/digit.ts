import type { MessageField } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import type { FieldMaker } from '../field';
import { fieldOf } from '../fieldCursor';
import { readNamedLines, type NamedLine } from './namedLines';

const SEPARATORS = /[=:]/;

function relayField(make: FieldMaker, { name, range, valueRange }: NamedLine): MessageField {
  const value = make.text(valueRange);
  if (name.toLowerCase() === 'duration') return fieldOf(name, range, `${value} ms`);
  return fieldOf(name || 'Unreadable line', range, value, name.toLowerCase() === 'signal' ? 'The key pressed.' : '');
}

/** `Signal=5`, `Duration=160` (application/dtmf-relay, as gateways send it). */
export const describeDigitRelay = (make: FieldMaker, start: number, end: number): MessageField[] =>
  readNamedLines(make.bytes, start, end, SEPARATORS).map((line) => relayField(make, line));

export function digitRelayFault(bytes: Uint8Array, start: number, end: number): SipIssueCode | null {
  const lines = readNamedLines(bytes, start, end, SEPARATORS);
  return lines.some(({ name }) => name.toLowerCase() === 'signal') ? null : 'bodyIsNotItsType';
}

/** The key alone (application/dtmf). */
export const describeDigit = (make: FieldMaker, start: number, end: number): MessageField[] =>
  readNamedLines(make.bytes, start, end, SEPARATORS)
    .slice(0, 1)
    .map(({ valueRange }) => make.leaf('Signal', valueRange, 'The key pressed.'));
