import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BaresipPhone } from '../../fixtures/lab/baresip';
import { passwordOf, REALM, startKamailio, userAt } from '../../fixtures/lab/kamailio';
import { reasonAgainstLab, wait, type Lab } from '../../fixtures/lab/lab';
import { allDone, issuesOf, kept, registrationOf, runLab, type LabRun } from './labRun';

const PROXY = 200;
/** Alice calls Bob, holds and takes back; Bob transfers her to Carol, who hangs up. */
const [ALICE, BOB, CAROL] = [31, 32, 33] as const;
const TALK_MS = 1200;
const HOLD_MS = 600;

async function startPhones(lab: Lab): Promise<readonly BaresipPhone[]> {
  const registrar = lab.address(PROXY);
  await startKamailio(lab, registrar);
  const phones = await Promise.all(
    [ALICE, BOB, CAROL].map((machine) => {
      const user = userAt(machine);
      const phone = { address: lab.address(machine), registrar, user, password: passwordOf(user), registerS: 600 };
      return BaresipPhone.start(lab, phone);
    }),
  );
  await allDone(phones.map((phone) => phone.registered()));
  return phones;
}

async function callHoldAndTransfer(lab: Lab): Promise<void> {
  const [alice, bob, carol] = (await startPhones(lab)) as [BaresipPhone, BaresipPhone, BaresipPhone];
  const uriOf = (machine: number): string => `sip:${userAt(machine)}@${lab.address(PROXY)}`;
  alice.tell('dial', uriOf(BOB));
  await allDone([alice.heard('CALL_ESTABLISHED'), bob.heard('CALL_ESTABLISHED')]);
  await wait(TALK_MS);
  alice.tell('hold');
  await wait(HOLD_MS);
  alice.tell('resume');
  await wait(HOLD_MS);
  bob.tell('transfer', uriOf(CAROL));
  await allDone([alice.heard('CALL_ESTABLISHED', 2), bob.heard('CALL_CLOSED'), carol.heard('CALL_ESTABLISHED')]);
  await wait(TALK_MS);
  carol.tell('hangup');
  await alice.heard('CALL_CLOSED', 2);
}

const reason = reasonAgainstLab('kamailio', 'baresip');

describe.skipIf(reason !== '')(`baresip behind Kamailio${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('baresip', callHoldAndTransfer);
  });
  afterAll(() => run?.close());

  /** Alice's call to this user. */
  async function callTo(machine: number) {
    const { rows } = await run.engine.command('listCalls', {});
    const call = rows.find(({ from, to }) => from.user === userAt(ALICE) && to.user === userAt(machine));
    if (!call) throw new Error(`no call to ${userAt(machine)}`);
    return call;
  }

  it('registers with a password', async () => {
    const user = userAt(BOB);
    const row = await registrationOf(run.engine, user);
    expect(row).toMatchObject({ outcome: 'registered', scenario: 'registration', failure: null, behindNat: false });
    const { attempts, bindings } = kept(await run.engine.command('readRegistration', { registration: row.key }));
    expect(attempts.map(({ status }) => status)).toEqual([401, 200]);
    expect(attempts[1]!.credentials).toMatchObject({ username: user, realm: REALM, qop: 'auth' });
    const check = { message: attempts[1]!.request!, password: passwordOf(user) };
    expect(await run.engine.command('checkDigest', check)).toMatchObject({ result: 'matches' });
    expect(bindings).toMatchObject([{ own: true, contact: expect.stringContaining(run.address(BOB)) }]);
  });

  it('calls with sound both ways, and the sound belongs to the call', async () => {
    const call = await callTo(BOB);
    expect(call).toMatchObject({ state: 'completed', codecs: ['PCMU'], streamCount: 2 });
    expect(await issuesOf(run.engine)).toEqual([]);
    const { streams } = await run.engine.command('watchCalls', { calls: [call.key] });
    expect(streams).toHaveLength(2);
    for (const stream of streams) {
      expect(stream).toMatchObject({ codec: 'PCMU', lostPackets: 0, call: call.key });
      expect(stream.packets).toBeGreaterThan(TALK_MS / 20 / 2);
      expect(stream.boundBy).not.toBe('heuristic');
    }
    expect(new Set(streams.map(({ destination }) => destination.address))).toEqual(
      new Set([run.address(ALICE), run.address(BOB)]),
    );
  });

  it('holds and takes back', async () => {
    const { call, negotiations } = kept(await run.engine.command('readCall', { call: (await callTo(BOB)).key }));
    expect(call.scenario.traits).toEqual(expect.arrayContaining(['reInvited', 'held']));
    expect(negotiations.map(({ outcome, offeredBy }) => [outcome, offeredBy])).toEqual([
      ['agreed', 'caller'],
      ['agreed', 'caller'],
      ['agreed', 'caller'],
    ]);
    expect(negotiations.map(({ media }) => media.map(({ heldBy }) => heldBy))).toEqual([
      ['none'],
      ['caller'],
      ['none'],
    ]);
  });

  it('transfers, and both calls are one story', async () => {
    const [first, second] = [await callTo(BOB), await callTo(CAROL)];
    expect(first.scenario.kind).toBe('blindTransfer');
    expect(first.scenario.traits).toContain('transferred');
    const group = await run.engine.command('readCallGroup', { call: first.key });
    expect(group).toMatchObject({
      calls: [first.key, second.key],
      links: [{ kind: 'transfer', one: first.key, other: second.key }],
    });
    expect(group!.links[0]!.evidence.map(({ by }) => by)).toContain('refer');
    for (const machine of [ALICE, BOB, CAROL]) expect(group!.words).toContain(userAt(machine));
    expect(second).toMatchObject({ state: 'completed', endedBy: 'callee', streamCount: 2 });
  });

  it('tells the progress of the transfer', async () => {
    const { moments } = kept(await run.engine.command('readCall', { call: (await callTo(BOB)).key }));
    const words = moments.map((moment) => moment.words).join('\n');
    expect(words).toMatch(/transfer/i);
    expect(words).toContain(userAt(CAROL));
    expect(moments.map(({ atMs }) => atMs)).toEqual([...moments.map(({ atMs }) => atMs)].sort((a, b) => a - b));
  });
});
