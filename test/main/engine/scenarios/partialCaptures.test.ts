import { describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../shared/protocol/rows';
import {
  directSession,
  redirectedLateOffer,
  throughTwoProxies,
  twoAuthentications,
} from '../../../generator/scenarios/basicSessions';
import { ANNA } from '../../../generator/scenarios/cast';
import { cancelCrossesAnswer, glare, lateOffer } from '../../../generator/scenarios/dialogFeatures';
import { busy, cancelled, unavailable } from '../../../generator/scenarios/failedSessions';
import { forked } from '../../../generator/scenarios/forwarding';
import { heldAndResumed } from '../../../generator/scenarios/holding';
import { blindTransfer } from '../../../generator/scenarios/transfers';
import type { SentMessage } from '../../../generator/scenarios/scene';
import { findIn, messagesOf, type Play } from './findings';
import { unfounded } from './unfounded';

const CALLS: readonly (readonly [string, Play])[] = [
  ['a direct call', directSession],
  ['through two proxies', throughTwoProxies],
  ['with two authentications', twoAuthentications],
  ['redirected, late offer', redirectedLateOffer],
  ['late offer', lateOffer],
  ['cancelled', cancelled],
  ['busy', busy],
  ['unavailable', unavailable],
  ['forked', forked],
  ['held', heldAndResumed],
  ['glare', glare],
  ['CANCEL crosses the answer', cancelCrossesAnswer],
  ['transferred', blindTransfer],
];

const isRequest = ({ text }: SentMessage): boolean => !text.startsWith('SIP/2.0');
const hasInvite = (messages: readonly SentMessage[], callId: string): boolean =>
  messages.some(({ text }) => /^INVITE [^]*?\r\nTo: (?!.*;tag=)/.test(text) && text.includes(`Call-ID: ${callId}\r\n`));

const isDoubtful = ({ scenario }: CallRow): boolean => scenario.kind === 'cannotTell' || scenario.doubt !== null;

/** Rows of the calls, of what is left when only these messages were captured. */
const callsFrom = (play: Play, kept: readonly SentMessage[]): readonly CallRow[] => {
  const wires = new Set(kept.map(({ atMs, text }) => `${atMs} ${text}`));
  return findIn(play, ({ atMs, text }) => wires.has(`${atMs} ${text}`)).calls;
};

describe.each(CALLS)('%s: a capture that begins in the middle', (_name, play) => {
  const all = messagesOf(play);

  it('doubts every call whose INVITE it has not seen, and claims nothing that it has not seen', () => {
    for (let first = 1; first < all.length; first += 1) {
      const kept = all.slice(first);
      for (const row of callsFrom(play, kept)) {
        const place = `begins before message ${first + 1}: ${kept[0]?.text.split('\r\n')[0]}`;
        expect(unfounded(row, kept), place).toEqual([]);
        if (!hasInvite(kept, row.callId)) expect(isDoubtful(row), `${place} → ${row.scenario.words}`).toBe(true);
      }
    }
  });
});

describe.each(CALLS)('%s: a capture that ends in the middle', (_name, play) => {
  const all = messagesOf(play);

  it('claims nothing that it has not seen', () => {
    for (let end = 1; end < all.length; end += 1) {
      const kept = all.slice(0, end);
      for (const row of callsFrom(play, kept)) {
        const place = `ends after message ${end}: ${kept.at(-1)?.text.split('\r\n')[0]}`;
        expect(unfounded(row, kept), place).toEqual([]);
      }
    }
  });

  it('says of a call without end that its end is not there', () => {
    const isEnd = ({ text }: SentMessage): boolean => /^BYE |^SIP\/2\.0 [3-6]\d\d |^CANCEL /.test(text);
    const firstEnd = all.findIndex(isEnd);
    for (let end = 1; end <= firstEnd; end += 1) {
      const [row] = callsFrom(play, all.slice(0, end));
      const isOpen = row?.scenario.kind === 'inProgress' || (row !== undefined && isDoubtful(row));
      expect(isOpen, `ends after message ${end} → ${row?.scenario.words}`).toBe(true);
    }
  });
});

const SIDES: readonly (readonly [string, (message: SentMessage) => boolean])[] = [
  ['only what the caller sends', ({ source }) => source === ANNA.at],
  ['only what the caller receives', ({ destination }) => destination === ANNA.at],
  ['only requests', isRequest],
  ['only responses', (message) => !isRequest(message)],
];

const ONE_SIDED: readonly (readonly [string, Play])[] = [
  ['a direct call', directSession],
  ['late offer', lateOffer],
  ['busy', busy],
  ['cancelled', cancelled],
  ['unavailable', unavailable],
  ['held', heldAndResumed],
  ['through two proxies', throughTwoProxies],
];

describe.each(SIDES)('one side of a call: %s', (_side, keep) => {
  it.each(ONE_SIDED)('%s', (_name, play) => {
    const kept = messagesOf(play).filter(keep);
    const { calls, exchanges } = findIn(play, keep);
    expect([...calls, ...exchanges]).toHaveLength(1);
    expect(exchanges.map(({ kind }) => kind)).toEqual(calls.length > 0 ? [] : ['cannotTell']);
    for (const row of calls) {
      expect(unfounded(row, kept)).toEqual([]);
      expect(isDoubtful(row), row.scenario.words).toBe(true);
    }
  });
});
