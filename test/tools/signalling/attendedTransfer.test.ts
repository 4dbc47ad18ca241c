import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRow } from '../../../shared/protocol/rows';
import { passwordOf, startKamailio, userAt } from '../../fixtures/lab/kamailio';
import { reasonAgainstLab, type Lab } from '../../fixtures/lab/lab';
import { registerSteps } from '../../fixtures/lab/registering';
import { runSipp, startSipp } from '../../fixtures/lab/sipp';
import { targetSteps, transfereeSteps, transferorSteps } from '../../fixtures/lab/transferring';
import { allDone, issuesOf, kept, runLab, type LabRun } from './labRun';

const PROXY = 200;
const [TRANSFEROR, TRANSFEREE, TARGET] = [41, 42, 43] as const;
const TALK_MS = 300;

async function transfer(lab: Lab): Promise<void> {
  const proxy = lab.address(PROXY);
  await startKamailio(lab, proxy);
  const phone = (machine: number) => ({
    name: `phone-${machine}`,
    address: lab.address(machine),
    user: userAt(machine),
    password: passwordOf(userAt(machine)),
    // Call-IDs without an at sign, which a Refer-To would have to escape.
    words: ['-cid_str', '%u-%p-lab'],
  });
  const registering = { remote: proxy, steps: registerSteps({ expiresS: 600 }) };
  await allDone([TRANSFEREE, TARGET].map((machine) => runSipp(lab, { ...phone(machine), ...registering })));
  const parties = {
    proxy,
    transferor: userAt(TRANSFEROR),
    transferee: userAt(TRANSFEREE),
    target: userAt(TARGET),
  };
  const others = await Promise.all([
    startSipp(lab, { ...phone(TRANSFEREE), steps: transfereeSteps(parties, TALK_MS) }),
    startSipp(lab, { ...phone(TARGET), steps: targetSteps(TALK_MS) }),
  ]);
  await allDone([
    runSipp(lab, { ...phone(TRANSFEROR), remote: proxy, steps: transferorSteps(parties, TALK_MS) }),
    ...others.map((other) => other.finished()),
  ]);
}

const reason = reasonAgainstLab('kamailio', 'sipp');

describe.skipIf(reason !== '')(`an attended transfer through Kamailio${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  let calls: readonly CallRow[];
  beforeAll(async () => {
    run = await runLab('attended-transfer', transfer);
    calls = (await run.engine.command('listCalls', {})).rows;
  });
  afterAll(() => run?.close());

  it('is three calls, in order of their beginning', () => {
    expect(calls.map(({ from, to }) => [from.user, to.user])).toEqual([
      [userAt(TRANSFEROR), userAt(TRANSFEREE)],
      [userAt(TRANSFEROR), userAt(TARGET)],
      [userAt(TRANSFEREE), userAt(TARGET)],
    ]);
    expect(calls.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
  });

  it('has nothing wrong in its messages', async () => {
    expect(await issuesOf(run.engine)).toEqual([]);
  });

  it('is named', () => {
    expect(calls[0]!.scenario.kind).toBe('attendedTransfer');
    expect(calls[1]!.scenario.traits).toContain('replaced');
  });

  it('is one story: the REFER leads to the third call, which replaces the second', async () => {
    const [first, second, third] = calls.map(({ key }) => key);
    const group = await run.engine.command('readCallGroup', { call: second! });
    expect(group!.calls).toEqual([first, second, third]);
    const links = group!.links.map(({ kind, one, other, confidence }) => ({ kind, one, other, confidence }));
    expect(links).toContainEqual({ kind: 'transfer', one: first, other: third, confidence: 'certain' });
    expect(links).toContainEqual({ kind: 'replacement', one: second, other: third, confidence: 'certain' });
    expect(links).toContainEqual({ kind: 'consultation', one: first, other: second, confidence: 'certain' });
    expect(group!.links.flatMap(({ evidence }) => evidence.map(({ by }) => by))).toEqual(
      expect.arrayContaining(['refer', 'replaces']),
    );
  });

  it('tells how the transfer went', async () => {
    const { moments } = kept(await run.engine.command('readCall', { call: calls[0]!.key }));
    const words = moments.map((moment) => moment.words).join('\n');
    expect(words).toMatch(/transfer to .*attended/i);
    expect(words).toMatch(/transfer succeeded: 200 OK/i);
  });
});
