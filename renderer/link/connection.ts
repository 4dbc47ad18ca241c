/** Keeps a link to the engine: opens it, tells when it breaks, opens it again. */
import type { CallEngine } from '../../shared/protocol/commands';
import type { Connection } from '../store/session';
import type { Door } from './door';
import { createEngineLink, type EngineLink, type LinkHandlers } from './engineLink';

const RETRY_DELAYS_MS = [300, 1000, 2000, 4000, 5000];
/** Attempts after which the window stops trying by itself: about five minutes. */
const MOST_ATTEMPTS = 60;

export type ConnectionHandlers = Omit<LinkHandlers, 'onClose'> & {
  readonly onConnection: (connection: Connection) => void;
};

export type EngineConnection = {
  readonly ask: CallEngine;
  /** Tries at once; on the desktop the shell starts the engine again. */
  readonly reconnect: () => void;
  readonly close: () => void;
};

export function connectEngine(door: Door, handlers: ConnectionHandlers): EngineConnection {
  let link: EngineLink | null = null;
  let attempt = 0;
  let trying = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onBroken = (): void => {
    link = null;
    if (!door.retries || attempt >= MOST_ATTEMPTS) return handlers.onConnection({ kind: 'gone' });
    attempt += 1;
    handlers.onConnection({ kind: 'reconnecting', attempt });
    timer = setTimeout(open, RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length) - 1]);
  };

  const open = (): void => {
    const ours = (trying += 1);
    door.openPort().then(
      (port) => {
        if (ours !== trying) return port.close();
        link = createEngineLink(port, {
          onSnapshot: (snapshot, afterGap) => {
            attempt = 0;
            handlers.onSnapshot(snapshot, afterGap);
          },
          onDeltas: handlers.onDeltas,
          onClose: () => ours === trying && onBroken(),
        });
      },
      () => ours === trying && onBroken(),
    );
  };

  open();
  return {
    ask: (name, parameters) =>
      link ? link.ask(name, parameters) : Promise.reject(new Error('The engine is not connected.')),
    reconnect: () => {
      clearTimeout(timer);
      attempt = 0;
      handlers.onConnection({ kind: 'connecting' });
      open();
    },
    close: () => {
      clearTimeout(timer);
      trying += 1;
      link?.close();
    },
  };
}
