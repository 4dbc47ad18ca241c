import type { EnginePort } from '../../../shared/protocol/enginePort';
import { createPortEnd, type PortEnd } from '../../../shared/protocol/portEnd';

/**
 * Two joined ports in one process. Messages are cloned as they would be between processes and arrive later, never
 * during `post`; what cannot be cloned throws a DataCloneError at the sender.
 */
export function createMemoryPorts<Left, Right>(): readonly [EnginePort<Left, Right>, EnginePort<Right, Left>] {
  const left = createPortEnd<Right>();
  const right = createPortEnd<Left>();
  const close = (): void => {
    left.closed();
    right.closed();
  };
  return [portBetween(left, right, close), portBetween(right, left, close)];
}

function portBetween<Send, Receive>(
  own: PortEnd<Receive>,
  peer: PortEnd<Send>,
  close: () => void,
): EnginePort<Send, Receive> {
  return {
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (!peer.deliver(copy)) close();
      });
    },
    onMessage: own.onMessage,
    onClose: own.onClose,
    close: () => queueMicrotask(close),
  };
}
