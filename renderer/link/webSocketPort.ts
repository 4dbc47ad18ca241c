import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';
import { decodeText, encodeText } from '../../shared/protocol/textCodec';
import { browserBase64 } from './base64';

/** The engine behind a WebSocket that is open already; messages are JSON text. A message that is no JSON ends the line. */
export function webSocketPort(socket: WebSocket): EnginePort<ToEngine, ToWindow> {
  const early: ToWindow[] = [];
  let handle: (message: ToWindow) => void = (message) => early.push(message);
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    try {
      handle(decodeText(event.data, browserBase64) as ToWindow);
    } catch (problem) {
      if (!(problem instanceof SyntaxError)) throw problem;
      socket.close(1007, 'not JSON');
    }
  });
  return {
    post: (message) => socket.send(encodeText(message, browserBase64)),
    onMessage: (handler) => {
      handle = handler;
      for (const message of early.splice(0)) handler(message);
    },
    onClose: (handler) => socket.addEventListener('close', handler),
    close: () => socket.close(),
  };
}
