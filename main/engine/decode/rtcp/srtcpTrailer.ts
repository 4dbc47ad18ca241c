import { u32 } from '../bigEndian';
import { isRtcpHeader, looksLikeRtcp, RTCP_HEADER_BYTES, rtcpLengthBytes } from './rtcpHeader';

export type SrtcpTrailer = { readonly indexStart: number; readonly index: number };

/** Header and SSRC, the part of an SRTCP packet that is never encrypted. */
const CLEAR_BYTES = RTCP_HEADER_BYTES + 4;
const INDEX_BYTES = 4;
/** Behind the index: the tag of AES-CM with HMAC-SHA1 (RFC 3711 §8.2), none where AES-GCM puts it before (RFC 7714 §9.2). */
const TAG_BYTES = [10, 0] as const;
/** An index beyond this is not believed: at one packet a second it would take half a year. */
const MAX_INDEX = 0xffffff;

/**
 * Where the SRTCP index (RFC 3711 §3.4, `E | index 31`) of a datagram stands; null when it is plain RTCP, or nothing shows
 * that it is encrypted. A datagram whose lengths lead to its end is plain.
 */
export function srtcpTrailerOf(bytes: Uint8Array, start: number, end: number): SrtcpTrailer | null {
  if (end - start < CLEAR_BYTES + INDEX_BYTES || !isRtcpHeader(bytes, start)) return null;
  if (looksLikeRtcp(bytes, start, end)) return null;
  const next = start + rtcpLengthBytes(bytes, start);
  if (end - next >= RTCP_HEADER_BYTES && isRtcpHeader(bytes, next)) return null;
  for (const tagBytes of TAG_BYTES) {
    const indexStart = end - tagBytes - INDEX_BYTES;
    if (indexStart < start + CLEAR_BYTES || next > indexStart) continue;
    const word = u32(bytes, indexStart);
    const index = word & 0x7fffffff;
    if (word > 0x7fffffff && index <= MAX_INDEX) return { indexStart, index };
  }
  return null;
}
