import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import { reasonAgainstLab, wait, type Lab } from '../../fixtures/lab/lab';
import { LabCapture } from '../../fixtures/lab/labCapture';
import { answerOptionsSteps, startPingingKamailio } from '../../fixtures/lab/pinging';
import { startSipp, type RunningSipp } from '../../fixtures/lab/sipp';
import { run as runProgram } from '../pcap/programs';
import { runLab, type LabRun } from './labRun';

const ASKS = 200;
/** Stays · ends and is started again · ends for good, and its machine says so · falls silent. */
const host = { stays: 51, returns: 52, ends: 53, falls: 54 };
const MOST_REQUESTS = 1000;
const UP_MS = 3200;
const DOWN_MS = 3000;
const AFTER_MS = 2200;
/** The second capture is put so much later: an answer is waited for 32 s (RFC 3261 §17.1.2.2), which the test does not wait for. */
const LATER_S = 60;

const answering = (lab: Lab, machine: number): Promise<RunningSipp> => {
  const machineOf = { name: `host-${machine}`, address: lab.address(machine), user: 'gateway' };
  return startSipp(lab, { ...machineOf, steps: answerOptionsSteps(), calls: MOST_REQUESTS });
};

async function askAll(lab: Lab): Promise<void> {
  await answering(lab, host.stays);
  const returning = await answering(lab, host.returns);
  const ending = await answering(lab, host.ends);
  const falling = await answering(lab, host.falls);
  const hosts = Object.values(host).map((machine) => lab.address(machine));
  await startPingingKamailio(lab, lab.address(ASKS), hosts);
  await wait(UP_MS);
  await returning.program.kill();
  await ending.program.kill();
  falling.program.freeze();
  await wait(DOWN_MS);
}

/** What goes on, as if it had been captured a minute later. */
async function captureLater({ lab }: LabRun): Promise<string> {
  await answering(lab, host.returns);
  const capture = await LabCapture.start(lab, 'keepalives-later');
  await wait(AFTER_MS);
  const later = lab.path('much-later.pcapng');
  runProgram('editcap', ['-t', String(LATER_S), await capture.stop(), later]);
  return later;
}

const reason = reasonAgainstLab('kamailio', 'sipp', 'editcap');

describe.skipIf(reason !== '')(`hosts that Kamailio asks by OPTIONS${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('keepalives', askAll);
    const opened = await run.engine.openFiles([run.path, await captureLater(run)]);
    if (!opened.ok) throw new Error(opened.error.problem);
  });
  afterAll(() => run?.close());

  async function keepaliveOf(machine: number): Promise<KeepaliveRow> {
    const { rows } = await run.engine.command('listKeepalives', {});
    const row = rows.find(({ destination }) => destination.address === run.address(machine));
    if (!row) throw new Error('no keepalive');
    return row;
  }

  it('are a keepalive each, asked once a second', async () => {
    const { rows } = await run.engine.command('listKeepalives', {});
    expect(rows).toHaveLength(Object.values(host).length);
    for (const row of rows) {
      expect(row).toMatchObject({ method: 'options', source: { address: run.address(ASKS), port: 5060 } });
      expect(row.intervalMs).toBeGreaterThan(900);
      expect(row.intervalMs).toBeLessThan(1100);
    }
  });

  it('are one exchange each, however often they are asked', async () => {
    const { rows } = await run.engine.command('listExchanges', {});
    expect(rows.map(({ kind }) => kind)).toEqual(Object.values(host).map(() => 'options'));
  });

  it('is up while it answers, with its round trip', async () => {
    const row = await keepaliveOf(host.stays);
    expect(row).toMatchObject({ state: 'up', lost: 0, lastStatus: 200 });
    expect(row.sent).toBeGreaterThanOrEqual(7);
    expect(row.answered).toBe(row.sent);
    expect(row.minRoundTripMs).toBeGreaterThan(0);
    expect(row.medianRoundTripMs).toBeGreaterThanOrEqual(row.minRoundTripMs!);
    expect(row.maxRoundTripMs).toBeLessThan(900);
    expect(row.changes.filter(({ up }) => !up)).toEqual([]);
  });

  it.each([
    { name: 'its program has ended', machine: host.ends },
    { name: 'it has fallen silent', machine: host.falls },
  ])('is down when $name', async ({ machine }) => {
    const { state, changes, sent, answered, lost } = await keepaliveOf(machine);
    expect(state).toBe('down');
    expect(changes.map(({ up }) => up)).toEqual([true, false]);
    expect(changes[1]!.atMs).toBeGreaterThan(UP_MS - 1500);
    expect(changes[1]!.atMs).toBeLessThan(UP_MS + 2500);
    expect(answered).toBeGreaterThanOrEqual(3);
    expect(lost).toBeGreaterThanOrEqual(2);
    expect(answered! + lost!).toBeLessThanOrEqual(sent);
  });

  it('says which requests could not be delivered', async () => {
    const { rows } = await run.engine.command('listMessages', { count: 1000 });
    const undeliverable = rows
      .filter((row) => row.undeliverable !== null)
      .map(({ destination }) => destination.address);
    expect([...new Set(undeliverable)].sort()).toEqual([host.returns, host.ends].map(run.address));
  });

  it('is up again when it answers again, and both changes are told', async () => {
    const { state, changes } = await keepaliveOf(host.returns);
    expect(state).toBe('up');
    expect(changes.map(({ up }) => up)).toEqual([true, false, true]);
    expect(changes[2]!.words).toMatch(/200 OK again after \d+ s/);
    expect(changes[2]!.atMs - changes[1]!.atMs).toBeGreaterThan(LATER_S * 1000);
  });
});
