import { describe, expect, it } from 'vitest';
import { mediaPairs, pairOfStream } from '../../../renderer/media/streamPairs';
import { streamKey } from '../../../shared/ids';
import type { Endpoint, StreamRow } from '../../../shared/protocol/rows';
import { madeCall, madeMessage, madeStream } from '../rows';

const at = (address: string, port: number): Endpoint => ({ address, port });
const CALLER = at('10.0.0.1', 4000);
const CALLEE = at('10.0.0.2', 5000);
const CALL = madeCall(0);
const OFFER = madeMessage(0, 0, { fromUser: CALL.from.user, mediaEndpoints: [CALLER] });
const ANSWER = madeMessage(3, 0, { fromUser: CALL.from.user, mediaEndpoints: [CALLEE] });
const SIGNALLED = [OFFER, ANSWER];

function stream(name: string, source: Endpoint, destination: Endpoint, change: Partial<StreamRow> = {}): StreamRow {
  return {
    ...madeStream(0, 0),
    key: streamKey(name),
    call: CALL.key,
    source,
    destination,
    startedAtMs: 1000,
    durationMs: 5000,
    ...change,
  };
}

const ways = (streams: readonly StreamRow[], messages = SIGNALLED) =>
  mediaPairs(streams, [CALL], messages).map(({ there, back }) => [there?.stream.key ?? null, back?.stream.key ?? null]);

describe('pairs of streams', () => {
  it('puts caller to callee first, whichever began first', () => {
    const there = stream('there', CALLER, CALLEE, { startedAtMs: 1500 });
    const back = stream('back', CALLEE, CALLER);
    expect(ways([back, there])).toEqual([['there', 'back']]);
    const [pair] = mediaPairs([back, there], [CALL], SIGNALLED);
    expect([pair?.there?.title, pair?.back?.title]).toEqual(['1000 → 2000', '2000 → 1000']);
  });

  it('knows a single direction by where it goes', () => {
    expect(ways([stream('only', at('172.16.0.9', 7), CALLER)])).toEqual([[null, 'only']]);
    expect(ways([stream('only', CALLER, at('172.16.0.9', 7))])).toEqual([['only', null]]);
  });

  it('reads a re-INVITE of the callee the other way round', () => {
    const moved = at('10.0.0.3', 6000);
    const reInvite = madeMessage(0, 0, { fromUser: CALL.to.user, mediaEndpoints: [moved] });
    expect(ways([stream('later', CALLER, moved)], [...SIGNALLED, reInvite])).toEqual([['later', null]]);
  });

  it('makes a pair for each stretch between re-INVITEs', () => {
    const streams = [
      stream('there-1', CALLER, CALLEE),
      stream('back-1', CALLEE, CALLER),
      stream('there-2', CALLER, CALLEE, { startedAtMs: 9000 }),
      stream('back-2', CALLEE, CALLER, { startedAtMs: 9100 }),
    ];
    expect(ways(streams)).toEqual([
      ['there-1', 'back-1'],
      ['there-2', 'back-2'],
    ]);
  });

  it('tells audio and video between the same machines apart by their ports', () => {
    const video = [at('10.0.0.1', 4002), at('10.0.0.2', 5002)] as const;
    const streams = [
      stream('audio', CALLER, CALLEE),
      stream('video', video[0], video[1]),
      stream('video-back', video[1], video[0]),
      stream('audio-back', CALLEE, CALLER),
    ];
    expect(ways(streams)).toEqual([
      ['audio', 'audio-back'],
      ['video', 'video-back'],
    ]);
  });

  it('names addresses where signalling does not tell who is who', () => {
    const streams = [
      stream('one', at('1.1.1.1', 1), at('2.2.2.2', 2)),
      stream('two', at('2.2.2.2', 2), at('1.1.1.1', 1)),
    ];
    const [pair] = mediaPairs(streams, [CALL], []);
    expect([pair?.there?.title, pair?.back?.title]).toEqual(['1.1.1.1 → 2.2.2.2', '2.2.2.2 → 1.1.1.1']);
  });

  it('keeps calls apart, and streams of no call behind them', () => {
    const other = madeCall(1);
    const streams = [
      stream('lost', CALLEE, CALLER, { call: null }),
      stream('second', CALLEE, CALLER, { call: other.key }),
      stream('first', CALLER, CALLEE),
    ];
    const pairs = mediaPairs(streams, [CALL, other], SIGNALLED);
    expect(pairs.map(({ id, call }) => [id, call?.key ?? null])).toEqual([
      ['first', CALL.key],
      ['second', other.key],
      ['lost', null],
    ]);
  });

  it('finds the pair of a stream, the first one when there is none', () => {
    const pairs = mediaPairs(
      [stream('a', CALLER, CALLEE), stream('b', CALLEE, CALLER), stream('c', CALLER, CALLEE, { startedAtMs: 9000 })],
      [CALL],
      SIGNALLED,
    );
    expect(pairOfStream(pairs, streamKey('c'))?.id).toBe('c');
    expect(pairOfStream(pairs, streamKey('b'))?.id).toBe('a');
    expect(pairOfStream(pairs, streamKey('x'))?.id).toBe('a');
    expect(pairOfStream([], null)).toBeNull();
  });
});
