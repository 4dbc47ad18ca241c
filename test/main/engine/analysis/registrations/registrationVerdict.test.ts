import { describe, expect, it } from 'vitest';
import { challenge, credentials, RegisterTalk } from './registerTalk';

const CONTACT = '<sip:alice@192.0.2.1:5060>';

describe('the verdict', () => {
  const challenged = (): RegisterTalk => new RegisterTalk().ask().answer(401, [challenge('n1')]);
  it.each<[string, () => RegisterTalk, RegExp, string]>([
    [
      'refresh',
      () => new RegisterTalk().ask().answer(200).ask().answer(200, ['Expires: 60']),
      /^Registered again for 60 s$/,
      'certain',
    ],
    [
      'run out',
      () => new RegisterTalk().ask(['Expires: 20']).answer(200),
      /^Registered for 20 s\. It then ran out/,
      'certain',
    ],
    [
      'from before',
      () => new RegisterTalk().ask([credentials('n0')]).answer(200, ['Expires: 60']),
      /whether newly or again is not in the capture/,
      'certain',
    ],
    [
      'query',
      () => new RegisterTalk().ask([], { contact: null }).answer(200, [], { contact: `${CONTACT}, <sip:b@c>` }),
      /the registrar has 2$/,
      'certain',
    ],
    ['cancelled', () => new RegisterTalk().ask(['Expires: 0']).answer(200), /^Registration cancelled$/, 'certain'],
    [
      'wrong password',
      () =>
        challenged()
          .ask([credentials('n1')])
          .answer(401, [challenge('n2')]),
      /credentials of alice: the password is wrong/,
      'likely',
    ],
    [
      '403 after credentials',
      () =>
        challenged()
          .ask([credentials('n1')])
          .answer(403),
      /password of alice is wrong, or/,
      'likely',
    ],
    [
      'wrong realm',
      () =>
        challenged()
          .ask([credentials('n1', '', 'pbx')])
          .answer(401, [challenge('n2')]),
      /realm "pbx", the challenge is for "example\.org"/,
      'likely',
    ],
    [
      'stale',
      () =>
        challenged()
          .ask([credentials('n1')])
          .answer(401, [challenge('n2', ', stale=true')]),
      /nonce had run out/,
      'certain',
    ],
    ['no challenge', () => new RegisterTalk().ask().answer(403), /before any challenge/, 'possible'],
    [
      'unknown',
      () => new RegisterTalk().ask().answer(404),
      /does not know sip:alice@example\.org: 404 As told/,
      'certain',
    ],
    ['not answered', () => challenged(), /^The challenge was not answered$/, 'certain'],
    ['brief', () => new RegisterTalk().ask(['Expires: 10']).answer(423), /longer interval than 10 s/, 'certain'],
    ['loop', () => new RegisterTalk().ask().answer(482), /in a loop: 482 As told/, 'certain'],
    ['silent', () => new RegisterTalk().registrarSpeaks().ask(), /^No answer from the registrar$/, 'certain'],
    ['one-sided', () => new RegisterTalk().ask(), /its side was not captured/, 'possible'],
    ['trouble', () => new RegisterTalk().ask().answer(500), /could not do it: 500/, 'certain'],
  ])('%s', (_, say, words, confidence) => {
    const { verdict } = say().story();
    expect(verdict.words).toMatch(words);
    expect(verdict.confidence).toBe(confidence);
    expect(verdict.messages.length).toBeGreaterThan(0);
  });

  it.each([
    ['a challenge', challenged],
    ['silence', () => new RegisterTalk().registrarSpeaks().ask()],
  ])('is not sure of %s at the very end of a capture', (_, say) => {
    const { verdict } = say().story({ captureEndsAtMs: 520 });
    expect(verdict.words).toMatch(/the capture ends 0\.5 s later$/);
    expect(verdict.confidence).toBe('possible');
  });
});
