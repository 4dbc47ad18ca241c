import { describe, expect, it } from 'vitest';
import { at, LinkBench, type Leg } from './linkBench';

const PHONE = at('10.0.0.1');
const PBX = at('10.0.0.2');
const TRUNK = at('10.0.0.3');
const CARRIER = at('10.0.0.4');

const leg = (callId: string, from: Leg['from'], to: Leg['to'], calling = '1001', called = '1002'): Leg => ({
  callId,
  from,
  to,
  calling,
  called,
});

const one = leg('one', PHONE, PBX);
const two = leg('two', PBX, TRUNK);

describe('two legs through a back-to-back user agent', () => {
  it.each<[string, Leg, Leg, string]>([
    ['same users', one, two, 'leg likely: usersAndTime'],
    ['from another port of it', one, leg('two', at('10.0.0.2', 5080), TRUNK), 'leg likely: usersAndTime'],
    [
      'numbers in other forms',
      leg('one', PHONE, PBX, '0301234567', '004989765432'),
      leg('two', PBX, TRUNK, '+49301234567', '+49 89 765-432'),
      'leg likely: usersAndTime',
    ],
    ['only the called user is the same', one, leg('two', PBX, TRUNK, 'trunk', '1002'), 'leg likely: usersAndTime'],
    ['only the calling user is the same', one, leg('two', PBX, TRUNK, '1001', 'b52'), 'leg likely: usersAndTime'],
    ['both users are others', one, leg('two', PBX, TRUNK, 'trunk', 'b52'), 'leg possible: usersAndTime'],
    ['through two addresses of it', one, leg('two', at('172.16.0.2'), TRUNK), 'leg likely: usersAndTime'],
    ['through two addresses, called user changed', one, leg('two', at('172.16.0.2'), TRUNK, '1001', 'b52'), 'none'],
    ['side by side', one, leg('two', PHONE, PBX), 'none'],
    ['to two machines', one, leg('two', PHONE, TRUNK), 'none'],
    ['back to where it came from, other users', one, leg('two', PBX, PHONE, '2001', '2002'), 'none'],
    ['back to where it came from, same users', one, leg('two', PBX, at('10.0.0.1', 5062)), 'leg likely: usersAndTime'],
  ])('%s', (_, first, second, expected) => {
    const bench = new LinkBench();
    bench.playAll([
      [first, { invite: 0, ring: 220, answer: 3050, bye: 9000 }],
      [second, { invite: 80, ring: 200, answer: 3000, bye: 9050 }],
    ]);
    expect(bench.linkWords(first, second)).toBe(expected);
  });

  it('is said while the second leg only begins, with why', () => {
    const bench = new LinkBench();
    bench.invite(0, one);
    bench.invite(80, two);
    expect(bench.link(one, two)).toEqual({
      kind: 'leg',
      one: bench.key(one),
      other: bench.key(two),
      confidence: 'likely',
      evidence: [
        {
          by: 'usersAndTime',
          words: 'begins at the machine that the other went to, same calling and called user, 0.1 s after it',
        },
      ],
      frames: [1, 2],
    });
    expect(bench.links.markOf(bench.key(one))).toEqual({ key: 'group-1', calls: 2, confidence: 'likely' });
    expect(bench.group(two)?.words).toBe('1001 calls 1002 over 2 legs');
  });

  it('is said where all is one machine', () => {
    const bench = new LinkBench();
    const here = (port: number) => at('127.0.0.1', port);
    bench.playAll([
      [leg('one', here(5061), here(5070)), { invite: 0, ring: 60, answer: 1010, bye: 4000 }],
      [leg('two', here(5071), here(5080)), { invite: 20, ring: 50, answer: 1000, bye: 4010 }],
    ]);
    expect(bench.linkWords(one, two)).toBe('leg likely: usersAndTime');
  });

  it('who calls may be said by P-Asserted-Identity alone', () => {
    const bench = new LinkBench();
    const asserted = ['P-Asserted-Identity: <sip:+49301234567@example.org>'];
    bench.invite(0, { ...leg('one', PHONE, PBX, 'anonymous', '2002'), headers: asserted });
    bench.invite(50, { ...leg('two', PBX, TRUNK, 'anonymous', 'b52'), headers: asserted });
    expect(bench.linkWords(one, two)).toBe('leg possible: usersAndTime');
  });

  it.each([
    ['answered long apart', { invite: 0, answer: 12_000 }, { invite: 80, answer: 1000 }],
    ['the first was over before', { invite: 0, answer: 1000, bye: 4000 }, { invite: 4500 }],
    ['the first began long before', { invite: 0 }, { invite: 40_000 }],
  ])('is not said when %s', (_, first, second) => {
    const bench = new LinkBench();
    bench.playAll([
      [one, first],
      [two, second],
    ]);
    expect(bench.linkWords(one, two)).toBe('none');
  });

  it('is taken back when the answers contradict it', () => {
    const bench = new LinkBench();
    bench.invite(0, one);
    bench.invite(80, two);
    bench.answer(500, two, 200);
    expect(bench.linkWords(one, two)).toBe('leg likely: usersAndTime');
    bench.links.takeChanged();
    bench.answer(20_000, one, 200);
    expect(bench.linkWords(one, two)).toBe('none');
    expect(bench.links.takeChanged()).toHaveLength(2);
    expect(bench.links.markOf(bench.key(one))).toBeNull();
  });

  it('agrees with the media to be certain', () => {
    const bench = new LinkBench();
    const media = at('10.0.0.1', 4000);
    bench.playAll([
      [
        { ...one, callerMedia: media },
        { invite: 0, answer: 1050 },
      ],
      [
        { ...two, callerMedia: media, calling: 'trunk', called: '91002' },
        { invite: 80, answer: 1000 },
      ],
    ]);
    expect(bench.linkWords(one, two)).toBe('leg likely: mediaEndpoint usersAndTime');
    const sure = new LinkBench();
    sure.invite(0, { ...one, callerMedia: media });
    sure.invite(80, { ...two, callerMedia: media });
    expect(sure.linkWords(one, two)).toBe('leg certain: mediaEndpoint usersAndTime');
  });
});

describe('more than two legs', () => {
  it('through two back-to-back user agents are one group', () => {
    const bench = new LinkBench();
    const three = leg('three', TRUNK, CARRIER);
    bench.playAll([
      [one, { invite: 0, ring: 240, answer: 2040, bye: 8000 }],
      [two, { invite: 40, ring: 220, answer: 2020, bye: 8020 }],
      [three, { invite: 80, ring: 200, answer: 2000, bye: 8040 }],
    ]);
    expect(bench.group(one)?.calls).toEqual([one, two, three].map((each) => bench.key(each)));
    expect(bench.linkWords(one, two)).toBe('leg likely: usersAndTime');
    expect(bench.linkWords(two, three)).toBe('leg likely: usersAndTime');
    expect(bench.linkWords(one, three)).toBe('none');
    expect(bench.group(three)?.words).toBe('1001 calls 1002 over 3 legs');
  });

  it('a fork to two phones is one group', () => {
    const bench = new LinkBench();
    const other = leg('other', PBX, CARRIER);
    bench.playAll([
      [one, { invite: 0, ring: 220, answer: 3050 }],
      [two, { invite: 80, ring: 200, answer: 3000 }],
      [other, { invite: 81, ring: 210 }],
    ]);
    expect(bench.group(one)?.calls).toHaveLength(3);
  });

  it('one callee after the other is one group', () => {
    const bench = new LinkBench();
    const other = leg('other', PBX, CARRIER, '1001', '1003');
    bench.invite(0, one);
    bench.invite(80, two);
    bench.answer(200, two, 180);
    bench.answer(9000, two, 486);
    bench.invite(9050, other);
    bench.answer(11_000, other, 200);
    bench.answer(11_050, one, 200);
    expect(bench.linkWords(one, two)).toBe('leg likely: usersAndTime');
    expect(bench.linkWords(one, other)).toBe('leg possible: usersAndTime');
    bench.inside(20_000, one, 'BYE');
    bench.inside(20_050, other, 'BYE');
    expect(bench.linkWords(one, other)).toBe('leg likely: usersAndTime');
  });

  it('a proxy before the back-to-back user agent does not hide it', () => {
    const bench = new LinkBench();
    const proxy = at('10.0.0.9');
    bench.invite(0, leg('one', PHONE, proxy));
    bench.invite(5, leg('one', proxy, PBX), { branches: ['z9hG4bK-proxy', 'z9hG4bK-one'] });
    bench.invite(80, two);
    expect(bench.linkWords(one, two)).toBe('leg likely: usersAndTime');
  });
});

describe('many calls at once', () => {
  /** A load of calls with the same users, one every `everyMs`. */
  const load = (count: number, everyMs: number, legsOf: (n: number) => readonly [Leg, number][]): LinkBench => {
    const bench = new LinkBench();
    const calls = Array.from({ length: count }, (_, n) =>
      legsOf(n).map(([each, lateMs]): readonly [Leg, { invite: number; ring: number; answer: number; bye: number }] => {
        const start = n * everyMs;
        return [
          each,
          {
            invite: start + lateMs,
            ring: start + 30 - lateMs,
            answer: start + 60 - lateMs,
            bye: start + 2000 + lateMs,
          },
        ];
      }),
    );
    bench.playAll(calls.flat());
    return bench;
  };
  const sure = (bench: LinkBench) => bench.allLinks().filter(({ confidence }) => confidence !== 'possible');

  it('1,000 calls a second with the same users from one machine to another join none', () => {
    const media = { callerMedia: at('10.0.0.1', 6000), calleeMedia: at('10.0.0.2', 6000) };
    const bench = load(1500, 1, (n) => [[{ ...leg(`${n}-4711@10.0.0.1`, PHONE, PBX), ...media }, 0]]);
    expect(bench.allLinks()).toEqual([]);
  });

  it('1,000 calls a second with the same users through a back-to-back user agent: nobody can tell which is which', () => {
    const bench = load(1000, 1, (n) => [
      [leg(`a${n}`, PHONE, PBX), 0],
      [leg(`b${n}`, PBX, TRUNK), 7],
    ]);
    expect(sure(bench)).toEqual([]);
  });

  it.each([2, 5, 8, 12, 20, 40, 70, 110, 180, 300, 700, 1500, 3000])(
    'the same users through it every %i ms: no call is joined to a wrong one for sure',
    (everyMs) => {
      const bench = load(300, everyMs, (n) => [
        [leg(`a${n}`, PHONE, PBX), 0],
        [leg(`b${n}`, PBX, TRUNK), 2 + ((n * 7919) % 23)],
      ]);
      const callIdOf = new Map(
        bench.signalling.calls().map((key) => [key, bench.signalling.callRow(key)?.callId ?? '']),
      );
      const joined = sure(bench).map((link) => [callIdOf.get(link.one)!.slice(1), callIdOf.get(link.other)!.slice(1)]);
      expect(joined.filter(([a, b]) => a !== b)).toEqual([]);
    },
  );

  it('the same with users of their own are joined one by one', () => {
    const bench = load(1000, 1, (n) => [
      [leg(`a${n}`, PHONE, PBX, `${30_000 + n}`, `${70_000 + n}`), 0],
      [leg(`b${n}`, PBX, TRUNK, `${30_000 + n}`, `${70_000 + n}`), 7],
    ]);
    expect(bench.allLinks()).toHaveLength(1000);
    for (let n = 0; n < 1000; n += 97) {
      expect(bench.linkWords({ callId: `a${n}` }, { callId: `b${n}` })).toBe('leg likely: usersAndTime');
    }
  });

  it('calls with the same users one after the other are joined one by one', () => {
    const bench = load(20, 5000, (n) => [
      [leg(`a${n}`, PHONE, PBX), 0],
      [leg(`b${n}`, PBX, TRUNK), 7],
    ]);
    expect(bench.allLinks()).toHaveLength(20);
    expect(bench.linkWords({ callId: 'a7' }, { callId: 'b7' })).toBe('leg likely: usersAndTime');
  });

  it('two calls between the same machines stand alone', () => {
    const bench = new LinkBench();
    const there = leg('there', PBX, TRUNK, '1001', '2001');
    const back = leg('back', TRUNK, PBX, '2002', '1002');
    const again = leg('again', PBX, TRUNK, '1003', '2001');
    bench.playAll([
      [there, { invite: 0, ring: 100, answer: 2000, bye: 9000 }],
      [back, { invite: 50, ring: 150, answer: 2050, bye: 9050 }],
      [again, { invite: 90, ring: 190, answer: 2090, bye: 9090 }],
    ]);
    expect(bench.allLinks()).toEqual([]);
  });
});
