import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import { reasonAgainstLab, wait, type Lab } from '../../fixtures/lab/lab';
import { answerOptionsSteps, startPingingKamailio } from '../../fixtures/lab/pinging';
import { startSipp, type RunningSipp } from '../../fixtures/lab/sipp';
import { runLab, type LabRun } from './labRun';

const ASKS = 200;
/** Stays · ends and is started again · ends for good, after which its machine says that nobody listens · falls silent. */
const host = { stays: 51, returns: 52, ends: 53, falls: 54 };
const MOST_REQUESTS = 1000;
const BEFORE_MS = 4200;
const AWAY_MS = 5000;
const AFTER_MS = 2500;

async function askAll(lab: Lab): Promise<void> {
  const answering = (machine: number): Promise<RunningSipp> => {
    const machineOf = { name: `host-${machine}`, address: lab.address(machine), user: 'gateway' };
    return startSipp(lab, { ...machineOf, steps: answerOptionsSteps(), calls: MOST_REQUESTS });
  };
  await answering(host.stays);
  const returning = await answering(host.returns);
  const ending = await answering(host.ends);
  const falling = await answering(host.falls);
  await startPingingKamailio(
    lab,
    lab.address(ASKS),
    Object.values(host).map((machine) => lab.address(machine)),
  );
  await wait(BEFORE_MS);
  await returning.program.kill();
  await ending.program.kill();
  falling.program.signal('SIGSTOP');
  await wait(AWAY_MS);
  await answering(host.returns);
  await wait(AFTER_MS);
}

const reason = reasonAgainstLab('kamailio', 'sipp');

describe.skipIf(reason !== '')(`hosts that Kamailio asks by OPTIONS${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('keepalives', askAll);
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

  it('is up while it answers, with its round trip', async () => {
    const row = await keepaliveOf(host.stays);
    expect(row).toMatchObject({ state: 'up', lost: 0, lastStatus: 200 });
    expect(row.sent).toBeGreaterThanOrEqual(11);
    expect(row.answered).toBe(row.sent);
    expect(row.minRoundTripMs).toBeGreaterThan(0);
    expect(row.medianRoundTripMs).toBeGreaterThanOrEqual(row.minRoundTripMs!);
    expect(row.maxRoundTripMs).toBeLessThan(500);
    expect(row.changes.filter(({ up }) => !up)).toEqual([]);
  });

  it('is down when its program has ended', async () => {
    const row = await keepaliveOf(host.ends);
    expect(row.state).toBe('down');
    expect(row.changes.at(-1)).toMatchObject({ up: false });
    expect(row.lost).toBeGreaterThanOrEqual(3);
  });

  it('is down when it has fallen silent', async () => {
    const row = await keepaliveOf(host.falls);
    expect(row.state).toBe('down');
    expect(row.changes.at(-1)).toMatchObject({ up: false });
  });

  it('is up again when it answers again, and both changes are told', async () => {
    const row = await keepaliveOf(host.returns);
    expect(row.state).toBe('up');
    expect(row.changes.slice(-2).map(({ up }) => up)).toEqual([false, true]);
    const [down, up] = row.changes.slice(-2);
    expect(up!.atMs - down!.atMs).toBeGreaterThan(0);
    expect(up!.atMs - down!.atMs).toBeLessThan(AWAY_MS + 2000);
  });
});
