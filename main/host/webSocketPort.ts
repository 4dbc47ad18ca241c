import type { RawData, WebSocket } from 'ws';
import type { EnginePort } from '../../shared/protocol/enginePort';
import { createPortEnd } from '../../shared/protocol/portEnd';
import { decodeText, encodeText } from '../../shared/protocol/textCodec';
import type { ToWindow } from '../../shared/protocol/envelope';

export type SocketLimits = {
  /** From here on deltas wait: only the newest is kept, and the gap in their numbers makes the window ask anew. */
  readonly coalesceAboveBytes: number;
  /** From here on the window is given up. */
  readonly closeAboveBytes: number;
};

const LIMITS: SocketLimits = { coalesceAboveBytes: 4 * 1024 * 1024, closeAboveBytes: 64 * 1024 * 1024 };

/** RFC 6455 §7.4.1 and the IANA registry: invalid payload, try again later. */
const CLOSE_INVALID = 1007;
const CLOSE_OVERLOADED = 1013;

const base64 = {
  encode: (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')),
};

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data)).toString('utf8');

/** A browser's WebSocket as an engine port: JSON text, one message each way per frame. */
export function webSocketPort(socket: WebSocket, limits: SocketLimits = LIMITS): EnginePort<ToWindow, unknown> {
  const end = createPortEnd<unknown>();
  let newestHeldBack: ToWindow | null = null;

  const send = (message: ToWindow): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(encodeText(message, base64), sendHeldBack);
    if (socket.bufferedAmount > limits.closeAboveBytes) {
      socket.close(CLOSE_OVERLOADED, 'the window does not keep up');
      // A peer that reads nothing never answers the closing handshake either.
      setTimeout(() => socket.terminate(), 1000).unref();
    }
  };
  const sendHeldBack = (): void => {
    if (newestHeldBack === null || socket.bufferedAmount > limits.coalesceAboveBytes) return;
    const message = newestHeldBack;
    newestHeldBack = null;
    send(message);
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    let message: unknown;
    try {
      if (isBinary) throw new SyntaxError('binary');
      message = decodeText(textOf(data), base64);
    } catch {
      socket.close(CLOSE_INVALID, 'not a message of this protocol');
      return;
    }
    if (!end.deliver(message)) socket.close(CLOSE_OVERLOADED, 'too many messages');
  });
  socket.on('close', () => end.closed());
  socket.on('error', () => socket.terminate());

  return {
    post: (message) => {
      if (message.kind === 'deltas' && (newestHeldBack !== null || socket.bufferedAmount > limits.coalesceAboveBytes)) {
        newestHeldBack = message;
      } else {
        send(message);
      }
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: () => socket.close(),
  };
}
