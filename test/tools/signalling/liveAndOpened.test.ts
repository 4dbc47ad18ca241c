import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../main/engine/engine';
import { calleeSteps, callSteps, cancelledCalleeSteps, cancelSteps } from '../../fixtures/lab/calling';
import { startKamailio } from '../../fixtures/lab/kamailio';
import { Lab, reasonAgainstLab, wait } from '../../fixtures/lab/lab';
import { RunningEngine } from '../../fixtures/runningEngine';
import { callThrough, PROXY, register } from './labCalls';
import { allDone } from './labRun';

const TALK_MS = 300;
/** The source hands over what it caught at least every 100 ms; a loaded machine takes longer. */
const LAST_PACKETS_MS = 500;
const caller = { talks: 11, cancels: 13 };

async function callBoth(lab: Lab): Promise<void> {
  await startKamailio(lab, lab.address(PROXY));
  await allDone(Object.values(caller).map((machine) => register(lab, machine + 1)));
  await allDone([
    callThrough(lab, { machine: caller.talks, steps: callSteps(TALK_MS) }, [
      { machine: caller.talks + 1, steps: calleeSteps(TALK_MS) },
    ]),
    callThrough(lab, { machine: caller.cancels, steps: cancelSteps(TALK_MS) }, [
      { machine: caller.cancels + 1, steps: cancelledCalleeSteps() },
    ]),
  ]);
}

/** Captures live what the lab does, and gives the file that it was written to. */
async function captureLive(lab: Lab, { engine }: RunningEngine): Promise<string> {
  let began: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const over = engine.capture({
    interfaceName: 'lo',
    filter: `net ${lab.network}.0/24 and not tcp`,
    source: 'dumpcap',
    ring: { filesizeKb: null, durationS: null, packets: null, files: null },
    saveAs: lab.path('live.pcapng'),
    stopAfter: { durationS: 30, packets: null, filesizeKb: null },
    onState: ({ kind }) => kind === 'capturing' && began(),
  });
  await Promise.race([begun, over]);
  await callBoth(lab);
  await vi.waitUntil(async () => (await engine.command('listCalls', {})).total === 2, { timeout: 5000 });
  await wait(LAST_PACKETS_MS);
  await engine.stopCapture();
  const summary = await over;
  if (!summary.ok) throw new Error(summary.error.problem);
  return summary.value.files[0]!;
}

/** All that the analyses of signalling say of what is open. */
async function toldBy(engine: Engine) {
  const { rows: calls } = await engine.command('listCalls', {});
  return {
    calls,
    registrations: (await engine.command('listRegistrations', {})).rows,
    messages: (await engine.command('listMessages', { count: 1000 })).rows,
    stories: await Promise.all(calls.map(({ key }) => engine.command('readCall', { call: key }))),
  };
}

const reason = reasonAgainstLab('kamailio', 'sipp');

describe.skipIf(reason !== '')(`a live capture of calls through Kamailio${reason && ` (skipped: ${reason})`}`, () => {
  let lab: Lab;
  let live: RunningEngine;
  let opened: RunningEngine;
  beforeAll(async () => {
    lab = new Lab();
    live = new RunningEngine();
    opened = new RunningEngine();
    await opened.open(await captureLive(lab, live));
  });
  afterAll(async () => {
    await live.close();
    await opened.close();
    await lab.close();
  });

  it('tells the same as the file that it left', async () => {
    const told = await toldBy(live.engine);
    expect(told.calls.map(({ scenario }) => scenario.kind).sort()).toEqual(['cancelled', 'sessionThroughProxies']);
    expect(told.registrations.map(({ outcome }) => outcome)).toEqual(['registered', 'registered']);
    expect(told).toEqual(await toldBy(opened.engine));
  });
});
