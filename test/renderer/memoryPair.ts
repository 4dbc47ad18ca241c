import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';

type End<Send, Receive> = EnginePort<Send, Receive>;

function createEnd<Send, Receive>(deliver: (message: Send) => void, closeBoth: () => void) {
  let handle: ((message: Receive) => void) | null = null;
  const early: Receive[] = [];
  const closing: (() => void)[] = [];
  const end: End<Send, Receive> = {
    post: deliver,
    onMessage: (handler) => {
      handle = handler;
      for (const message of early.splice(0)) handler(message);
    },
    onClose: (handler) => closing.push(handler),
    close: closeBoth,
  };
  const receive = (message: Receive): void => (handle ? handle(message) : void early.push(message));
  return { end, receive, closed: () => closing.forEach((handler) => handler()) };
}

/** Both ends of a line in one process; a message arrives a turn later, a close at once. */
export function memoryPair(): { window: End<ToEngine, ToWindow>; engine: End<ToWindow, ToEngine> } {
  let open = true;
  const later = (deliver: () => void): void => void setTimeout(() => open && deliver(), 0);
  const closeBoth = (): void => {
    if (!open) return;
    open = false;
    window.closed();
    engine.closed();
  };
  const window = createEnd<ToEngine, ToWindow>((message) => later(() => engine.receive(message)), closeBoth);
  const engine = createEnd<ToWindow, ToEngine>((message) => later(() => window.receive(message)), closeBoth);
  return { window: window.end, engine: engine.end };
}
