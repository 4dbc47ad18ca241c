import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellCall } from '../../../../../main/engine/analysis/story/tellCall';
import { messageIndex } from '../../../../../shared/ids';
import type { CallStory } from '../../../../../shared/protocol/callStory';
import type { MessageRow } from '../../../../../shared/protocol/rows';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, StoryBench } from './storyBench';
import {
  audio,
  bobAudio,
  callThatIsUp,
  changeByCallee,
  fromCallee,
  fromCaller,
  toCallee,
  toCaller,
} from './storyCalls';

const encoder = new TextEncoder();

/** A call with something of everything. */
function richCall(): StoryBench {
  const bench = callThatIsUp(audio(), bobAudio(), [
    'Session-Expires: 90;refresher=uac',
    'Record-Route: <sip:p.example;lr>',
  ]);
  changeByCallee(bench, 2000, 1, bobAudio({ direction: 'sendonly' }), audio({ direction: 'recvonly' }));
  bench.fromAlice(
    3000,
    fromCaller('UPDATE', 2, { sdp: audio({ formats: ['9 G722/8000', '101 telephone-event/8000'] }) }),
  );
  bench.fromBob(3010, toCaller(491, 'UPDATE', 2));
  bench.fromBob(4000, fromCallee('REFER', 2, { headers: ['Refer-To: <sip:c@example.com?Replaces=a%3Bto-tag%3D1>'] }));
  bench.fromAlice(4010, toCallee(202, 'REFER', 2));
  bench.see(
    4020,
    PROXY,
    BOB,
    sipRequest('INVITE', { branches: ['z9hG4bKp'], sentBy: '192.0.2.9', sdp: sdpText('::1', []) }),
  );
  bench.fromAlice(4050, fromCaller('BYE', 5, { headers: ['Reason: Q.850;cause=16', 'Warning: 399 x "y"'] }));
  bench.fromBob(4060, toCaller(401, 'BYE', 5, { headers: ['WWW-Authenticate: Digest realm="x"'] }));
  return bench;
}

/** Everything that a story refers to, by message. */
function references(story: CallStory): readonly number[] {
  return [
    ...story.moments.map(({ message }) => message),
    ...story.negotiations.flatMap(({ offer, answer }) => [offer, answer]),
    ...story.transactions.map(({ request }) => request),
    ...story.dialogs.flatMap(({ sessionTimer }) => sessionTimer?.refreshes.map(({ message }) => message) ?? []),
  ].filter((index) => index !== null);
}

function expectSound(story: CallStory, rows: readonly MessageRow[]): void {
  const given = new Set<number>(rows.map(({ index }) => index));
  expect(references(story).filter((index) => !given.has(index))).toEqual([]);
  for (const { words, atMs } of story.moments) {
    expect(words).not.toMatch(/^$|undefined|null|NaN|\[object/);
    expect(Number.isFinite(atMs)).toBe(true);
  }
  const transactions = new Set(rows.map(({ transaction }) => transaction));
  expect(new Set(story.transactions.map(({ transaction }) => transaction))).toEqual(transactions);
  for (const { firstResponseMs, finalMs } of story.transactions) {
    expect(Math.min(firstResponseMs ?? 0, finalMs ?? 0)).toBeGreaterThanOrEqual(0);
  }
  for (const { answer, outcome, answeredAtMs } of story.negotiations) {
    if (outcome === 'agreed') expect(answer).not.toBeNull();
    expect(answer === null).toBe(answeredAtMs === null);
  }
  for (const { state, endedAtMs } of story.dialogs) expect(state === 'ended').toBe(endedAtMs !== null);
}

describe('whatever part of a call is given', () => {
  const rich = richCall();
  const rows = rich.rows();
  const call = rich.callRow();
  const whole = rows.map(({ index }) => encoder.encode(rich.texts[index]));

  it('any subset, in any order, cut anywhere, is told without a throw and refers to nothing else', () => {
    const piece = fc.record({
      at: fc.nat(rows.length - 1),
      length: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      evicted: fc.boolean(),
      retransmission: fc.boolean(),
      copied: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(piece, { selector: ({ at }) => at }),
        fc.integer({ min: -10, max: 400_000 }),
        (pieces, endsAtMs) => {
          const messages = pieces.map(({ at, retransmission, copied }) => ({
            ...rows[at]!,
            retransmission,
            copyOf: copied ? messageIndex(0) : null,
          }));
          const cut = new Map(pieces.map((each) => [rows[each.at]!.index, each]));
          const story = tellCall({
            call,
            group: null,
            messages,
            readMessage: ({ index }) => {
              const { at, length, evicted } = cut.get(index)!;
              return evicted ? 'evicted' : whole[at]!.subarray(0, Math.floor(whole[at]!.length * length));
            },
            captureEndsAtMs: endsAtMs,
          });
          expectSound(story, messages);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('bytes of anything at all are told from their rows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(rows.length - 1), (noise, at) => {
        const story = tellCall({
          call,
          group: null,
          messages: rows,
          readMessage: ({ index }) => {
            const bytes = whole[index]!.slice();
            if (index === at)
              bytes.set(
                noise.subarray(0, bytes.length),
                Math.floor(bytes.length / 3) % (bytes.length - Math.min(noise.length, bytes.length) + 1),
              );
            return bytes;
          },
          captureEndsAtMs: 5000,
        });
        expectSound(story, rows);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever is sent in one call', () => {
  const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
  const step = fc.record({
    atMs: fc.integer({ min: 0, max: 400_000 }),
    source: pick(ALICE, BOB, PROXY),
    destination: pick(ALICE, BOB, PROXY),
    method: pick('INVITE', 'INVITE', 'ACK', 'BYE', 'CANCEL', 'UPDATE', 'PRACK', 'REFER', 'NOTIFY', 'INFO'),
    status: pick(null, null, 100, 180, 183, 199, 200, 302, 401, 422, 481, 486, 487, 488, 491, 500),
    cseq: fc.integer({ min: 1, max: 3 }),
    branch: pick('', 'z9hG4bK1', 'z9hG4bK2'),
    fromTag: pick(null, 'alice', 'bob', 'carol'),
    toTag: pick(null, 'alice', 'bob', 'carol'),
    sdp: pick('', audio(), bobAudio({ direction: 'inactive' }), bobAudio({ port: 0 }), 'v=0\r\nm=nonsense'),
    header: pick(
      'X: y',
      'Require: 100rel\r\nRSeq: 1',
      'Session-Expires: 1;refresher=uas',
      'Retry-After: 1',
      'Refer-To: <',
      'Reason: ;;cause=x',
      'Record-Route: <a>,,<b>',
    ),
  });

  it('is told without a throw and soundly', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const bench = new StoryBench();
        bench.fromAlice(0, sipRequest('INVITE'));
        for (const { atMs, source, destination, method, status, cseq, branch, header, ...rest } of steps) {
          const options = { ...rest, cseq: `${cseq} ${method}`, branches: [branch], headers: header.split('\r\n') };
          bench.see(
            atMs,
            source,
            destination,
            status === null ? sipRequest(method, options) : sipResponse(status, 'Reason', options),
          );
        }
        const story = bench.story(500_000);
        expectSound(story, bench.rows());
      }),
      { numRuns: 300 },
    );
  });
});

describe('the bounds of a story', () => {
  /** The same INFO over and over, in a transaction of its own each time. */
  function longCall(count: number, bytesEach = 0): StoryBench {
    const bench = callThatIsUp();
    const padding = bytesEach === 0 ? [] : [`X-Padding: ${'x'.repeat(bytesEach)}`];
    for (let at = 0; at < count; at += 1) bench.fromAlice(2000 + at, fromCaller('INFO', 2 + at, { headers: padding }));
    return bench;
  }

  it('5,000 messages; silence after them says nothing', () => {
    const story = longCall(5100).story(10_000_000);
    expect(story.omittedMessages).toBe(104);
    expect(story.transactions).toHaveLength(4998);
    expect(story.moments.at(-1)?.words).toBe('Not told here: 104 messages more');
    expect(story.moments.some(({ words }) => words.includes('No answer'))).toBe(false);
  });

  it('32 MiB of messages', () => {
    const story = longCall(80, 500_000).story();
    expect(story.omittedMessages).toBeGreaterThan(0);
    expect(story.omittedMessages).toBeLessThan(20);
  });

  it('500 offers', () => {
    const bench = callThatIsUp();
    for (let at = 0; at < 510; at += 1) bench.fromAlice(2000 + at, fromCaller('INVITE', 2 + at, { sdp: audio() }));
    expect(bench.story().negotiations).toHaveLength(500);
    expect(bench.words()).toContain('Not told here: 11 offers more');
  });
});
