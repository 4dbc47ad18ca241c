import { u16, u32 } from '../../decode/bigEndian';
import { utf8Text } from '../../decode/byteText';
import { findAttribute, type StunMessage } from '../../decode/stun/stunMessage';

/** Attributes that companions read (RFC 8489 §18.3, RFC 8656 §18). */
export const STUN_ATTRIBUTE = {
  mappedAddress: 0x0001,
  username: 0x0006,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  xorRelayedAddress: 0x0016,
  xorMappedAddress: 0x0020,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
} as const;

/** Longest USERNAME (RFC 8489 §14.3). */
const MAX_USERNAME_BYTES = 513;

/** USERNAME as text; empty when there is none. */
export function usernameOf(bytes: Uint8Array, message: StunMessage): string {
  const attribute = findAttribute(message, STUN_ATTRIBUTE.username);
  if (attribute === null) return '';
  const { valueStart, valueEnd } = attribute;
  return utf8Text(bytes, valueStart, Math.min(valueEnd, valueStart + MAX_USERNAME_BYTES));
}

/** LIFETIME in seconds; null when there is none. */
export function lifetimeOf(bytes: Uint8Array, message: StunMessage): number | null {
  const attribute = findAttribute(message, STUN_ATTRIBUTE.lifetime);
  return attribute !== null && attribute.valueEnd - attribute.valueStart >= 4 ? u32(bytes, attribute.valueStart) : null;
}

/** CHANNEL-NUMBER; null when there is none. */
export function channelOf(bytes: Uint8Array, message: StunMessage): number | null {
  const attribute = findAttribute(message, STUN_ATTRIBUTE.channelNumber);
  return attribute !== null && attribute.valueEnd - attribute.valueStart >= 2 ? u16(bytes, attribute.valueStart) : null;
}
