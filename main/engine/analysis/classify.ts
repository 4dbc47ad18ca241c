import { skipKeepalive } from '../decode/characterBytes';
import { looksLikeDtls } from '../decode/dtls/looksLikeDtls';
import { looksLikeHep } from '../decode/hep/readHep';
import { isRtcpHeader, looksLikeRtcp, rtcpLengthBytes } from '../decode/rtcp/rtcpHeader';
import { RtpHeader } from '../decode/rtp/rtpHeader';
import { looksLikeSip } from '../decode/sip/looksLikeSip';
import { isChannelData } from '../decode/stun/channelData';
import { looksLikeStun } from '../decode/stun/looksLikeStun';
import { looksLikeZrtp } from '../decode/zrtp/zrtpPacket';

export type PayloadKind =
  'sip' | 'rtp' | 'rtcp' | 'stun' | 'dtls' | 'zrtp' | 'turnChannel' | 'hep' | 'keepalive' | 'other';

/** What phones send to keep a NAT binding open: line ends (RFC 5626 §3.5.1), NULs, or nothing at all. */
const isKeepalive = (bytes: Uint8Array, start: number, end: number): boolean =>
  skipKeepalive(bytes, start, end) === end;

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
  if (looksLikeStun(bytes, start, end)) return 'stun';
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
  if (first >= 16 && first < 20 && looksLikeZrtp(bytes, start, end)) return 'zrtp';
  if (first >= 20 && first < 64 && looksLikeDtls(bytes, start, end)) return 'dtls';
  // Letters lie in TURN's range, so text is asked first; its bytes 2 and 3 read as a length are longer than any datagram.
  if (looksLikeSip(bytes, start, end)) return 'sip';
  if (first >= 64 && first < 80) return channelKind(bytes, start, end);
  return isKeepalive(bytes, start, end) ? 'keepalive' : 'other';
}
