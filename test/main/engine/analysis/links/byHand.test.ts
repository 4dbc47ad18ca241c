import { describe, expect, it } from 'vitest';
import { callKey } from '../../../../../shared/ids';
import { at, LinkBench, type Leg } from './linkBench';

const CHAIN: readonly Leg[] = [1, 2, 3, 4].map((n) => ({
  callId: `leg-${n}`,
  from: at(`10.0.0.${n}`),
  to: at(`10.0.0.${n + 1}`),
}));
const [one, two, three] = CHAIN as [Leg, Leg, Leg, Leg];
const stranger: Leg = { callId: 'stranger', from: at('10.9.0.1'), to: at('10.9.0.2'), calling: 'x', called: 'y' };

function chain(): LinkBench {
  const bench = new LinkBench();
  CHAIN.forEach((leg, n) => bench.invite(20 * n, leg));
  bench.invite(500, stranger);
  return bench;
}
const sizes = (bench: LinkBench): (number | null)[] =>
  [...CHAIN, stranger].map((leg) => bench.links.markOf(bench.key(leg))?.calls ?? null);

describe('what a person says', () => {
  it('joins calls that nothing else joins', () => {
    const bench = chain();
    expect(sizes(bench)).toEqual([4, 4, 4, 4, null]);
    bench.links.takeChanged();
    bench.links.join([bench.key(three), bench.key(stranger)]);
    expect(sizes(bench)).toEqual([5, 5, 5, 5, 5]);
    expect(bench.linkWords(three, stranger)).toBe('leg certain: byHand');
    expect(bench.links.takeChanged()).toHaveLength(5);
  });

  it('splits a call off, and what hung on it falls into groups of its own', () => {
    const bench = chain();
    bench.links.split(bench.key(two));
    expect(sizes(bench)).toEqual([null, null, 2, 2, null]);
    expect(bench.links.counts().groups).toBe(1);
  });

  it('stands against what is found later', () => {
    const bench = chain();
    bench.links.split(bench.key(two));
    bench.answer(1000, two, 180);
    bench.answer(1010, one, 180);
    bench.answer(2000, two, 200);
    bench.answer(2010, one, 200);
    bench.links.setHeaders(['X-Whatever']);
    expect(sizes(bench)).toEqual([null, null, 2, 2, null]);
  });

  it('joins again what was split off', () => {
    const bench = chain();
    bench.links.split(bench.key(two));
    bench.links.join([bench.key(one), bench.key(two), bench.key(three)]);
    expect(sizes(bench)).toEqual([4, 4, 4, 4, null]);
    expect(bench.linkWords(one, two)).toBe('leg certain: byHand');
  });

  it('stays when header fields are chosen anew', () => {
    const bench = chain();
    bench.links.join([bench.key(one), bench.key(stranger)]);
    bench.links.setHeaders([]);
    expect(sizes(bench)).toEqual([5, 5, 5, 5, 5]);
  });

  it('says nothing of calls that are not there', () => {
    const bench = chain();
    bench.links.takeChanged();
    bench.links.join([callKey('call-99'), bench.key(stranger)]);
    bench.links.join([bench.key(stranger), bench.key(stranger)]);
    bench.links.split(callKey('call-99'));
    expect(bench.links.groupOf(callKey('call-99'))).toBeNull();
    expect(bench.links.takeChanged()).toEqual([]);
  });

  it('cannot make a group larger than its bound; what does not fit is counted', () => {
    const bench = new LinkBench({ maxGroupCalls: 3 });
    CHAIN.forEach((leg, n) => bench.invite(40_000 * n, leg));
    bench.links.join(CHAIN.map((leg) => bench.key(leg)));
    expect(bench.group(one)?.calls).toHaveLength(3);
    expect(bench.links.counts()).toMatchObject({ groups: 1, refusedJoins: 1 });
  });
});
