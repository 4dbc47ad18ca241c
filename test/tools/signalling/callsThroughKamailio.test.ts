import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallScenarioKind, CallTrait } from '../../../shared/sip/scenarios';
import type { CallRow } from '../../../shared/protocol/rows';
import {
  callSteps,
  calleeSteps,
  cancelSteps,
  cancelledCalleeSteps,
  guardedCallSteps,
  heldCalleeSteps,
  holdSteps,
  leavingCalleeSteps,
  refusedCallSteps,
  refusingCalleeSteps,
} from '../../fixtures/lab/calling';
import { guardedUserAt, startKamailio, userAt } from '../../fixtures/lab/kamailio';
import { reasonAgainstLab, type Lab } from '../../fixtures/lab/lab';
import { calleeRequest } from '../../fixtures/lab/sippMessages';
import type { Step } from '../../fixtures/lab/sippScenario';
import { callThrough, PROXY, register } from './labCalls';
import { allDone, callOf, issuesOf, runLab, storyOf, type LabRun } from './labRun';
import { sngrepCalls } from './sngrepList';
import { tsharkSipCounts } from './tsharkCounts';

const RING_MS = 300;
const TALK_MS = 400;
/** SIPp counts its pauses from ticks of a clock of its own. */
const CLOCK_TICK_MS = 20;

/** Who calls, from the machine that the user is named for; the callee sits at the next one. */
const caller = {
  plain: 11,
  guarded: 13,
  cancels: 15,
  busy: 17,
  holds: 19,
  unanswered: 21,
  wrongNumber: 23,
  forked: 25,
};
/** Where the user at the machine after the forked caller's has a second phone. */
const SECOND_PHONE = 27;

async function callAll(lab: Lab): Promise<void> {
  await startKamailio(lab, lab.address(PROXY));
  const called = Object.values(caller).filter((machine) => machine !== caller.wrongNumber);
  const secondPhone = { machine: SECOND_PHONE, user: userAt(caller.forked + 1) };
  await allDone([
    ...called.map((machine) => register(lab, machine + 1)),
    register(lab, secondPhone.machine, secondPhone.user),
  ]);
  const call = (machine: number, steps: readonly Step[], calleeSteps: readonly Step[], user = userAt(machine)) =>
    callThrough(lab, { machine, user, steps }, [{ machine: machine + 1, steps: calleeSteps }]);
  await allDone([
    call(caller.plain, callSteps(TALK_MS), calleeSteps(RING_MS)),
    call(
      caller.guarded,
      guardedCallSteps(),
      leavingCalleeSteps(TALK_MS, calleeRequest('BYE')),
      guardedUserAt(caller.guarded),
    ),
    call(caller.cancels, cancelSteps(RING_MS), cancelledCalleeSteps()),
    call(caller.busy, refusedCallSteps(486), refusingCalleeSteps(486, 'Busy Here')),
    call(caller.holds, holdSteps(TALK_MS), heldCalleeSteps()),
    call(caller.unanswered, refusedCallSteps(408), cancelledCalleeSteps()),
    callThrough(lab, { machine: caller.wrongNumber, steps: refusedCallSteps(404) }, []),
    callThrough(lab, { machine: caller.forked, steps: callSteps(TALK_MS) }, [
      { machine: caller.forked + 1, steps: calleeSteps(RING_MS) },
      { ...secondPhone, steps: cancelledCalleeSteps() },
    ]),
  ]);
}

type Expected = {
  readonly user: string;
  readonly kind: CallScenarioKind;
  readonly traits: readonly CallTrait[];
  readonly row: Partial<CallRow>;
};

const CALLS: readonly Expected[] = [
  {
    user: userAt(caller.plain),
    kind: 'sessionThroughProxies',
    traits: [],
    row: { state: 'completed', endedBy: 'caller', finalStatus: 200, codecs: ['PCMU'], offer: 'early' },
  },
  {
    user: guardedUserAt(caller.guarded),
    kind: 'sessionThroughProxies',
    traits: ['authenticated'],
    row: { state: 'completed', endedBy: 'callee', finalStatus: 200 },
  },
  {
    user: userAt(caller.cancels),
    kind: 'cancelled',
    traits: [],
    row: { state: 'cancelled', endedBy: 'caller', finalStatus: 487, answeredAtMs: null },
  },
  { user: userAt(caller.busy), kind: 'busy', traits: [], row: { state: 'rejected', finalStatus: 486 } },
  {
    user: userAt(caller.holds),
    kind: 'sessionThroughProxies',
    traits: ['reInvited', 'held'],
    row: { state: 'completed', finalStatus: 200 },
  },
  { user: userAt(caller.unanswered), kind: 'noAnswer', traits: [], row: { finalStatus: 408, answeredAtMs: null } },
  { user: userAt(caller.wrongNumber), kind: 'unallocated', traits: [], row: { finalStatus: 404 } },
  {
    user: userAt(caller.forked),
    kind: 'sessionThroughProxies',
    traits: ['forked'],
    row: { state: 'completed', finalStatus: 200 },
  },
];

const reason = reasonAgainstLab('kamailio', 'sipp', 'tshark', 'sngrep');

describe.skipIf(reason !== '')(`calls through Kamailio${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('calls', callAll);
  });
  afterAll(() => run?.close());

  it.each(CALLS)('$user: $kind $traits', async ({ user, kind, traits, row }) => {
    const call = await callOf(run.engine, user);
    expect(call.scenario).toMatchObject({ kind, doubt: null });
    expect([...call.scenario.traits].sort()).toEqual([...traits].sort());
    expect(call).toMatchObject({ ...row, retransmissionCount: 0, group: null });
  });

  it('is one call for both hops, and the hops are told', async () => {
    expect(await issuesOf(run.engine)).toEqual([]);
    const { rows, total } = await run.engine.command('listCalls', {});
    expect(total).toBe(Object.values(caller).length);
    expect(new Set(rows.map(({ callId }) => callId)).size).toBe(total);

    const user = userAt(caller.plain);
    const { call, dialogs, transactions } = await storyOf(run.engine, user);
    expect(call.scenario.words).toMatch(/1 proxy|one proxy|a proxy/);
    const [alice, bob, proxy] = [caller.plain, caller.plain + 1, PROXY].map(run.address);
    const hops = (method: string) =>
      transactions
        .filter((transaction) => transaction.method === method)
        .map(({ source, destination }) => [source.address, destination.address]);
    expect(hops('INVITE')).toEqual([
      [alice, proxy],
      [proxy, bob],
    ]);
    expect(hops('BYE')).toEqual([
      [alice, proxy],
      [proxy, bob],
    ]);
    expect(dialogs).toMatchObject([
      {
        state: 'ended',
        endedBy: 'caller',
        callerTarget: expect.stringContaining(`${user}@${alice}`),
        calleeTarget: expect.stringContaining(`${userAt(caller.plain + 1)}@${bob}`),
        routeSet: [expect.stringContaining(`sip:${proxy};lr`)],
      },
    ]);
    expect(transactions.every(({ outcome, retransmissions }) => outcome === 'ended' && retransmissions === 0)).toBe(
      true,
    );
  });

  it('tells times as the programs kept them', async () => {
    const { postDialDelayMs, setupMs, durationMs } = await callOf(run.engine, userAt(caller.plain));
    expect(postDialDelayMs).toBeLessThan(RING_MS);
    expect(setupMs).toBeGreaterThan(RING_MS - CLOCK_TICK_MS);
    expect(setupMs).toBeLessThan(RING_MS + 1000);
    expect(durationMs).toBeGreaterThan(TALK_MS - CLOCK_TICK_MS);
    expect(durationMs).toBeLessThan(TALK_MS + 1000);
  });

  it('tells hold and resume as negotiations', async () => {
    const { negotiations, moments } = await storyOf(run.engine, userAt(caller.holds));
    expect(negotiations.map(({ offeredBy, outcome }) => [offeredBy, outcome])).toEqual([
      ['caller', 'agreed'],
      ['caller', 'agreed'],
      ['caller', 'agreed'],
    ]);
    expect(negotiations.map(({ media }) => media.map(({ heldBy }) => heldBy))).toEqual([
      ['none'],
      ['caller'],
      ['none'],
    ]);
    expect(negotiations[0]!.media[0]).toMatchObject({
      accepted: true,
      profile: 'RTP/AVP',
      callerToCallee: { codec: expect.stringMatching(/^PCMU/), payloadType: 0, ptimeMs: 20, dtmfPayloadType: 101 },
      callerEndpoint: { address: run.address(caller.holds), port: 4000 },
      calleeEndpoint: { address: run.address(caller.holds + 1), port: 4000 },
    });
    expect(moments.filter(({ words }) => /hold by the caller/i.test(words))).toHaveLength(1);
  });

  it('tells both ends of a fork apart', async () => {
    const { dialogs } = await storyOf(run.engine, userAt(caller.forked));
    expect(dialogs).toHaveLength(2);
    expect(dialogs.filter(({ confirmedAtMs }) => confirmedAtMs !== null)).toHaveLength(1);
    expect(new Set(dialogs.map(({ calleeTag }) => calleeTag)).size).toBe(2);
    expect(dialogs.map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('counts the messages that tshark counts', async () => {
    const { rows } = await run.engine.command('listMessages', { count: 1000 });
    const counts: Record<string, number> = {};
    for (const { method, status } of rows) {
      const name = method ?? String(status);
      counts[name] = (counts[name] ?? 0) + 1;
    }
    expect(counts).toEqual(tsharkSipCounts(run.path));
  });

  it('lists the calls that sngrep lists', async () => {
    const { rows } = await run.engine.command('listCalls', {});
    const listed = await sngrepCalls(run.lab, run.path, rows.length);
    const states = new Map(listed.map(({ source, state }) => [source, state]));
    const messages = new Map(listed.map((call) => [call.source, call.messages]));
    expect(messages).toEqual(new Map(rows.map(({ source, messageCount }) => [source.address, messageCount])));
    const machineStates = Object.entries(caller).map(([name, machine]) => [name, states.get(run.address(machine))]);
    expect(Object.fromEntries(machineStates)).toEqual({
      plain: 'COMPLETED',
      guarded: 'COMPLETED',
      cancels: 'CANCELLED',
      busy: 'BUSY',
      holds: 'COMPLETED',
      unanswered: 'REJECTED',
      wrongNumber: 'REJECTED',
      // The CANCEL of a branch, when it is captured last, is the whole call's for sngrep.
      forked: expect.stringMatching(/^(COMPLETED|CANCELLED)$/),
    });
  });
});
