import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallGroup } from '../../../shared/protocol/callGroups';
import { startBackToBack, type BackToBack } from '../../fixtures/lab/backToBack';
import { calleeSteps, callSteps } from '../../fixtures/lab/calling';
import { reasonAgainstLab, type Lab } from '../../fixtures/lab/lab';
import { runSipp, startSipp } from '../../fixtures/lab/sipp';
import { allDone, callOf, issuesOf, runLab, type LabRun } from './labRun';

/** A call has four machines: the caller, the agent's two sides, the callee. */
type Relayed = Pick<BackToBack, 'media'> & {
  readonly machine: number;
  readonly from: string;
  readonly to: string;
  readonly outwardFrom: string;
  readonly outwardTo: string;
};

const PASSES_MEDIA: Relayed = {
  machine: 10,
  media: 'passed',
  from: '1010',
  to: '1013',
  outwardFrom: '1010',
  outwardTo: '1013',
};
const OWN_MEDIA: Relayed = {
  machine: 20,
  media: 'own',
  from: '2025550120',
  to: '2025550123',
  outwardFrom: '+12025550120',
  outwardTo: '+12025550123',
};
/** A caller and a callee with no agent between them, at the same time. */
const BESIDE = { machine: 30, from: '1030', to: '1033' };
const TALK_MS = 400;
const RING_MS = 200;

async function callRelayed(lab: Lab, relayed: Relayed): Promise<void> {
  const { machine, from, to, outwardFrom, outwardTo, media } = relayed;
  const mediaPort = 4000 + 10 * machine;
  const callee = lab.address(machine + 3);
  const answering = await startSipp(lab, {
    name: 'callee',
    address: callee,
    user: outwardTo,
    steps: calleeSteps(RING_MS),
    mediaPort: mediaPort + 4,
  });
  const legs = await startBackToBack(lab, {
    address: lab.address(machine + 1),
    outwardAddress: lab.address(machine + 2),
    callee,
    from: outwardFrom,
    to: outwardTo,
    media,
  });
  const caller = { name: 'caller', address: lab.address(machine), remote: lab.address(machine + 1), mediaPort };
  await allDone([
    runSipp(lab, { ...caller, user: from, service: to, steps: callSteps(TALK_MS) }),
    ...[answering, ...legs].map((program) => program.finished()),
  ]);
}

async function callBeside(lab: Lab): Promise<void> {
  const { machine, from, to } = BESIDE;
  const callee = { name: 'beside-callee', address: lab.address(machine + 3), user: to, mediaPort: 4404 };
  const answering = await startSipp(lab, { ...callee, steps: calleeSteps(RING_MS) });
  const caller = { name: 'beside', address: lab.address(machine), remote: callee.address, mediaPort: 4400 };
  await allDone([
    runSipp(lab, { ...caller, user: from, service: to, steps: callSteps(TALK_MS) }),
    answering.finished(),
  ]);
}

const reason = reasonAgainstLab('sipp');

describe.skipIf(reason !== '')(`legs of a back-to-back user agent${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('legs', (lab) =>
      allDone([callRelayed(lab, PASSES_MEDIA), callRelayed(lab, OWN_MEDIA), callBeside(lab)]),
    );
  });
  afterAll(() => run?.close());

  /** The group of the leg that this machine called. */
  async function groupOf(machine: number): Promise<CallGroup> {
    const { rows } = await run.engine.command('listCalls', {});
    const leg = rows.find(({ source }) => source.address === run.address(machine));
    const group = leg && (await run.engine.command('readCallGroup', { call: leg.key }));
    if (!group) throw new Error('the leg stands alone');
    return group;
  }

  it.each([
    { name: 'that passes the media', relayed: PASSES_MEDIA, evidence: ['mediaEndpoint', 'usersAndTime'] },
    { name: 'with media and numbers of its own', relayed: OWN_MEDIA, evidence: ['usersAndTime'] },
  ])('$name are joined without any header that says so', async ({ relayed, evidence }) => {
    const { calls, links } = await groupOf(relayed.machine);
    expect(calls).toHaveLength(2);
    expect(links).toHaveLength(1);
    const [link] = links;
    expect(link).toMatchObject({ kind: 'leg', one: calls[0], other: calls[1] });
    expect([...new Set(link!.evidence.map(({ by }) => by))].sort()).toEqual(evidence);
    expect(link!.frames.length).toBeGreaterThanOrEqual(2);
    const { rows } = await run.engine.command('listCalls', {});
    const legs = calls.map((key) => rows.find((row) => row.key === key)!);
    expect(legs.map(({ source }) => source.address)).toEqual([relayed.machine, relayed.machine + 2].map(run.address));
    expect(new Set(legs.map(({ callId }) => callId)).size).toBe(2);
    expect(legs.map(({ group }) => group?.calls)).toEqual([2, 2]);
    expect(await issuesOf(run.engine)).toEqual([]);
  });

  it('are surer where the media passes', async () => {
    const [passed, own] = await Promise.all([PASSES_MEDIA, OWN_MEDIA].map(({ machine }) => groupOf(machine)));
    const order = ['certain', 'likely', 'possible'];
    expect(order.indexOf(passed!.links[0]!.confidence)).toBeLessThan(order.indexOf(own!.links[0]!.confidence));
  });

  it('leave the call beside them alone', async () => {
    expect((await callOf(run.engine, BESIDE.from)).group).toBeNull();
  });
});
