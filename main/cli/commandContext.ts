import type { Engine } from '../engine/engine';
import type { Console } from './console';

/** What every command works with; tests give their own. */
export type CommandContext = {
  readonly console: Console;
  readonly createEngine: () => Promise<Engine>;
  /** Calls back at Ctrl+C or a request to end, instead of dying; the answer takes the handler away again. */
  readonly onInterrupt: (handler: () => void) => () => void;
};

/** Runs work with an engine that is closed whatever happens: no process and no spool is left behind. */
export async function withEngine(context: CommandContext, work: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = await context.createEngine();
  try {
    await work(engine);
  } finally {
    context.console.endProgress();
    await engine.close();
  }
}
