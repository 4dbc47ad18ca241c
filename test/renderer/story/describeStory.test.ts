import { describe, expect, it } from 'vitest';
import {
  agreedBefore,
  changedCells,
  describeDialog,
  describeEnding,
  describeFlow,
  describeHop,
  describeOutcome,
  describeSessionTimer,
  formatMs,
  mediaCells,
  storyTime,
} from '../../../renderer/story/describeStory';
import type { CallRow } from '../../../shared/protocol/rows';
import type { DialogRow, NegotiatedMedia, TransactionRow } from '../../../shared/protocol/callStory';
import { fullStory, madeMedia, madeTransaction } from '../callStories';
import { madeCall } from '../rows';
import { madeCallStory } from '../stories';

describe('how a call ended', () => {
  it.each<[Partial<CallRow>, string]>([
    [{ state: 'inviting' }, 'Not answered yet'],
    [{ state: 'ringing' }, 'Still ringing'],
    [{ state: 'talking' }, 'Still talking'],
    [{ state: 'completed', endedBy: 'callee', durationMs: 42_000 }, 'Ended by the callee after 00:42'],
    [{ state: 'completed', endedBy: null, durationMs: null }, 'Ended'],
    [{ state: 'cancelled' }, 'Given up by the caller before it was answered'],
    [{ state: 'rejected', finalStatus: 480, finalReason: '' }, 'Ended with 480 Temporarily Unavailable'],
    [
      { state: 'rejected', endedBy: 'callee', finalStatus: 486, finalReason: '' },
      'Refused by the callee with 486 Busy Here',
    ],
    [{ state: 'failed', finalStatus: 503, finalReason: 'No gateway' }, 'Ended with 503 No gateway'],
    [{ state: 'failed', finalStatus: null }, 'Call failed'],
    [{ state: 'redirected', finalStatus: 302 }, 'Sent elsewhere with 302 Moved Temporarily'],
    [{ state: 'redirected', finalStatus: null }, 'Sent elsewhere'],
    [{ state: 'unanswered' }, 'Never answered'],
  ])('%o', (change, words) => expect(describeEnding(madeCall(0, change))).toBe(words));
});

describe('times and lengths', () => {
  const start = { seconds: 1_700_000_000, nanoseconds: 0 };

  it.each([
    ['sinceStart', null, '1.500'],
    ['sinceStart', 1000, '1.500'],
    ['delta', 2100, '+0.400'],
    ['delta', null, '1.500'],
  ] as const)('%s, after %s', (mode, beforeMs, expected) =>
    expect(storyTime(2500, beforeMs, { mode, start, originMs: 1000 })).toBe(expected),
  );

  it('clock, once the capture has begun', () => {
    expect(storyTime(2500, null, { mode: 'clock', start, originMs: 0 })).toMatch(/:22\.500$/);
    expect(storyTime(2500, null, { mode: 'clock', start: null, originMs: 0 })).toBe('');
  });

  it.each([
    [null, '–'],
    [0.42, '0.4 ms'],
    [717.4, '717 ms'],
    [2400, '2.4 s'],
  ])('%s ms', (ms, words) => expect(formatMs(ms)).toBe(words));
});

describe('media that was agreed', () => {
  it.each<[NegotiatedMedia['callerToCallee'], readonly string[]]>([
    [null, ['–']],
    [{ codec: 'G722/8000', payloadType: 9, ptimeMs: null, dtmfPayloadType: null }, ['G722/8000 (9)']],
    [
      { codec: 'opus/48000/2', payloadType: 96, ptimeMs: 20, dtmfPayloadType: 97 },
      ['opus/48000/2 (96)', '20 ms · DTMF 97'],
    ],
  ])('flow %o', (flow, lines) => expect(describeFlow(flow)).toEqual(lines));

  it.each<[Partial<NegotiatedMedia>, string]>([
    [{}, 'both ways'],
    [{ accepted: false }, 'refused'],
    [{ heldBy: 'both' }, 'held by both'],
    [{ calleeToCaller: null }, 'caller to callee'],
    [{ callerToCallee: null }, 'callee to caller'],
    [{ callerToCallee: null, calleeToCaller: null }, 'neither way'],
  ])('direction %o', (change, words) => expect(mediaCells(madeMedia(change)).at(-1)).toEqual([words]));

  it('says how it is carried', () => {
    const secured = madeMedia({ profile: 'RTP/SAVPF', crypto: 'DTLS-SRTP', ice: true, calleeEndpoint: null });
    expect(mediaCells(secured).slice(3, 5)).toEqual([
      ['10.0.0.1:10000', '–'],
      ['RTP/SAVPF', 'DTLS-SRTP', 'ICE'],
    ]);
    expect(mediaCells(madeMedia({ profile: '' }))[4]).toEqual(['–']);
  });

  it('tells which cells are different from before', () => {
    const before = madeMedia();
    expect(changedCells(madeMedia(), before)).toEqual([false, false, false, false, false, false]);
    expect(changedCells(madeMedia({ calleeToCaller: null, ice: true }), before)).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
    expect(changedCells(madeMedia({ ice: true }), undefined)).not.toContain(true);
  });

  it('compares with what was agreed last, not with what was refused', () => {
    const { negotiations } = fullStory();
    expect(agreedBefore(negotiations, 2)).toBe(negotiations[0]);
    expect(agreedBefore(negotiations, 0)).toBeUndefined();
  });
});

describe('dialogs and transactions', () => {
  const [dialog] = madeCallStory(0).dialogs;

  it.each<[Partial<DialogRow>, string]>([
    [{ state: 'early' }, 'early'],
    [{ state: 'ended', endedBy: 'caller' }, 'ended by the caller'],
    [{ state: 'ended', endedBy: null }, 'ended'],
  ])('dialog %o', (change, words) => expect(describeDialog({ ...dialog!, ...change })).toBe(words));

  it('tells who is to refresh a session', () => {
    const timer = { intervalS: 1800, refresher: null, refreshes: [], missedAtMs: null };
    expect(describeSessionTimer(timer)).toBe('1800 s');
    expect(describeSessionTimer({ ...timer, refresher: 'callee' })).toBe('1800 s, to be refreshed by the callee');
  });

  it.each<[Partial<TransactionRow>, readonly [string, string]]>([
    [{}, ['200 OK', 'ok']],
    [{ finalStatus: 486 }, ['486 Busy Here', 'warn']],
    [{ finalStatus: 503 }, ['503 Service Unavailable', 'error']],
    [{ finalStatus: null, method: 'ACK' }, ['no answer needed', 'muted']],
    [{ finalStatus: null }, ['ended', 'muted']],
    [{ outcome: 'noAnswer' }, ['no answer', 'error']],
    [{ outcome: 'open' }, ['open where the capture ends', 'prov']],
    [{ outcome: 'requestNotSeen', finalStatus: 200 }, ['200, request not seen', 'warn']],
    [{ outcome: 'requestNotSeen', finalStatus: null }, ['request not seen', 'warn']],
  ])('transaction %o', (change, told) => expect(describeOutcome(madeTransaction(change))).toEqual(told));

  it('names the hop, with ports where a machine talks to itself', () => {
    expect(describeHop(madeTransaction())).toBe('10.0.0.1 → 10.0.0.99');
    const itself = { source: { address: '::1', port: 5060 }, destination: { address: '::1', port: 5062 } };
    expect(describeHop(madeTransaction(itself))).toBe('[::1]:5060 → [::1]:5062');
  });
});
