import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageIndex } from '../../../../shared/ids';
import type { DigestCheck } from '../../../../shared/protocol/digestCheck';
import { RunningEngine } from '../../../fixtures/runningEngine';
import { ACCEPTED, challenge, CREDENTIALS, NONCE, registerFrames, type RegisterStep } from './registerFlow';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

async function check(steps: readonly RegisterStep[], message: number, password = '1234'): Promise<DigestCheck> {
  const engine = await running.openFrames(registerFrames(steps));
  const answer = await engine.command('checkDigest', { message: messageIndex(message), password });
  if (answer === 'evicted') throw new Error('evicted');
  return answer;
}

const ask: RegisterStep = { kind: 'request', headers: [] };
const attempt: RegisterStep = { kind: 'request', headers: [CREDENTIALS] };
const challenged = (...headers: readonly string[]): RegisterStep => ({ kind: 'answer', status: 401, headers });

describe('the credentials of a message', () => {
  it('match the password that FreeSWITCH knows', async () => {
    const { result, words, facts } = await check(ACCEPTED, 2);
    expect([result, words]).toEqual(['matches', 'Password matches.']);
    expect(facts).toContainEqual({ name: 'Challenge', value: 'frame 2', agrees: null });
    expect(facts.filter(({ agrees }) => agrees === true).map(({ name }) => name)).toEqual(['Realm', 'Nonce', 'URI']);
  });

  it('differ from another password', async () => {
    expect(await check(ACCEPTED, 2, '1235')).toMatchObject({
      result: 'passwordDiffers',
      words: expect.stringContaining('Password differs') as string,
    });
  });

  it.each<[string, readonly RegisterStep[], number, DigestCheck['result'], RegExp]>([
    ['are not there', ACCEPTED, 0, 'notChecked', /carries no credentials/],
    ['are none in an answer', ACCEPTED, 1, 'notChecked', /carries no credentials/],
    [
      'answer an older challenge',
      [ask, challenged(challenge(NONCE)), ask, challenged(challenge('b')), attempt],
      4,
      'matches',
      /matches\.$/,
    ],
    ['answer no challenge that was seen', [attempt], 0, 'matches', /not in the capture/],
    ['answer another challenge', [ask, challenged(challenge('other')), attempt], 2, 'nonceDiffers', /nonce is not/],
    ['name another realm', [ask, challenged(challenge(NONCE, 'else')), attempt], 2, 'realmDiffers', /realm is not/],
    [
      'answer one of several challenges',
      [ask, challenged(challenge('x').replace('MD5', 'SHA-256'), challenge(NONCE)), attempt],
      2,
      'matches',
      /matches\.$/,
    ],
    [
      'use the nonce that a 200 handed on',
      [
        ask,
        challenged(challenge('a')),
        { kind: 'answer', status: 200, headers: [`Authentication-Info: nextnonce="${NONCE}"`] },
        attempt,
      ],
      3,
      'matches',
      /matches\.$/,
    ],
    [
      'count that fit, of several',
      [{ kind: 'request', headers: [CREDENTIALS.replace('de6d3a', '000000'), CREDENTIALS] }],
      0,
      'matches',
      /matches/,
    ],
    [
      'in Proxy-Authorization count too',
      [{ kind: 'request', headers: [`Proxy-${CREDENTIALS}`] }],
      0,
      'matches',
      /matches/,
    ],
    [
      'of another Call-ID do not count',
      [{ ...challenged(challenge('else')), callId: 'other' }, attempt],
      1,
      'matches',
      /not in the capture/,
    ],
  ])('%s', async (_, steps, message, result, words) => {
    const found = await check(steps, message);
    expect([found.result, found.words]).toEqual([result, expect.stringMatching(words)]);
  });

  it('of a message that is not there are evicted', async () => {
    await running.openFrames(registerFrames(ACCEPTED));
    const { engine } = running;
    expect(await engine.command('checkDigest', { message: messageIndex(99), password: 'x' })).toBe('evicted');
  });

  it('refuse a password that is too long, without a word of it', async () => {
    await running.openFrames(registerFrames(ACCEPTED));
    const password = 'secret-word'.repeat(30);
    const refused = await running.engine
      .command('checkDigest', { message: messageIndex(2), password })
      .catch((error: unknown) => (error as Error).message);
    expect(refused).toContain('The engine refused the request');
    expect(refused).not.toContain('secret-word');
  });
});
