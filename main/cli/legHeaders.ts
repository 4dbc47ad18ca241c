import { wrongWord } from './failure';
import { DEFAULT_LEG_HEADERS, isHeaderName } from '../../shared/sip/legHeaders';
import type { CommandContext } from './commandContext';

/** One more name given with `--leg-header`. */
export function withLegHeader(word: string, soFar: readonly string[] = []): readonly string[] {
  if (!isHeaderName(word)) throw wrongWord('Write the name of a header field.');
  return [...soFar, word];
}

/** The same context, whose engine joins calls by these header fields as well. */
export function joiningBy(context: CommandContext, names: readonly string[] = []): CommandContext {
  if (names.length === 0) return context;
  return {
    ...context,
    createEngine: async () => {
      const engine = await context.createEngine();
      await engine.command('setLegHeaders', { names: [...DEFAULT_LEG_HEADERS, ...names] });
      return engine;
    },
  };
}
