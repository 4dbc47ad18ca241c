import { problemInOneLine } from '../../../shared/format/problem';
import type { CaptureProblem } from '../../../shared/protocol/captureState';
import type { Answers, CheckedAsk, CommandName } from '../../../shared/protocol/commands';
import type { Result } from '../../../shared/result';
import type { DoorInfo } from '../engine';
import type { WindowSession } from '../publish/windowSession';

/** Who asks: commands that name paths of this machine are for doors that may. */
export type Asker = { readonly door: DoorInfo; readonly session: WindowSession | null };

export type CommandTable = {
  readonly [N in CommandName]: (ask: CheckedAsk<N>, asker: Asker) => Promise<Answers[N]> | Answers[N];
};

/** The answers to some of the commands. */
export type Commands<N extends CommandName> = Pick<CommandTable, N>;

export const EVICTED = 'evicted' as const;

export function succeed<T>(result: Result<T, CaptureProblem>): null {
  if (!result.ok) throw new Error(problemInOneLine(result.error));
  return null;
}

export function mayNamePaths({ door }: Asker): void {
  if (!door.mayNamePaths) throw new Error('This window may not name files of the machine that the engine runs on.');
}
