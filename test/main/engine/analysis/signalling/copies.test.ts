import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encapsulation, Endpoint } from '../../../../../shared/protocol/rows';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, SignallingBench, type Way } from './signallingBench';

const NAT: Endpoint = { address: '203.0.113.7', port: 61_000 };
const vlan = (id: number): Encapsulation => ({ vlanIds: [id], tunnels: [] });
const VLAN_10 = vlan(10);
const VLAN_20 = vlan(20);

type Seen = { readonly atMs: number; readonly source?: Endpoint; readonly destination?: Endpoint } & Way;
/** Of each sighting of one INVITE: `first`, `again`, or the index of which it is a copy. */
type Told = 'first' | 'again' | number;

const tell = (bench: SignallingBench): Told[] =>
  bench.analysis.messages.map((row) => row.copyOf ?? (row.retransmission ? 'again' : 'first'));

function seen(sightings: readonly Seen[], text = sipRequest('INVITE')): Told[] {
  const bench = new SignallingBench();
  for (const { atMs, source = ALICE, destination = BOB, ...way } of sightings) {
    bench.see(atMs, source, destination, text, way);
  }
  return tell(bench);
}

describe('the same message seen again', () => {
  it.each<{ name: string; sightings: readonly Seen[]; expect: readonly Told[] }>([
    {
      name: 'beyond an address translation is a copy',
      sightings: [{ atMs: 0 }, { atMs: 1, source: NAT }],
      expect: ['first', 0],
    },
    {
      name: 'beyond a translation by a machine whose clock is 3 s ahead is a copy too',
      sightings: [{ atMs: 0 }, { atMs: 3000, source: NAT }],
      expect: ['first', 0],
    },
    {
      name: 'on both sides of a translation, sent three times',
      sightings: [
        { atMs: 0 },
        { atMs: 1, source: NAT },
        { atMs: 500 },
        { atMs: 501, source: NAT },
        { atMs: 1500 },
        { atMs: 1501, source: NAT },
      ],
      expect: ['first', 0, 'again', 2, 'again', 4],
    },
    {
      name: 'beyond a translation that lost the first sending',
      sightings: [{ atMs: 0 }, { atMs: 500 }, { atMs: 501, source: NAT }],
      expect: ['first', 'again', 1],
    },
    {
      name: 'in another VLAN at once is a copy',
      sightings: [
        { atMs: 0, encapsulation: VLAN_10 },
        { atMs: 0.2, encapsulation: VLAN_20 },
      ],
      expect: ['first', 0],
    },
    {
      name: 'in another VLAN after T1 was sent again',
      sightings: [
        { atMs: 0, encapsulation: VLAN_10 },
        { atMs: 500, encapsulation: VLAN_20 },
      ],
      expect: ['first', 'again'],
    },
    {
      name: 'on three interfaces at once, then once more on all',
      sightings: [0, 500].flatMap((atMs) => [1, 2, 3].map((link) => ({ atMs: atMs + link / 10, link }))),
      expect: ['first', 0, 0, 'again', 3, 3],
    },
    {
      name: 'on another interface with another identification was sent again, however soon',
      sightings: [
        { atMs: 0, link: 1, identification: 77 },
        { atMs: 20, link: 2, identification: 78 },
      ],
      expect: ['first', 'again'],
    },
    {
      name: 'at a mirror port that shows a packet as it comes and as it goes',
      sightings: [
        { atMs: 0, link: 1, identification: 77 },
        { atMs: 0.01, link: 1, identification: 77 },
        { atMs: 500, link: 1, identification: 78 },
        { atMs: 500.01, link: 1, identification: 78 },
      ],
      expect: ['first', 0, 'again', 2],
    },
    {
      name: 'at a mirror port, of a sender that numbers no packets',
      sightings: [
        { atMs: 0, link: 1, identification: 0 },
        { atMs: 0.01, link: 1, identification: 0 },
        { atMs: 40, link: 1, identification: 0 },
      ],
      expect: ['first', 0, 'again'],
    },
    {
      name: 'with the same identification long after was sent again: the numbers come round',
      sightings: [
        { atMs: 0, identification: 77 },
        { atMs: 4000, identification: 77 },
      ],
      expect: ['first', 'again'],
    },
    {
      name: 'between the same two, where nothing else is told, was sent again',
      sightings: [{ atMs: 0 }, { atMs: 1 }],
      expect: ['first', 'again'],
    },
  ])('$name', ({ sightings, expect: told }) => {
    expect(seen(sightings)).toEqual(told);
  });

  it('is no copy when a proxy passed it on, for that adds a Via', () => {
    const bench = new SignallingBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(1, PROXY, BOB, sipRequest('INVITE', { branches: ['z9hG4bKp', 'z9hG4bK1'], sentBy: '192.0.2.9' }));
    expect(tell(bench)).toEqual(['first', 'first']);
  });

  it('is no copy when it answers for another fork, or provisionally for the second time', () => {
    const bench = new SignallingBench();
    bench.see(0, ALICE, BOB, sipRequest('INVITE'));
    const one = { link: 1 };
    const other = { link: 2 };
    bench.see(1, BOB, ALICE, sipResponse(183, 'Session Progress', { headers: ['RSeq: 1'] }), one);
    bench.see(1.1, BOB, ALICE, sipResponse(183, 'Session Progress', { headers: ['RSeq: 1'] }), other);
    bench.see(1.2, BOB, ALICE, sipResponse(183, 'Session Progress', { headers: ['RSeq: 2'] }), other);
    bench.see(2, BOB, ALICE, sipResponse(200, 'OK', { toTag: 'desk' }), one);
    bench.see(2.1, BOB, ALICE, sipResponse(200, 'OK', { toTag: 'mobile' }), other);
    expect(tell(bench)).toEqual(['first', 'first', 1, 'first', 'first', 'first']);
  });
});

describe('copies of a whole call', () => {
  const scenario: readonly [number, boolean, string][] = [
    [0, true, sipRequest('INVITE')],
    [100, false, sipResponse(180, 'Ringing')],
    [900, false, sipResponse(200, 'OK')],
    [1400, false, sipResponse(200, 'OK')],
    [1410, true, sipRequest('ACK', { cseq: '1 ACK', branches: ['z9hG4bKa'], toTag: 'bob' })],
    [5000, true, sipRequest('BYE', { cseq: '2 BYE', branches: ['z9hG4bKb'], toTag: 'bob' })],
    [5010, false, sipResponse(200, 'OK', { cseq: '2 BYE', branches: ['z9hG4bKb'] })],
  ];

  function play(withCopies: boolean): SignallingBench {
    const bench = new SignallingBench();
    for (const [atMs, up, text] of scenario) {
      bench.see(atMs, up ? ALICE : BOB, up ? BOB : ALICE, text);
      if (withCopies) bench.see(atMs + 1, up ? NAT : BOB, up ? BOB : NAT, text);
    }
    return bench;
  }

  it('change neither the call nor the totals, and are counted as messages', () => {
    const once = play(false);
    const twice = play(true);
    expect(twice.analysis.transactions()).toEqual(once.analysis.transactions());
    expect(twice.call()).toEqual({ ...once.call(), messageCount: 2 * scenario.length });
    expect(twice.call().retransmissionCount).toBe(1);
    expect(tell(twice)).toEqual(['first', 0, 'first', 2, 'first', 4, 'again', 6, 'first', 8, 'first', 10, 'first', 12]);
  });
});

describe('whatever the sightings', () => {
  it('a copy is of an earlier message that is no copy, and no message is copy and retransmission', () => {
    const sighting = fc.record({
      atMs: fc.constantFrom(0, 1, 50, 400, 500, 501, 1500, 40_000),
      source: fc.constantFrom(ALICE, NAT, PROXY),
      link: fc.constantFrom(null, 1, 2),
      identification: fc.constantFrom(null, 0, 7, 8),
      encapsulation: fc.constantFrom(null, VLAN_10, VLAN_20),
    });
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 60 }), (sightings) => {
        const bench = new SignallingBench();
        for (const { atMs, source, ...way } of sightings) bench.see(atMs, source, BOB, sipRequest('INVITE'), way);
        const rows = bench.analysis.messages;
        for (const { copyOf, retransmission, index } of rows) {
          if (copyOf === null) continue;
          expect(retransmission).toBe(false);
          expect(copyOf).toBeLessThan(index);
          expect(rows[copyOf]?.copyOf).toBeNull();
        }
        const firsts = rows.filter((row) => !row.retransmission && row.copyOf === null);
        expect(firsts.length).toBe(new Set(rows.map((row) => row.transaction)).size);
      }),
      { numRuns: 300 },
    );
  });
});
