import type { Engine } from '../../../main/engine/engine';
import type { Answers } from '../../../shared/protocol/commands';
import type { CallRow, RegistrationRow } from '../../../shared/protocol/rows';
import { Lab } from '../../fixtures/lab/lab';
import { LabCapture } from '../../fixtures/lab/labCapture';
import { RunningEngine } from '../../fixtures/runningEngine';

/** What went over loopback while the lab's programs did something, opened by the engine. */
export type LabRun = {
  readonly lab: Lab;
  readonly engine: Engine;
  readonly path: string;
  /** Address of a machine that took part. */
  readonly address: (machine: number) => string;
  readonly close: () => Promise<void>;
};

/** Captures while `act` lets programs of a lab talk, and opens what was captured. Everything that was started is ended in any case. */
export async function runLab(name: string, act: (lab: Lab) => Promise<void>): Promise<LabRun> {
  const lab = new Lab();
  const running = new RunningEngine();
  const close = async (): Promise<void> => {
    await running.close();
    await lab.close();
  };
  try {
    const capture = await LabCapture.start(lab, name);
    await act(lab);
    const path = await capture.stop();
    return { lab, engine: await running.open(path), path, address: (machine) => lab.address(machine), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for all of them, then throws the first that went wrong: nothing is still under way when the lab is closed. */
export async function allDone(doings: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(doings)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

function only<Row>(rows: readonly Row[], what: string): Row {
  if (rows.length !== 1) throw new Error(`${rows.length} rows of ${what}`);
  return rows[0]!;
}

/** The one registration of a user. */
export async function registrationOf(engine: Engine, user: string): Promise<RegistrationRow> {
  const { rows } = await engine.command('listRegistrations', {});
  return only(
    rows.filter(({ aor }) => aor.startsWith(`sip:${user}@`)),
    user,
  );
}

/** The one call that a user made. */
export async function callOf(engine: Engine, user: string): Promise<CallRow> {
  const { rows } = await engine.command('listCalls', {});
  return only(
    rows.filter(({ from }) => from.user === user),
    user,
  );
}

/** An answer that the ring has not overwritten: nothing of an opened file is. */
export function kept<Answer>(answer: Answer | 'evicted'): Answer {
  if (answer === 'evicted') throw new Error('evicted');
  return answer;
}

export type Story = Exclude<Answers['readCall'], 'evicted'>;

/** The story of the one call that a user made. */
export const storyOf = async (engine: Engine, user: string): Promise<Story> =>
  kept(await engine.command('readCall', { call: (await callOf(engine, user)).key }));

/** Kinds of issues that messages of the capture have. */
export async function issuesOf(engine: Engine): Promise<readonly string[]> {
  const { kinds } = await engine.command('countIssues', {});
  return kinds.map(({ code }) => code);
}
