import { u16, u32 } from '../decode/bigEndian';
import { isShortHeader } from '../decode/dtls/dtlsRecord';
import { looksLikeHep } from '../decode/hep/readHep';
import { isRtcpHeader, looksLikeRtcp, rtcpLengthBytes } from '../decode/rtcp/rtcpHeader';
import { RtpHeader } from '../decode/rtp/rtpHeader';
import { isChannelData } from '../decode/stun/channelData';
import { classicFault } from '../decode/stun/classicStun';
import { looksLikeSip } from '../decode/sip/looksLikeSip';

export type PayloadKind =
  'sip' | 'rtp' | 'rtcp' | 'stun' | 'dtls' | 'zrtp' | 'turnChannel' | 'hep' | 'keepalive' | 'other';

const STUN_HEADER_BYTES = 20;
const STUN_MAGIC_COOKIE = 0x2112a442;
const DTLS_HEADER_BYTES = 13;
/** Major version on the wire: 1's complement of 1 (DTLS 1.0, 1.2; 1.3 writes 1.2). */
const DTLS_MAJOR_VERSION = 0xfe;
const LAST_DTLS_CONTENT_TYPE = 26;
/** Tag and content type at the least (RFC 9147 §4.2.3). */
const SHORTEST_CIPHERTEXT_BYTES = 17;
const ZRTP_HEADER_BYTES = 12;
const ZRTP_MAGIC_COOKIE = 0x5a525450;

/** RFC 8489 §5: two zero bits, type, length without the header in words, magic cookie; or all of it fits RFC 3489, which has none. */
function isStun(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < STUN_HEADER_BYTES) return false;
  if (u32(bytes, start + 4) !== STUN_MAGIC_COOKIE) return classicFault(bytes, start, end) === null;
  const attributeBytes = u16(bytes, start + 2);
  return attributeBytes % 4 === 0 && start + STUN_HEADER_BYTES + attributeBytes <= end;
}

/** RFC 6347 §4.1: content type, version, epoch and sequence number, length of the record. */
function isDtls(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start]! > LAST_DTLS_CONTENT_TYPE) return isShortDtls(bytes, start, end);
  if (end - start < DTLS_HEADER_BYTES) return false;
  return bytes[start + 1] === DTLS_MAJOR_VERSION && start + DTLS_HEADER_BYTES + u16(bytes, start + 11) <= end;
}

/** Records of DTLS 1.3 with lengths that lead to the end (RFC 9147 §4): one without a length shows nothing of its own. */
function isShortDtls(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (end - at > 2) {
    const first = bytes[at]!;
    const hasIdentifier = (first & 0x10) !== 0;
    if (!isShortHeader(first) || hasIdentifier || (first & 0x04) === 0) return false;
    const headerEnd = at + ((first & 0x08) === 0 ? 4 : 5);
    if (headerEnd > end) return false;
    const fragmentBytes = u16(bytes, headerEnd - 2);
    at = headerEnd + fragmentBytes;
    if (fragmentBytes < SHORTEST_CIPHERTEXT_BYTES) return false;
  }
  return at === end;
}

/** RFC 6189 §5: 0001, not used, sequence number, magic cookie "ZRTP", SSRC. */
const isZrtp = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= ZRTP_HEADER_BYTES && u32(bytes, start + 4) === ZRTP_MAGIC_COOKIE;

/** What phones send to keep a NAT binding open: line ends (RFC 5626 §3.5.1), NULs, or nothing at all. */
function isKeepalive(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte !== 0x0d && byte !== 0x0a && byte !== 0x00) return false;
  }
  return true;
}

/**
 * RTP or RTCP. A second byte in RTCP's range is never RTP (RFC 5761 §4). SRTCP encrypts all behind the first header, so a first
 * packet of a type in use whose length fits counts as RTCP although the chain of lengths breaks behind it.
 */
function mediaKind(bytes: Uint8Array, start: number, end: number, rtp: RtpHeader): PayloadKind {
  if (end - start < 4) return 'other';
  if (!isRtcpHeader(bytes, start)) return rtp.read(bytes, start, end) === null ? 'rtp' : 'other';
  if (looksLikeRtcp(bytes, start, end)) return 'rtcp';
  const packetType = bytes[start + 1]!;
  const isTypeInUse = packetType >= 200 && packetType <= 207;
  return isTypeInUse && start + rtcpLengthBytes(bytes, start) <= end ? 'rtcp' : 'other';
}

/** First bytes 0 … 3: STUN, or a version of HEP, or what keeps a binding open; a SIP message behind NULs as well. */
function lowKind(bytes: Uint8Array, start: number, end: number): PayloadKind {
  if (isStun(bytes, start, end)) return 'stun';
  if (looksLikeHep(bytes, start, end)) return 'hep';
  if (looksLikeSip(bytes, start, end)) return 'sip';
  return isKeepalive(bytes, start, end) ? 'keepalive' : 'other';
}

/** First bytes 64 … 79: the letters @ to O, so that text was asked for before. */
function channelKind(bytes: Uint8Array, start: number, end: number): PayloadKind {
  if (looksLikeHep(bytes, start, end)) return 'hep';
  return isChannelData(bytes, start, end) ? 'turnChannel' : 'other';
}

/**
 * What a datagram's payload bytes[start, end) is, by content alone: ports never decide. The first byte tells protocols that
 * share a media port apart (RFC 7983); each must then show a mark of its own. `rtp` means that the header is possible: one
 * packet proves no more. It then stands in `rtp`, which otherwise holds nothing of use.
 */
export function classifyPayload(bytes: Uint8Array, start: number, end: number, rtp = new RtpHeader()): PayloadKind {
  if (start >= end) return 'keepalive';
  const first = bytes[start]!;
  if (first >= 128) return first < 192 ? mediaKind(bytes, start, end, rtp) : 'other';
  if (first < 4) return lowKind(bytes, start, end);
  if (first >= 16 && first < 20 && isZrtp(bytes, start, end)) return 'zrtp';
  if (first >= 20 && first < 64 && isDtls(bytes, start, end)) return 'dtls';
  // Letters lie in TURN's range, so text is asked first; its bytes 2 and 3 read as a length are longer than any datagram.
  if (looksLikeSip(bytes, start, end)) return 'sip';
  if (first >= 64 && first < 80) return channelKind(bytes, start, end);
  return isKeepalive(bytes, start, end) ? 'keepalive' : 'other';
}
