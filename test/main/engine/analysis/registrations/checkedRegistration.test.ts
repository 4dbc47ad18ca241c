import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationStory } from '../../../../../shared/protocol/registrationStory';
import { registrationKey } from '../../../../../shared/ids';
import { RunningEngine } from '../../../../fixtures/runningEngine';
import { ACCEPTED, NONCE, registerFrames } from '../../digest/registerFlow';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

async function story(): Promise<RegistrationStory> {
  const engine = await running.openFrames(registerFrames(ACCEPTED));
  const { rows } = await engine.command('listRegistrations', {});
  const told = await engine.command('readRegistration', { registration: rows[0]!.key });
  if (told === 'evicted') throw new Error('evicted');
  return told;
}

describe('the REGISTER that FreeSWITCH accepted', () => {
  it('is told with its challenge and what answers it', async () => {
    const { registration, attempts, verdict } = await story();
    expect(registration).toMatchObject({ aor: 'sip:1000@192.168.7.101:5070', outcome: 'queried', failure: null });
    expect(attempts.map(({ status }) => status)).toEqual([401, 200]);
    expect(attempts[1]).toMatchObject({
      credentials: { username: '1000', realm: '192.168.7.101', nonce: NONCE, algorithm: 'MD5', qop: 'auth' },
      answersTo: { realm: '192.168.7.101', nonce: NONCE, qop: ['auth'] },
      remarks: [],
      failure: null,
    });
    expect(verdict.messages).toEqual([1, 2, 3]);
  });

  it.each([
    ['1234', 'matches', /^Password matches/],
    ['1235', 'passwordDiffers', /^Password differs/],
  ])('checked with %s %s', async (password, result, words) => {
    const { attempts } = await story();
    const message = attempts[1]!.request!;
    expect(await running.engine.command('checkDigest', { message, password })).toMatchObject({
      result,
      words: expect.stringMatching(words) as string,
    });
  });

  it('is evicted when no such registration is known', async () => {
    await running.openFrames(registerFrames(ACCEPTED));
    const registration = registrationKey('registration-99');
    expect(await running.engine.command('readRegistration', { registration })).toBe('evicted');
  });
});
