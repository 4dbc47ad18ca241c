/** The listening half of a port, the same under every adapter: early messages are kept, closing is told once. */
const MOST_HELD_MESSAGES = 1024;

export type PortEnd<Receive> = {
  /** False when nobody listens yet and no more can be kept: the adapter closes the port then. */
  readonly deliver: (message: Receive) => boolean;
  readonly onMessage: (handler: (message: Receive) => void) => void;
  readonly onClose: (handler: () => void) => void;
  readonly closed: () => void;
  readonly isClosed: () => boolean;
};

/** Messages delivered after `closed()` are dropped; a handler of `onClose` set afterwards is called at once. */
export function createPortEnd<Receive>(): PortEnd<Receive> {
  let handler: ((message: Receive) => void) | null = null;
  let held: Receive[] = [];
  let closed = false;
  const closeHandlers: (() => void)[] = [];

  return {
    deliver: (message) => {
      if (closed) return true;
      if (handler) handler(message);
      else held.push(message);
      return held.length <= MOST_HELD_MESSAGES;
    },
    onMessage: (next) => {
      handler = next;
      const early = held;
      held = [];
      for (const message of early) next(message);
    },
    onClose: (closeHandler) => {
      if (closed) closeHandler();
      else closeHandlers.push(closeHandler);
    },
    closed: () => {
      if (closed) return;
      closed = true;
      held = [];
      for (const closeHandler of closeHandlers) closeHandler();
    },
    isClosed: () => closed,
  };
}
