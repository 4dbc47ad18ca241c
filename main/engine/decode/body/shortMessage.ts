import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { FieldCursor } from '../fieldCursor';

/** Message types of the relay layer by their three bits (3GPP TS 24.011 §8.2.2): even ones come from the mobile. */
const TYPES: readonly string[] = [
  'RP-DATA',
  'RP-DATA',
  'RP-ACK',
  'RP-ACK',
  'RP-ERROR',
  'RP-ERROR',
  'RP-SMMA',
  'reserved',
];

const sayType = (byte: number): string =>
  `${TYPES[byte & 7]!}, ${(byte & 1) === 0 ? 'mobile to network' : 'network to mobile'}`;

/** A short message of the relay layer, as IMS carries it (3GPP TS 24.341, TS 24.011 §7.3): type, reference, content. */
export function describeShortMessage({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const cursor = new FieldCursor(bytes, start, end);
  cursor.u8('Message type', sayType);
  cursor.u8('Message reference', String, 'An acknowledgement carries that of what it acknowledges.');
  cursor.rest('Content');
  return cursor.fields;
}
