import type { Inflate } from '../inflate';
import { looksLikeSip } from '../sip/looksLikeSip';
import type { UnitExtent, UnitReader } from '../unitReader';
import { OPCODE, readWebSocketHeader, unmaskInto, type WebSocketFrame } from './webSocketFrame';
import { readWebSocketMessage, type WebSocketMessage } from './webSocketMessage';

/** RFC 7692 §7.2.2: what the sender left out at the end of a compressed message. */
const DEFLATE_TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);
/** A start line of SIP shows within so many bytes whether it is one. */
const LOOK_BYTES = 1024;

type Content = Pick<WebSocketMessage, 'content' | 'contentStart' | 'contentEnd'>;

function inflated({ content, contentStart, contentEnd }: Content, inflate: Inflate): Content | null {
  const compressed = new Uint8Array(contentEnd - contentStart + DEFLATE_TAIL.length);
  compressed.set(content.subarray(contentStart, contentEnd));
  compressed.set(DEFLATE_TAIL, contentEnd - contentStart);
  const plain = inflate(compressed);
  return plain === null ? null : { content: plain, contentStart: 0, contentEnd: plain.length };
}

function contentOf(message: WebSocketMessage, inflate: Inflate | null): Content | null {
  if (!message.compressed) return message;
  return inflate === null ? null : inflated(message, inflate);
}

/** A message of the connection as a unit when it is SIP; keepalives and all else carry nothing for us. */
function unitOf(message: WebSocketMessage, inflate: Inflate | null): UnitExtent {
  const { next } = message;
  const readable = contentOf(message, inflate);
  if (readable === null) return { outcome: 'skip', next, unreadable: true };
  const { content, contentStart, contentEnd } = readable;
  if (!looksLikeSip(content, contentStart, contentEnd)) return { outcome: 'skip', next };
  return { outcome: 'unit', kind: 'sip', next, content, contentStart, contentEnd, wrapping: 'webSocket' };
}

/**
 * A reader of SIP in WebSocket messages (RFC 7118 §5): one whole message is one SIP message. Compressed messages (RFC 7692) are
 * skipped without `inflate`; with it those are read that do not lean on the messages before them, because a reader keeps nothing.
 */
export function createWebSocketUnit(inflate: Inflate | null = null): UnitReader {
  return (bytes, start, end) => {
    const reading = readWebSocketMessage(bytes, start, end);
    return reading.outcome === 'message' ? unitOf(reading.message, inflate) : reading;
  };
}

export const webSocketUnit: UnitReader = createWebSocketUnit();

/** The payload unmasked, as far as it is there and a start line needs it. */
function beginningOf(bytes: Uint8Array, frame: WebSocketFrame, end: number): Uint8Array {
  const beginning = { ...frame, end: Math.min(frame.end, frame.payloadStart + LOOK_BYTES, end) };
  const content = new Uint8Array(beginning.end - frame.payloadStart);
  unmaskInto(content, 0, bytes, beginning);
  return content;
}

/** Whether a WebSocket frame in which a SIP message begins stands at bytes[start]: where a capture began too late. */
export function looksLikeWebSocketSip(bytes: Uint8Array, start: number, end: number): boolean {
  const reading = readWebSocketHeader(bytes, start, end);
  if (reading.outcome !== 'frame' || reading.frame.compressed) return false;
  const { frame } = reading;
  if (frame.opcode !== OPCODE.text && frame.opcode !== OPCODE.binary) return false;
  const content = beginningOf(bytes, frame, end);
  return looksLikeSip(content, 0, content.length);
}
