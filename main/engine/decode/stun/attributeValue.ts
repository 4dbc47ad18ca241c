import { u16, u32 } from '../bigEndian';
import { utf8Text } from '../byteText';
import { crc32 } from '../crc32';
import { hexText } from '../fieldCursor';
import { hexNumber } from '../hexNumber';
import { isAddressAttribute, readStunAddress, stunAddressText } from './stunAddress';
import { readStunError, stunErrorText } from './stunError';
import type { StunAttribute, StunMessage } from './stunMessage';
import { stunAttributeName } from './stunNames';

const FINGERPRINT_MASK = 0x5354554e;
/** Texts of attributes are at most 763 bytes (RFC 8489 §14); longer ones are cut when shown. */
const MAX_TEXT_BYTES = 800;
/** IP protocol numbers of REQUESTED-TRANSPORT. */
const TRANSPORTS = new Map<number, string>([
  [6, 'TCP'],
  [17, 'UDP'],
]);

/** Says what an attribute's value is; null when it has not the length that its type needs. */
type ValueReader = (bytes: Uint8Array, attribute: StunAttribute, message: StunMessage) => string | null;

const lengthOf = ({ valueStart, valueEnd }: StunAttribute): number => valueEnd - valueStart;

const text: ValueReader = (bytes, { valueStart, valueEnd }) =>
  utf8Text(bytes, valueStart, Math.min(valueEnd, valueStart + MAX_TEXT_BYTES));

const flag: ValueReader = () => 'set';

const seconds: ValueReader = (bytes, attribute) =>
  lengthOf(attribute) < 4 ? null : `${u32(bytes, attribute.valueStart)} s`;

const number32: ValueReader = (bytes, attribute) =>
  lengthOf(attribute) < 4 ? null : String(u32(bytes, attribute.valueStart));

const tieBreaker: ValueReader = (bytes, attribute) =>
  lengthOf(attribute) < 8 ? null : `tie-breaker ${hexText(bytes, attribute.valueStart, attribute.valueStart + 8)}`;

const channel: ValueReader = (bytes, attribute) =>
  lengthOf(attribute) < 2 ? null : hexNumber(u16(bytes, attribute.valueStart), 4);

const transport: ValueReader = (bytes, attribute) => {
  if (lengthOf(attribute) < 1) return null;
  const protocol = bytes[attribute.valueStart]!;
  return TRANSPORTS.get(protocol) ?? `protocol ${protocol}`;
};

const errorCode: ValueReader = (bytes, attribute) => {
  const error = readStunError(bytes, attribute);
  return error === null ? null : stunErrorText(error);
};

const unknownAttributes: ValueReader = (bytes, { valueStart, valueEnd }) => {
  const names: string[] = [];
  for (let at = valueStart; at + 2 <= valueEnd && names.length < 32; at += 2) {
    names.push(stunAttributeName(u16(bytes, at)));
  }
  return names.join(', ');
};

/** The check covers the message up to the attribute (RFC 8489 §14.7). */
const fingerprint: ValueReader = (bytes, attribute, message) => {
  if (lengthOf(attribute) < 4) return null;
  const shown = hexNumber(u32(bytes, attribute.valueStart), 8);
  return `${shown} (${isFingerprintRight(bytes, attribute, message) ? 'right' : 'wrong'})`;
};

/** Its key is a password, which nobody but the two parties has. */
const integrity: ValueReader = (bytes, { valueStart, valueEnd }) =>
  `${hexText(bytes, valueStart, valueEnd)} (not checked)`;

const length: ValueReader = (_bytes, attribute) => `${lengthOf(attribute)} bytes`;

const hexadecimal: ValueReader = (bytes, { valueStart, valueEnd }) => hexText(bytes, valueStart, valueEnd);

const READERS = new Map<number, ValueReader>([
  [0x0006, text],
  [0x0008, integrity],
  [0x0009, errorCode],
  [0x000a, unknownAttributes],
  [0x000c, channel],
  [0x000d, seconds],
  [0x0013, length],
  [0x0014, text],
  [0x0015, text],
  [0x0019, transport],
  [0x001a, flag],
  [0x001c, integrity],
  [0x0024, number32],
  [0x0025, flag],
  [0x8003, text],
  [0x8022, text],
  [0x8027, seconds],
  [0x8028, fingerprint],
  [0x8029, tieBreaker],
  [0x802a, tieBreaker],
  [0xc060, integrity],
]);

const address: ValueReader = (bytes, attribute, message) => {
  const read = readStunAddress(bytes, message, attribute);
  return read === null ? null : stunAddressText(read);
};

/** Whether FINGERPRINT, whose four bytes are there, is that of the message before it. */
export const isFingerprintRight = (bytes: Uint8Array, attribute: StunAttribute, message: StunMessage): boolean =>
  (crc32(bytes, message.start, attribute.start) ^ FINGERPRINT_MASK) >>> 0 === u32(bytes, attribute.valueStart);

/** An attribute's value in words; null when it is too short for its type. */
export function stunAttributeValue(bytes: Uint8Array, attribute: StunAttribute, message: StunMessage): string | null {
  const reader = isAddressAttribute(attribute.type) ? address : (READERS.get(attribute.type) ?? hexadecimal);
  return reader(bytes, attribute, message);
}
