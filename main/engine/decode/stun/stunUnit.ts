import { u16, u32 } from '../bigEndian';
import type { UnitExtent, UnitReader } from '../unitReader';
import { CHANNEL_HEADER_BYTES } from './channelData';
import { paddedBytes, STUN_HEADER_BYTES, STUN_MAGIC_COOKIE } from './stunMessage';

const unit = (bytes: Uint8Array, start: number, contentEnd: number, next: number): UnitExtent => ({
  outcome: 'unit',
  kind: 'stun',
  next,
  content: bytes,
  contentStart: start,
  contentEnd,
  wrapping: 'none',
});

/** ChannelData over a connection is padded to a word, and the padding is not counted (RFC 8656 §12.5). */
function channelExtent(bytes: Uint8Array, start: number, end: number): UnitExtent {
  const contentBytes = CHANNEL_HEADER_BYTES + u16(bytes, start + 2);
  const unitBytes = paddedBytes(contentBytes);
  if (end - start < unitBytes) return { outcome: 'more', needBytes: unitBytes };
  return unit(bytes, start, start + contentBytes, start + unitBytes);
}

/** STUN messages (RFC 8489 §6.2.2) and ChannelData, one behind the other on a connection. */
export const readStunUnit: UnitReader = (bytes, start, end) => {
  const haveBytes = end - start;
  if (haveBytes < 1) return { outcome: 'more', needBytes: CHANNEL_HEADER_BYTES };
  const first = bytes[start]!;
  const isChannel = first >= 0x40 && first < 0x50;
  if (!isChannel && first > 0x3f) return { outcome: 'lost' };
  if (haveBytes < CHANNEL_HEADER_BYTES) return { outcome: 'more', needBytes: CHANNEL_HEADER_BYTES };
  if (isChannel) return channelExtent(bytes, start, end);
  if (u16(bytes, start + 2) % 4 !== 0) return { outcome: 'lost' };
  if (haveBytes < 8) return { outcome: 'more', needBytes: 8 };
  if (u32(bytes, start + 4) !== STUN_MAGIC_COOKIE) return { outcome: 'lost' };
  const messageEnd = start + STUN_HEADER_BYTES + u16(bytes, start + 2);
  if (end < messageEnd) return { outcome: 'more', needBytes: messageEnd - start };
  return unit(bytes, start, messageEnd, messageEnd);
};

/** Whether a connection begins with STUN: the cookie must be there, ChannelData is too weak a mark. */
export const looksLikeStunConnection = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= 8 &&
  bytes[start]! < 0x40 &&
  u16(bytes, start + 2) % 4 === 0 &&
  u32(bytes, start + 4) === STUN_MAGIC_COOKIE;
