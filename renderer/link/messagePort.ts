import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';

/** The engine's end of an Electron MessagePort; `close` fires when the engine's process ends. */
export function messagePort(port: MessagePort): EnginePort<ToEngine, ToWindow> {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (handler) => {
      // Setting onmessage starts the port, so what came before is delivered now.
      port.onmessage = (event: MessageEvent<ToWindow>) => handler(event.data);
    },
    onClose: (handler) => port.addEventListener('close', handler),
    close: () => port.close(),
  };
}
