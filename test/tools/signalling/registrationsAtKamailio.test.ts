import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageIndex } from '../../../shared/ids';
import type { RegistrationStory } from '../../../shared/protocol/registrationStory';
import type { RegistrationRow } from '../../../shared/protocol/rows';
import { guardedUserAt, passwordOf, REALM, startKamailio, STRANGER, userAt } from '../../fixtures/lab/kamailio';
import { reasonAgainstLab, wait, type Lab } from '../../fixtures/lab/lab';
import { refusedSteps, registerSteps, staleNonceSteps } from '../../fixtures/lab/registering';
import { runSipp, startSipp } from '../../fixtures/lab/sipp';
import type { Step } from '../../fixtures/lab/sippScenario';
import { allDone, kept, registrationOf, runLab, type LabRun } from './labRun';

const REGISTRAR = 200;
const NOBODY = 201;
const NONCE_RUNS_OUT_MS = 3100;
const MISTYPED = 'mistyped';

/** Who registers how; each at the machine that the user is named for. */
const phone = { plain: 11, mistypes: 12, brief: 13, stale: 14, asks: 15, leaves: 16, unheard: 17, stranger: 18 };

async function registerAll(lab: Lab): Promise<void> {
  const registrar = lab.address(REGISTRAR);
  await startKamailio(lab, registrar);
  const at = (machine: number, steps: readonly Step[], user = userAt(machine), password = passwordOf(user)) => {
    const address = lab.address(machine);
    return runSipp(lab, { name: `phone-${machine}`, address, remote: registrar, user, password, steps });
  };
  const registerS = { expiresS: 600 };
  const unheard = async (): Promise<void> => {
    const address = lab.address(phone.unheard);
    const user = userAt(phone.unheard);
    const remote = lab.address(NOBODY);
    const { program } = await startSipp(lab, {
      name: 'unheard',
      address,
      remote,
      user,
      steps: registerSteps(registerS),
    });
    await wait(2000);
    await program.kill();
  };
  await allDone([
    at(phone.plain, registerSteps(registerS)),
    at(phone.mistypes, registerSteps(registerS, 401), userAt(phone.mistypes), MISTYPED),
    at(phone.stranger, registerSteps(registerS, 404), STRANGER),
    at(phone.brief, refusedSteps({ expiresS: 10 }, 423)),
    at(phone.stale, staleNonceSteps(registerS, NONCE_RUNS_OUT_MS), guardedUserAt(phone.stale)),
    at(phone.asks, registerSteps({ contact: '' })),
    at(phone.leaves, registerSteps(registerS)).then(() => at(phone.leaves, registerSteps({ expiresS: 0 }))),
    unheard(),
  ]);
}

const reason = reasonAgainstLab('kamailio', 'sipp');

describe.skipIf(reason !== '')(`phones that register at Kamailio${reason && ` (skipped: ${reason})`}`, () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await runLab('registrations', registerAll);
  });
  afterAll(() => run?.close());

  const storyOf = async (user: string): Promise<RegistrationStory> => {
    const { key } = await registrationOf(run.engine, user);
    return kept(await run.engine.command('readRegistration', { registration: key }));
  };
  const check = async (message: MessageIndex | null | undefined, password: string): Promise<string> =>
    kept(await run.engine.command('checkDigest', { message: message!, password })).result;

  it.each([
    {
      user: userAt(phone.plain),
      row: { outcome: 'registered', scenario: 'registration', failure: null, status: 200, expiresS: 600 },
    },
    {
      user: userAt(phone.mistypes),
      row: { scenario: 'unsuccessful', failure: 'wrongPassword', status: 401, expiresS: null },
    },
    { user: STRANGER, row: { outcome: 'rejected', scenario: 'unsuccessful', failure: 'unknownUser', status: 404 } },
    {
      user: userAt(phone.brief),
      row: { outcome: 'rejected', scenario: 'unsuccessful', failure: 'intervalTooBrief', status: 423 },
    },
    { user: guardedUserAt(phone.stale), row: { outcome: 'registered', failure: null, status: 200, attemptCount: 4 } },
    { user: userAt(phone.asks), row: { outcome: 'queried', scenario: 'query', failure: null, behindNat: null } },
    { user: userAt(phone.leaves), row: { outcome: 'unregistered', scenario: 'cancellation', failure: null } },
    { user: userAt(phone.unheard), row: { scenario: 'unanswered', failure: 'noAnswer', status: null } },
  ] as const satisfies readonly { user: string; row: Partial<RegistrationRow> }[])(
    'row of $user: $row.scenario $row.failure',
    async ({ user, row }) => {
      expect(await registrationOf(run.engine, user)).toMatchObject({ behindNat: false, ...row });
    },
  );

  it('names who registers, where and for how long', async () => {
    const row = await registrationOf(run.engine, userAt(phone.plain));
    expect(row).toMatchObject({
      contact: `sip:${userAt(phone.plain)}@${run.address(phone.plain)}:5060`,
      source: { address: run.address(phone.plain), port: 5060 },
      registrar: { address: run.address(REGISTRAR), port: 5060 },
      attemptCount: 2,
      messages: expect.objectContaining({ length: 4 }),
    });
    expect(row.lastRoundTripMs).toBeGreaterThan(0);
    expect(row.lastRoundTripMs).toBeLessThan(1000);
  });

  it('decodes challenge and credentials', async () => {
    const user = userAt(phone.plain);
    const { attempts, bindings } = await storyOf(user);
    expect(attempts).toHaveLength(2);
    const [first, second] = attempts;
    expect(first).toMatchObject({ status: 401, purpose: 'register', askedS: 600, credentials: null, failure: null });
    expect(first!.challenge).toMatchObject({ scheme: 'Digest', realm: REALM, qop: ['auth'], stale: false });
    expect(second).toMatchObject({ status: 200, askedS: 600, grantedS: 600, failure: null });
    expect(second!.credentials).toMatchObject({
      ...{ scheme: 'Digest', username: user, realm: REALM, qop: 'auth', nc: '00000001' },
      nonce: first!.challenge!.nonce,
    });
    expect(bindings).toMatchObject([{ contact: expect.stringContaining(run.address(phone.plain)), own: true }]);
  });

  it('tells which password the credentials were made with', async () => {
    const user = userAt(phone.plain);
    const right = (await storyOf(user)).attempts[1]?.request;
    expect(await check(right, passwordOf(user))).toBe('matches');
    expect(await check(right, MISTYPED)).toBe('passwordDiffers');
    const wrong = (await storyOf(userAt(phone.mistypes))).attempts[1]?.request;
    expect(await check(wrong, passwordOf(userAt(phone.mistypes)))).toBe('passwordDiffers');
    expect(await check(wrong, MISTYPED)).toBe('matches');
  });

  it('does not hold it against a phone that its nonce had run out', async () => {
    const { attempts } = await storyOf(guardedUserAt(phone.stale));
    expect(attempts.map(({ status }) => status)).toEqual([401, 200, 401, 200]);
    expect(attempts.map(({ failure }) => failure)).toEqual([null, null, null, null]);
    expect(attempts[2]!.credentials!.nonce).not.toBe(attempts[3]!.credentials!.nonce);
  });

  it('lists what a query asked for, and what is left after leaving', async () => {
    const asked = await storyOf(userAt(phone.asks));
    expect(asked.attempts.map(({ purpose }) => purpose)).toEqual(['query', 'query']);
    const left = await storyOf(userAt(phone.leaves));
    expect(left.attempts.map(({ purpose }) => purpose)).toEqual(['register', 'register', 'unregister', 'unregister']);
    expect(left.bindings).toEqual([]);
  });
});
