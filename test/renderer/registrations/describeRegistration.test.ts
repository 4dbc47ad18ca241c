import { describe, expect, it } from 'vitest';
import {
  decidingAttempt,
  describeOutcome,
  describePurpose,
  digestParts,
} from '../../../renderer/registrations/describeRegistration';
import type { RegistrationRow } from '../../../shared/protocol/rows';
import { madeRegistration } from '../rows';
import { madeRegistrationStory } from '../stories';

const { attempts } = madeRegistrationStory(0);
const [first, second] = [attempts[0]!, attempts[1]!];

describe('the outcome in words', () => {
  it.each<[Partial<RegistrationRow>, string]>([
    [{ outcome: 'registered', status: 200, failure: null }, 'registered'],
    [
      { outcome: 'rejected', status: 403, reason: '', failure: 'credentialsRefused' },
      'wrong password or unknown user · 403 Forbidden',
    ],
    [{ outcome: 'rejected', status: 420, reason: 'No', failure: 'rejected' }, 'rejected · 420 No'],
    [
      { outcome: 'challenged', status: 401, reason: '', failure: 'challengeNotAnswered' },
      'challenge not answered · 401 Unauthorized',
    ],
    [{ outcome: 'unanswered', status: null, failure: 'noAnswer' }, 'unanswered'],
    [{ outcome: 'unanswered', status: null, failure: 'loop' }, 'unanswered · loop'],
  ])('of %j', (change, words) => {
    expect(describeOutcome({ ...madeRegistration(0), ...change })).toBe(words);
  });
});

describe('what a REGISTER asked for', () => {
  it.each([
    [{}, 'register for 3,600 s'],
    [{ askedS: null }, 'register'],
    [{ purpose: 'unregister' as const, askedS: 0 }, 'unregister'],
    [{ purpose: null, request: null }, 'not captured'],
    [{ purpose: null }, 'gone'],
  ])('%j', (change, words) => {
    expect(describePurpose({ ...first, ...change })).toBe(words);
  });
});

describe('the attempt that is looked at first', () => {
  it.each([
    [[], -1],
    [[first], 0],
    [[first, second], 1],
    [[first, second, first], 1],
  ])('of some is the last with credentials, else the last (%#)', (some, at) => {
    expect(decidingAttempt(some)).toBe(at);
  });
});

describe('challenge and credentials side by side', () => {
  it('say which parts differ, and leave out what neither has', () => {
    const parts = digestParts(first.challenge, { ...second.credentials!, realm: 'pbx' });
    expect(parts.map(({ name, agrees }) => [name, agrees])).toEqual([
      ['Scheme', true],
      ['User name', null],
      ['Realm', false],
      ['Nonce', true],
      ['Algorithm', true],
      ['Protection (qop)', null],
      ['Count (nc)', null],
      ['Client nonce (cnonce)', null],
      ['URI', null],
      ['Response', null],
    ]);
  });

  it('judge nothing where one side is not there', () => {
    expect(digestParts(null, second.credentials).every(({ agrees }) => agrees === null)).toBe(true);
    expect(digestParts(first.challenge, null).every(({ sent }) => sent === '–')).toBe(true);
  });

  it('miss an opaque that was asked for', () => {
    const parts = digestParts({ ...first.challenge!, opaque: 'o' }, second.credentials);
    expect(parts.find(({ name }) => name === 'Opaque')).toEqual({
      name: 'Opaque',
      asked: 'o',
      sent: '–',
      agrees: false,
    });
  });
});
