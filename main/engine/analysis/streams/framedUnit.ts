import { u16, u32 } from '../../decode/bigEndian';
import { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { UnitReader } from '../../decode/unitReader';
import { classifyPayload, type PayloadKind } from '../classify';
import type { Beginning } from './startLines';

const LENGTH_BYTES = 2;
/** Frames that must follow each other before bytes count as framed when none has a mark of its own. */
const FRAMES_IN_A_ROW = 3;
const SSRC_AT = 8;
const ZRTP_SECOND = 0x00;
const DTLS_SECOND = 0xfe;

/** One packet is read after the other. */
const rtp = new RtpHeader();

const isMedia = (kind: PayloadKind): boolean =>
  kind === 'rtp' || kind === 'rtcp' || kind === 'stun' || kind === 'dtls' || kind === 'zrtp';

/** First bytes of STUN, ZRTP, DTLS, RTP and RTCP (RFC 7983), and the second one where it is always the same. */
function mayBeginMedia(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at]!;
  if (first < 4 || (first >= 128 && first < 192)) return true;
  if (first < 16 || first >= 64) return false;
  return at + 1 >= end || bytes[at + 1] === (first < 20 ? ZRTP_SECOND : DTLS_SECOND);
}

/**
 * RTP, RTCP, STUN or DTLS behind its length on a connection (RFC 4571 §2):
 *
 *     |        LENGTH, 16             |  RTP or RTCP packet …
 *
 * A length of zero is a packet that says nothing.
 */
export const framedUnit: UnitReader = (bytes, start, end) => {
  if (end - start < LENGTH_BYTES) return { outcome: 'more', needBytes: LENGTH_BYTES };
  const contentStart = start + LENGTH_BYTES;
  const next = contentStart + u16(bytes, start);
  if (next === contentStart) return { outcome: 'skip', next };
  if (contentStart < end && !mayBeginMedia(bytes, contentStart, end)) return { outcome: 'lost' };
  if (end < next) return { outcome: 'more', needBytes: next - start };
  if (!isMedia(classifyPayload(bytes, contentStart, next, rtp))) return { outcome: 'lost' };
  return { outcome: 'unit', kind: 'framed', next, content: bytes, contentStart, contentEnd: next, wrapping: 'none' };
};

/**
 * Whether framed packets stand at bytes[start]. Two bytes of length are no mark: a STUN message or a DTLS record is one, RTP must
 * come several times with the same SSRC.
 */
export function beginsFramed(bytes: Uint8Array, start: number, end: number): Beginning {
  let at = start;
  let ssrc: number | null = null;
  for (let frames = 0; frames < FRAMES_IN_A_ROW; frames += 1) {
    const contentStart = at + LENGTH_BYTES;
    if (contentStart >= end) return 'open';
    const next = contentStart + u16(bytes, at);
    if (next === contentStart || !mayBeginMedia(bytes, contentStart, end)) return 'no';
    if (next > end) return 'open';
    const kind = classifyPayload(bytes, contentStart, next, rtp);
    if (kind === 'stun' || kind === 'dtls') return 'yes';
    if (!isMedia(kind)) return 'no';
    if (kind === 'rtp') {
      const other = u32(bytes, contentStart + SSRC_AT);
      if (ssrc !== null && other !== ssrc) return 'no';
      ssrc = other;
    }
    at = next;
  }
  return 'yes';
}
