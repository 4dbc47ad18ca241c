import { assert, integer, property, array, record, boolean } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IpReassembly } from '../../../../../main/engine/analysis/reassembly/ipReassembly';
import { decodeFrame, decodeTransport } from '../../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../../main/engine/decode/packet';
import { countingBytes } from '../../../../fixtures/bytes';
import { type Cut, evenCuts, fragmentIpv4, fragmentIpv6 } from '../../../../fixtures/fragments';
import { frameOf, ipv4, ipv6, ipv6Extension, ipv6Fragment, type Layer, raw, udp } from '../../../../fixtures/frames';

const payload = countingBytes(100);
const datagram = udp({ sourcePort: 5060, destinationPort: 5070 }, payload);
const between4 = { source: '10.0.0.1', destination: '10.0.0.2', id: 77, dscp: 26 };
const between6 = { source: '2001:db8::1', destination: '2001:db8::2', id: 0xfeedf00d, dscp: 26 };

type Fragmenter = (above: Layer, cuts: readonly Cut[]) => Layer[];
const over4: Fragmenter = (above, cuts) => fragmentIpv4(between4, above, cuts);
const over6: Fragmenter = (above, cuts) => fragmentIpv6(between6, above, cuts);

/** A capture of IP packets on their way through reassembly. */
class Feed {
  readonly reassembly: IpReassembly;
  readonly packet = new Packet();
  private frames = 0;

  constructor(reassembly = new IpReassembly()) {
    this.reassembly = reassembly;
  }

  /** Payload of the datagram that the packet completed, null otherwise. */
  offer(ip: Layer | Uint8Array, atMs = 0): Uint8Array | null {
    const bytes = 'bytes' in ip ? ip.bytes : ip;
    this.frames += 1;
    expect(decodeFrame(frameOf(bytes, { linkType: 101 }), this.packet)).toBe('fragment');
    if (!this.reassembly.offer(this.packet, [this.frames], atMs)) return null;
    expect(decodeTransport(this.packet)).toBe('udp');
    return this.packet.bytes.slice(this.packet.payloadStart, this.packet.payloadEnd);
  }

  offerAll(fragments: readonly Layer[], atMs = 0): (Uint8Array | null)[] {
    return fragments.map((fragment) => this.offer(fragment, atMs));
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe.each([
  ['IPv4', over4],
  ['IPv6', over6],
] as const)('IpReassembly of %s', (_name, fragment) => {
  it('puts fragments together in every order', () => {
    const fragments = fragment(datagram, evenCuts(108, 24));
    expect(fragments).toHaveLength(5);
    for (const order of permutations(fragments)) {
      const feed = new Feed();
      const results = feed.offerAll(order);
      expect(results.pop()).toEqual(payload);
      expect(results.every((result) => result === null)).toBe(true);
      expect(feed.reassembly.completedFrames).toEqual([1, 2, 3, 4, 5]);
      expect(feed.reassembly).toMatchObject({
        openDatagrams: 0,
        heldBytes: 0,
        abandoned: 0,
        completedOverlapped: false,
      });
    }
  });

  it('lets the packet stand for the datagram', () => {
    const feed = new Feed();
    feed.offerAll(fragment(datagram, evenCuts(108, 56)).toReversed());
    expect(feed.packet).toMatchObject({ sourcePort: 5060, destinationPort: 5070, protocol: 17, dscp: 26 });
    expect(feed.packet).toMatchObject({
      isFragment: false,
      moreFragments: false,
      fragmentOffsetBytes: 0,
      truncated: false,
    });
  });

  it('ignores duplicates and counts them', () => {
    const fragments = fragment(datagram, evenCuts(108, 40));
    const feed = new Feed();
    expect(feed.offerAll([fragments[2]!, fragments[0]!, fragments[0]!, fragments[2]!, fragments[1]!]).pop()).toEqual(
      payload,
    );
    expect(feed.reassembly.duplicateFragments).toBe(2);
    expect(feed.reassembly.completedFrames).toEqual([1, 2, 5]);
    expect(feed.reassembly.completedOverlapped).toBe(false);
  });

  it('keeps the bytes that came first where fragments overlap', () => {
    const other = udp({ sourcePort: 5060, destinationPort: 5070, checksum: 0 }, new Uint8Array(100).fill(0xee));
    const [first] = fragment(datagram, [{ start: 0, end: 48 }]);
    const [late, last] = fragment(other, [
      { start: 24, end: 72 },
      { start: 72, end: 108 },
    ]);
    const feed = new Feed();
    const result = feed.offerAll([first!, late!, last!]).pop();
    expect(result?.subarray(0, 40)).toEqual(payload.subarray(0, 40));
    expect(result?.subarray(40)).toEqual(new Uint8Array(60).fill(0xee));
    expect(feed.reassembly).toMatchObject({ overlappedDatagrams: 1, completedOverlapped: true });

    const reversed = new Feed();
    const fromLate = reversed.offerAll([last!, late!, first!]).pop();
    expect(fromLate?.subarray(0, 16)).toEqual(payload.subarray(0, 16));
    expect(fromLate?.subarray(16)).toEqual(new Uint8Array(84).fill(0xee));
  });

  it('gives up after 60 s of capture time, and when the clock steps back as far', () => {
    const [first, second] = fragment(datagram, evenCuts(108, 56));
    for (const [atMs, expected] of [
      [60_000, payload],
      [60_001, null],
      [-60_001, null],
    ] as const) {
      const feed = new Feed();
      feed.offer(first!, 0);
      expect(feed.offer(second!, atMs)).toEqual(expected);
      expect(feed.reassembly.abandoned).toBe(expected === null ? 1 : 0);
      expect(feed.reassembly.abandonedFragments).toBe(expected === null ? 1 : 0);
    }
  });

  it('counts what is still open at the end', () => {
    const feed = new Feed();
    feed.offerAll(fragment(datagram, evenCuts(108, 24)).slice(0, 3));
    feed.reassembly.abandonAll();
    expect(feed.reassembly).toMatchObject({ abandoned: 1, abandonedFragments: 3, openDatagrams: 0, heldBytes: 0 });
  });

  it('restores any datagram from any cuts in any order', () => {
    const cutPoints = array(integer({ min: 1, max: 124 }), { maxLength: 8 });
    assert(
      property(
        integer({ min: 0, max: 992 }),
        cutPoints,
        array(integer(), { minLength: 9, maxLength: 9 }),
        (size, points, order) => {
          const content = countingBytes(size);
          const total = size + 8;
          const inside = [...new Set(points.map((point) => point * 8))].filter((point) => point < total);
          if (inside.length === 0) return;
          const edges = [0, ...inside.toSorted((a, b) => a - b), total];
          const cuts = edges.slice(1).map((end, index) => ({ start: edges[index]!, end }));
          const fragments = fragment(udp({ sourcePort: 1, destinationPort: 2 }, content), cuts);
          const shuffled = fragments
            .map((layer, index) => ({ layer, rank: order[index]! }))
            .toSorted((a, b) => a.rank - b.rank);
          expect(new Feed().offerAll(shuffled.map(({ layer }) => layer)).pop()).toEqual(content);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('IpReassembly keeps datagrams apart', () => {
  const [first, second] = fragmentIpv4(between4, datagram, evenCuts(108, 56));
  const different = (fields: Partial<typeof between4 & { protocol: number }>): Layer =>
    fragmentIpv4({ ...between4, ...fields }, datagram, evenCuts(108, 56))[1]!;

  it.each([
    ['identification', { id: 78 }],
    ['source', { source: '10.0.0.3' }],
    ['destination', { destination: '10.0.0.3' }],
    ['direction', { source: '10.0.0.2', destination: '10.0.0.1' }],
    ['protocol', { protocol: 6 }],
  ])('by %s', (_name, fields) => {
    const feed = new Feed();
    expect(feed.offerAll([first!, different(fields)])).toEqual([null, null]);
    expect(feed.reassembly.openDatagrams).toBe(2);
    expect(feed.offer(second!)).toEqual(payload);
    expect(feed.reassembly.openDatagrams).toBe(1);
  });

  it('but not by the next header of later IPv6 fragments: the first one names the protocol', () => {
    const [head, tail] = fragmentIpv6(between6, datagram, evenCuts(108, 56));
    const odd = tail!.bytes.slice();
    odd[40] = 99;
    for (const order of [
      [head!, raw(odd)],
      [raw(odd), head!],
    ]) {
      expect(new Feed().offerAll(order).pop()).toEqual(payload);
    }
  });

  it('reads extension headers that were fragmented with the payload', () => {
    const behind = ipv6Extension(60, datagram, 3);
    expect(new Feed().offerAll(fragmentIpv6(between6, behind, evenCuts(140, 56)).toReversed()).pop()).toEqual(payload);
  });
});

describe('IpReassembly and fragments that cannot be', () => {
  const part = (
    fragmentOffsetBytes: number,
    moreFragments: boolean,
    lengthBytes: number,
    truncatedTo = lengthBytes,
  ): Uint8Array => {
    const { bytes } = ipv4(
      { ...between4, fragmentOffsetBytes, moreFragments },
      raw(countingBytes(lengthBytes), { protocol: 17 }),
    );
    return bytes.subarray(0, bytes.length - lengthBytes + truncatedTo);
  };

  it.each([
    ['beyond 65,535 bytes', [part(65528, false, 8)]],
    ['empty', [part(8, true, 0)]],
    ['of less than a block, with more to follow', [part(0, true, 7)]],
    ['behind the end', [part(8, false, 8), part(16, true, 8)]],
    ['a second end before bytes that are there', [part(32, true, 8), part(8, false, 8)]],
  ])('%s: refused and counted', (_name, parts) => {
    const feed = new Feed();
    for (const bytes of parts) expect(feed.offer(bytes)).toBeNull();
    expect(feed.reassembly).toMatchObject({
      unfitFragments: 1,
      abandonedFragments: 1,
      openDatagrams: parts.length - 1,
    });
  });

  it('takes an end that was cut off by the capture for a truncated datagram', () => {
    const feed = new Feed();
    feed.offer(udpHead());
    expect(feed.offer(part(24, false, 76, 10))).toHaveLength(26);
    expect(feed.packet.truncated).toBe(true);
  });
  const udpHead = (): Layer => fragmentIpv4(between4, datagram, [{ start: 0, end: 24 }])[0]!;

  it('leaves a hole where a middle part was cut off, and never invents bytes for it', () => {
    const feed = new Feed();
    feed.offer(part(0, true, 24, 20));
    expect(feed.offer(part(24, false, 76))).toBeNull();
    expect(feed.reassembly.openDatagrams).toBe(1);
  });

  it('puts the longest datagram there is together', () => {
    const longest = countingBytes(65_507);
    const parts = fragmentIpv4(between4, udp({ sourcePort: 1, destinationPort: 2 }, longest), evenCuts(65_515, 1480));
    expect(new Feed().offerAll(parts.toReversed()).pop()).toEqual(longest);
  });

  it('never throws and never holds more than its bounds on random fragments', () => {
    const reassembly = new IpReassembly({ maxOpenDatagrams: 4, maxHeldBytes: 20_000 });
    const packet = new Packet();
    const fields = record({
      id: integer({ min: 0, max: 9 }),
      block: integer({ min: 0, max: 30 }),
      more: boolean(),
      length: integer({ min: 0, max: 300 }),
      six: boolean(),
    });
    let frame = 0;
    assert(
      property(fields, ({ id, block, more, length, six }) => {
        const content = raw(countingBytes(length), { protocol: 17 });
        const place = { id, fragmentOffsetBytes: block * 8, moreFragments: more };
        const ip = six ? ipv6(between6, ipv6Fragment(place, content)) : ipv4({ ...between4, ...place }, content);
        frame += 1;
        if (decodeFrame(frameOf(ip.bytes, { linkType: 101 }), packet) === 'fragment')
          reassembly.offer(packet, [frame], frame);
        return reassembly.openDatagrams <= 4 && reassembly.heldBytes <= 20_000;
      }),
      { numRuns: 5000 },
    );
    reassembly.abandonAll();
    expect(reassembly.heldBytes).toBe(0);
  });
});

describe('IpReassembly within its bounds', () => {
  const opening = (id: number, lengthBytes = 8): Layer =>
    ipv4(
      { ...between4, id, fragmentOffsetBytes: 8, moreFragments: true },
      raw(countingBytes(lengthBytes), { protocol: 17 }),
    );

  it('holds 1,024 datagrams and gives up the oldest', () => {
    const feed = new Feed();
    for (let id = 0; id < 1030; id += 1) feed.offer(opening(id), id);
    expect(feed.reassembly).toMatchObject({ openDatagrams: 1024, abandoned: 6, abandonedFragments: 6 });
    const ends = [5, 6].map((id) =>
      fragmentIpv4({ ...between4, id }, datagram, [
        { start: 0, end: 8 },
        { start: 16, end: 108 },
      ]),
    );
    expect(feed.offerAll(ends[1]!, 1030).pop()).toHaveLength(100);
    expect(feed.offerAll(ends[0]!, 1030)).toEqual([null, null]);
  });

  it('holds 16 MiB at most', () => {
    const feed = new Feed();
    for (let id = 0; id < 400; id += 1) {
      feed.offer(opening(id, 60_000), id);
      expect(feed.reassembly.heldBytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    }
    expect(feed.reassembly.openDatagrams).toBeGreaterThan(260);
    expect(feed.reassembly.openDatagrams + feed.reassembly.abandoned).toBe(400);
  });
});
