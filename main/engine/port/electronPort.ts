import type { EnginePort } from '../../../shared/protocol/enginePort';
import { createPortEnd } from '../../../shared/protocol/portEnd';

/** What the engine needs of Electron's MessagePortMain, so that it does not have to know Electron. */
export type MessagePortMainLike = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};

/** Electron's port to a window as an engine port. Electron holds messages back until `start`. */
export function electronPort<Send, Receive>(port: MessagePortMainLike): EnginePort<Send, Receive> {
  const end = createPortEnd<Receive>();
  port.on('message', ({ data }) => {
    // The port carries what our own window sends; the engine checks every message with zod.
    if (!end.deliver(data as Receive)) port.close();
  });
  port.on('close', () => end.closed());
  port.start();
  return {
    post: (message) => {
      if (!end.isClosed()) port.postMessage(message);
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: () => port.close(),
  };
}
