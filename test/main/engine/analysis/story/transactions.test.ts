import { describe, expect, it } from 'vitest';
import { messageIndex } from '../../../../../shared/ids';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { BOB, PROXY, StoryBench } from './storyBench';
import { callThatIsUp, fromCaller, toCaller } from './storyCalls';

const outcomesOf = (bench: StoryBench, untilMs?: number) =>
  bench.story(untilMs).transactions.map(({ method, outcome }) => `${method} ${outcome}`);

describe('the transactions of a call (RFC 3261 §17)', () => {
  it('have their times, sides and ends', () => {
    const bench = callThatIsUp();
    bench.fromAlice(5000, fromCaller('BYE', 2));
    bench.fromBob(5030, toCaller(200, 'BYE', 2));
    const { transactions } = bench.story();
    expect(transactions).toMatchObject([
      {
        method: 'INVITE',
        by: 'caller',
        request: 0,
        startedAtMs: 0,
        firstResponseMs: 100,
        finalStatus: 200,
        finalMs: 1000,
        outcome: 'ended',
      },
      { method: 'ACK', by: 'caller', request: 3, firstResponseMs: null, finalStatus: null, outcome: 'ended' },
      { method: 'BYE', by: 'caller', request: 4, firstResponseMs: 30, finalStatus: 200, finalMs: 30, outcome: 'ended' },
    ]);
    expect(transactions[0]).toMatchObject({ source: { address: '192.0.2.1' }, destination: { address: '192.0.2.2' } });
    expect(transactions.map(({ transaction }) => transaction)).toEqual(
      [0, 3, 4].map((at) => bench.rows()[at]?.transaction),
    );
  });

  it('the ACK to a refusal belongs to its INVITE', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(486, 'Busy Here'));
    bench.fromAlice(20, sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' }));
    expect(bench.story().transactions).toMatchObject([{ method: 'INVITE', request: 0, finalStatus: 486 }]);
  });

  it('stand apart for each hop', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.see(5, PROXY, BOB, sipRequest('INVITE', { branches: ['z9hG4bKp', 'z9hG4bK1'], sentBy: '192.0.2.9:5060' }));
    expect(bench.story().transactions.map(({ source }) => source.address)).toEqual(['192.0.2.1', '192.0.2.9']);
  });

  it('count what was sent again apart from what was seen again', () => {
    const bench = callThatIsUp();
    bench.fromAlice(1100, sipRequest('INVITE'));
    const copy = bench.fromAlice(1101, sipRequest('INVITE'));
    bench.revisions.set(copy, { retransmission: false, copyOf: messageIndex(4) });
    expect(bench.story().transactions[0]).toMatchObject({ retransmissions: 1, copies: 1 });
    expect(bench.words().filter((words) => words.startsWith('Invited'))).toHaveLength(1);
  });

  it.each([
    ['INVITE', 31_999, 'open'],
    ['INVITE', 32_000, 'noAnswer'],
  ])('%s without any answer until %i ms: %s', (method, untilMs, outcome) => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest(method));
    expect(outcomesOf(bench, untilMs)).toEqual([`${method} ${outcome}`]);
  });

  it('an INVITE that rings waits for Timer C', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(1000, sipResponse(180, 'Ringing'));
    expect(outcomesOf(bench, 180_999)).toEqual(['INVITE open']);
    expect(outcomesOf(bench, 181_000)).toEqual(['INVITE noAnswer']);
  });

  it('whose request was not captured', () => {
    const bench = new StoryBench();
    bench.fromBob(10, sipResponse(200, 'OK'));
    expect(bench.story().transactions).toMatchObject([
      {
        method: 'INVITE',
        by: 'caller',
        request: null,
        firstResponseMs: null,
        finalMs: null,
        finalStatus: 200,
        outcome: 'requestNotSeen',
        source: { address: '192.0.2.1' },
      },
    ]);
  });

  it('one direction alone tells nothing of answers', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(1000, fromCaller('ACK', 1));
    bench.fromAlice(5000, fromCaller('BYE', 2));
    expect(outcomesOf(bench, 100_000)).toEqual(['INVITE open', 'ACK ended', 'BYE open']);
    expect(bench.words(100_000)[0]).toBe('No response was captured: what was answered cannot be told');
    expect(bench.words(100_000).some((words) => words.includes('No answer'))).toBe(false);
  });
});
