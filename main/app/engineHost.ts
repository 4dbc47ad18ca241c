import { ipcMain, MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron';
import { CHANNELS } from './channels';
import { isOwnSender } from './senderCheck';

/** How long a closing engine may take to end its captures before it is ended. */
const CLOSE_LIMIT_MS = 3_000;

export type EngineHost = {
  /** Asks the engine to end its captures and waits for it. */
  readonly close: () => Promise<void>;
};

/**
 * Keeps the engine's process and introduces windows to it: one port to the engine, its other end to the window; no packet
 * passes the shell. An engine that dies takes its ports with it: the window sees that, shows it, and its restart button
 * asks for a connection again, which starts a new engine.
 */
export function createEngineHost(enginePath: string): EngineHost {
  let engine: UtilityProcess | null = null;
  let closing = false;

  const runningEngine = (): UtilityProcess => {
    if (engine !== null) return engine;
    const started = utilityProcess.fork(enginePath, [], { serviceName: 'Laddergram engine', stdio: 'inherit' });
    started.once('exit', () => {
      if (engine === started) engine = null;
    });
    engine = started;
    return started;
  };

  ipcMain.on(CHANNELS.connect, (event) => {
    if (closing || !isOwnSender(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    runningEngine().postMessage('connect', [port1]);
    event.sender.postMessage(CHANNELS.enginePort, null, [port2]);
  });

  return {
    close: async () => {
      closing = true;
      const ending = engine;
      if (ending === null) return;
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, CLOSE_LIMIT_MS);
        ending.once('exit', () => {
          clearTimeout(limit);
          resolve();
        });
        ending.postMessage('close');
      });
      engine?.kill();
    },
  };
}
