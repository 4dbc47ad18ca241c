/** One end of the line between engine and window; adapters wrap Electron's MessagePort, a WebSocket and an in-memory pair. */
export type EnginePort<Send, Receive> = {
  readonly post: (message: Send) => void;
  /** One handler; messages that came before it was set are kept for it. */
  readonly onMessage: (handler: (message: Receive) => void) => void;
  readonly onClose: (handler: () => void) => void;
  readonly close: () => void;
};
