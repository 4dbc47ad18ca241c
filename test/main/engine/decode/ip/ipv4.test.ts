import { describe, expect, it } from 'vitest';
import { countingBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { authentication, ipv4, type Ipv4Fields, raw, udp } from '../../../../fixtures/frames';

const linkType = 228;
const between = { source: '192.0.2.1', destination: '255.255.255.255' };
const datagram = udp({ sourcePort: 1000, destinationPort: 2000 }, textBytes('hi'));
const read = (fields: Partial<Ipv4Fields>) => decoded(ipv4({ ...between, ...fields }, datagram), { linkType });

describe('IPv4', () => {
  it('steps over options', () => {
    for (let words = 0; words <= 10; words += 1) {
      const { outcome, payload } = read({ options: new Uint8Array(words * 4).fill(1) });
      expect([outcome, payload]).toEqual(['udp', textBytes('hi')]);
    }
  });

  it('keeps addresses as four words, IPv4 mapped', () => {
    const { packet } = read({});
    expect([...packet.sourceWords]).toEqual([0, 0, 0xffff, 0xc0000201]);
    expect([...packet.destinationWords]).toEqual([0, 0, 0xffff, 0xffffffff]);
  });

  it.each([0, 8, 46, 63])('reads DSCP %i without the congestion bits', (dscp) => {
    const frame = ipv4({ ...between, dscp }, datagram).bytes;
    frame[1]! |= 3;
    expect(decoded(frame, { linkType }).packet.dscp).toBe(dscp);
  });

  it('takes total length 0 for the rest of the frame', () => {
    const { outcome, payload, packet } = read({ totalBytes: 0 });
    expect([outcome, payload, packet.truncated]).toEqual(['udp', textBytes('hi'), false]);
  });

  it('marks a packet longer than its frame as truncated', () => {
    const { outcome, payload, packet } = read({ totalBytes: 1500 });
    expect([outcome, payload, packet.truncated]).toEqual(['udp', textBytes('hi'), true]);
  });

  it.each([
    ['version 5', { headerWords: 0x15 }, 'malformed'],
    ['header length 16', { headerWords: 4 }, 'malformed'],
    ['header length beyond the frame', { headerWords: 15 }, 'truncated'],
    ['total length below the header', { totalBytes: 19 }, 'malformed'],
  ] as const)('%s is a fault', (_name, fields, kind) => {
    const { outcome, packet } = read(fields);
    expect(outcome).toBe('undecoded');
    expect(packet.fault).toMatchObject({ kind, layer: 'ipv4' });
  });

  it.each([
    ['first', { fragmentOffsetBytes: 0, moreFragments: true }],
    ['middle', { fragmentOffsetBytes: 1480, moreFragments: true }],
    ['last', { fragmentOffsetBytes: 65528, moreFragments: false }],
  ])('the %s fragment has a place in its datagram and no ports', (_name, fields) => {
    const { outcome, packet, payload } = decoded(
      ipv4({ ...between, id: 0xbeef, ...fields }, raw(countingBytes(16), { protocol: 17 })),
      { linkType },
    );
    expect(outcome).toBe('fragment');
    expect(packet).toMatchObject({ isFragment: true, fragmentId: 0xbeef, protocol: 17, sourcePort: 0, ...fields });
    expect(payload).toEqual(countingBytes(16));
  });

  it('does not take "do not fragment" for a fragment', () => {
    const frame = ipv4(between, datagram).bytes;
    frame[6] = 0x40;
    expect(decoded(frame, { linkType }).outcome).toBe('udp');
  });

  it('steps over an authentication header', () => {
    const { outcome, payload, packet } = decoded(ipv4(between, authentication(datagram)), { linkType });
    expect([outcome, payload, packet.protocol]).toEqual(['udp', textBytes('hi'), 17]);
  });
});
