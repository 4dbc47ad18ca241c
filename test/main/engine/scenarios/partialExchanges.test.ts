import { describe, expect, it } from 'vitest';
import { ANNA } from '../../../generator/scenarios/cast';
import * as exchanges from '../../../generator/scenarios/exchanges';
import * as registrations from '../../../generator/scenarios/registrations';
import type { SentMessage } from '../../../generator/scenarios/scene';
import { findIn, messagesOf, type Play } from './findings';

const isRequest = ({ text }: SentMessage): boolean => !text.startsWith('SIP/2.0');
const onlyFirst =
  (play: Play, count: number) =>
  ({ atMs }: SentMessage): boolean =>
    atMs <= (messagesOf(play)[count - 1]?.atMs ?? 0);

const REGISTERED: readonly (readonly [string, Play])[] = [
  ['a new registration', registrations.newRegistration],
  ['a wrong password', registrations.wrongPassword],
  ['a stale nonce', registrations.staleNonce],
  ['a cancellation', registrations.cancelledRegistration],
  ['a query', registrations.contactQuery],
];

describe('one side of a registration', () => {
  it.each(REGISTERED)('only the questions of %s: nobody can tell', (_name, play) => {
    const [row] = findIn(play, isRequest).registrations;
    expect(row?.scenario).toBe('cannotTell');
    expect(row?.failure).toBeNull();
  });

  it.each(REGISTERED)('only the answers to %s claim nothing that they do not say', (_name, play) => {
    const answers = messagesOf(play).filter((message) => !isRequest(message));
    const accepted = answers.some(({ text }) => text.startsWith('SIP/2.0 200'));
    for (const row of findIn(play, (message) => !isRequest(message)).registrations) {
      if (!accepted) expect(row.outcome).not.toBe('registered');
      expect(row.failure === null || !accepted).toBe(true);
    }
  });

  it('one REGISTER to a registrar of which nothing else is seen', () => {
    const [row] = findIn((scene) => new registrations.Registering(scene, ANNA).register()).registrations;
    expect(row).toMatchObject({ scenario: 'cannotTell', failure: null });
  });
});

describe('a registration cut short', () => {
  it.each(REGISTERED)('%s', (_name, play) => {
    const all = messagesOf(play);
    for (let count = 1; count < all.length; count += 1) {
      const kept = all.slice(0, count);
      const [row] = findIn(play, onlyFirst(play, count)).registrations;
      const place = `ends after message ${count}: ${kept.at(-1)?.text.split('\r\n')[0]}`;
      const accepted = kept.some(({ text }) => text.startsWith('SIP/2.0 200'));
      expect(row?.outcome === 'registered' && !accepted, place).toBe(false);
      expect(['wrongPassword', 'noAnswer'].includes(row?.failure ?? ''), place).toBe(false);
    }
  });
});

const EXCHANGED: readonly (readonly [string, Play])[] = [
  ['MESSAGE', exchanges.instantMessage],
  ['MESSAGE refused', exchanges.messageRefused],
  ['OPTIONS', exchanges.optionsAsked],
  ['message waiting', exchanges.messageWaiting],
  ['presence', exchanges.presence],
  ['publication', exchanges.publication],
];

describe('one side of an exchange', () => {
  it.each(EXCHANGED)('only the questions of %s: nobody can tell how it went', (_name, play) => {
    const endedInWords = messagesOf(play).some(({ text }) => text.includes('Subscription-State: terminated'));
    for (const row of findIn(play, isRequest).exchanges) {
      expect(row.status).toBeNull();
      expect(['cannotTell', 'open', 'active', ...(endedInWords ? ['ended'] : [])]).toContain(row.state);
    }
  });

  it.each(EXCHANGED)('only the answers to %s: what was said is unknown', (_name, play) => {
    for (const row of findIn(play, (message) => !isRequest(message)).exchanges) {
      expect(row.words).not.toMatch(/See you|3 new|Anybody/);
    }
  });

  it.each(EXCHANGED)('%s cut short never ends well without its answer', (_name, play) => {
    const all = messagesOf(play);
    for (let count = 1; count < all.length; count += 1) {
      const kept = all.slice(0, count);
      if (kept.some((message) => !isRequest(message))) break;
      for (const row of findIn(play, onlyFirst(play, count)).exchanges) {
        expect(['open', 'cannotTell', 'unanswered']).toContain(row.state);
      }
    }
  });
});
