import {
  isControl,
  MAX_FRAME_BYTES,
  OPCODE,
  readWebSocketFrame,
  unmaskInto,
  type WebSocketFrame,
} from './webSocketFrame';

/** Frames of one message, control frames between them included; more are no message but an attack on who counts them. */
const MAX_FRAMES = 256;

export type WebSocketMessage = {
  /** Still compressed (RFC 7692): unreadable as it stands. */
  readonly compressed: boolean;
  /** Without masks and frame headers: content[contentStart, contentEnd), which is the bytes asked about or an own copy. */
  readonly content: Uint8Array;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly next: number;
};

export type WebSocketMessageReading =
  | { readonly outcome: 'message'; readonly message: WebSocketMessage }
  /** Frames that belong to no message: control frames, the rest of a message whose beginning was not seen. */
  | { readonly outcome: 'skip'; readonly next: number }
  | { readonly outcome: 'more'; readonly needBytes: number }
  | { readonly outcome: 'lost' };

const LOST: WebSocketMessageReading = { outcome: 'lost' };

const payloadBytes = (frames: readonly WebSocketFrame[]): number =>
  frames.reduce((sum, { payloadStart, end }) => sum + end - payloadStart, 0);

/** The message in these frames; one frame without a mask is read where it lies. */
function messageOf(bytes: Uint8Array, frames: readonly WebSocketFrame[], next: number): WebSocketMessage {
  const first = frames[0]!;
  const { compressed } = first;
  if (frames.length === 1 && first.maskingKeyAt === null) {
    return { compressed, content: bytes, contentStart: first.payloadStart, contentEnd: first.end, next };
  }
  const content = new Uint8Array(payloadBytes(frames));
  let at = 0;
  for (const frame of frames) at = unmaskInto(content, at, bytes, frame);
  return { compressed, content, contentStart: 0, contentEnd: at, next };
}

/**
 * The message whose first frame stands at bytes[start], put together from its frames (RFC 6455 §5.4). Control frames may stand
 * between them and are left out.
 */
export function readWebSocketMessage(bytes: Uint8Array, start: number, end: number): WebSocketMessageReading {
  const frames: WebSocketFrame[] = [];
  let heldBytes = 0;
  let at = start;
  for (let count = 0; count < MAX_FRAMES; count += 1) {
    const reading = readWebSocketFrame(bytes, at, end);
    if (reading.outcome === 'lost') return LOST;
    if (reading.outcome === 'more') return { outcome: 'more', needBytes: at - start + reading.needBytes };

    const { frame } = reading;
    at = frame.end;
    const isFirst = frames.length === 0;
    if (isFirst && (isControl(frame.opcode) || frame.opcode === OPCODE.continuation))
      return { outcome: 'skip', next: at };
    if (isControl(frame.opcode)) continue;
    if (!isFirst && frame.opcode !== OPCODE.continuation) return LOST;
    frames.push(frame);
    heldBytes += frame.end - frame.payloadStart;
    if (heldBytes > MAX_FRAME_BYTES) return { outcome: 'skip', next: at };
    if (frame.final) return { outcome: 'message', message: messageOf(bytes, frames, at) };
  }
  return LOST;
}
