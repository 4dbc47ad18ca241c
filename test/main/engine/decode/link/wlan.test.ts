import { describe, expect, it } from 'vitest';
import { WLAN_MORE_SUBFRAMES } from '../../../../../main/engine/decode/link/wlan';
import { hexBytes, joinBytes, textBytes, words16 } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, ipv6, type Layer, linuxSll, llcSnap, raw, udp, vlan } from '../../../../fixtures/frames';
import { aggregated, avs, prism, radiotap, wlan, type WlanFields } from '../../../../fixtures/wlanFrames';

const datagram = udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi'));
const overIpv4 = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, datagram);
const llc = llcSnap(overIpv4);
const read = (fields: WlanFields, above: Layer = llc) => decoded(wlan(fields, above), { linkType: 105 });

describe('802.11', () => {
  it.each<[string, WlanFields]>([
    ['between stations', {}],
    ['to an access point', { toDistribution: true }],
    ['from an access point', { fromDistribution: true }],
    ['between access points: four addresses', { toDistribution: true, fromDistribution: true }],
    ['QoS', { toDistribution: true, qos: true }],
    ['QoS with HT control', { toDistribution: true, qos: true, highThroughput: true }],
    ['QoS between access points', { toDistribution: true, fromDistribution: true, qos: true, highThroughput: true }],
    ['filled up behind the header', { qos: true, fillBytes: 2 }],
    ['data that also acknowledges', { firstByte: 0x18 }],
  ])('%s', (_name, fields) => {
    const { outcome, packet, payload } = read(fields);
    expect([outcome, packet.fault]).toEqual(['udp', null]);
    expect(payload).toEqual(textBytes('hi'));
  });

  it.each<[string, WlanFields]>([
    ['encrypted data', { protected: true }],
    ['a beacon', { firstByte: 0x80 }],
    ['an acknowledgment', { firstByte: 0xd4 }],
    ['data without content', { firstByte: 0x48 }],
    ['QoS without content', { firstByte: 0xc8 }],
    ['a version to come', { firstByte: 0x09 }],
  ])('%s is not IP', (_name, fields) => {
    expect(read(fields)).toMatchObject({ outcome: 'notIp', packet: { fault: null } });
  });

  it.each<[string, WlanFields]>([
    ['the first', { moreFragments: true }],
    ['a later', { fragment: 1 }],
  ])('%s fragment of a frame is not read, and says so', (_name, fields) => {
    expect(read(fields)).toMatchObject({
      outcome: 'undecoded',
      packet: { fault: { kind: 'unsupported', layer: 'wlan' } },
    });
  });

  it('carries IPv6 and VLAN tags', () => {
    expect(read({}, llcSnap(ipv6({ source: '::1', destination: '::2' }, datagram))).flow).toBe('::1:1 > ::2:2');
    expect(read({}, llcSnap(vlan(9, overIpv4))).packet.vlanCount).toBe(1);
  });

  it('the first frame of an aggregate is read; that there are more is said', () => {
    const fields = { toDistribution: true, qos: true, aggregate: true };
    const alone = read(fields, aggregated(llc));
    expect([alone.outcome, alone.payload, alone.packet.fault]).toEqual(['udp', textBytes('hi'), null]);
    const two = read(fields, aggregated(llc, llc));
    expect([two.outcome, two.payload, two.packet.fault]).toEqual(['udp', textBytes('hi'), WLAN_MORE_SUBFRAMES]);
    const withCheckSequence = read(fields, raw(joinBytes(aggregated(llc).bytes, hexBytes('de ad be ef'))));
    expect([withCheckSequence.payload, withCheckSequence.packet.fault]).toEqual([textBytes('hi'), null]);
  });

  it.each([0, 1, 23, 25])('%i bytes are cut off', (length) => {
    const { bytes } = wlan({ qos: true }, llc);
    expect(decoded(bytes.subarray(0, length), { linkType: 105 }).packet.fault).toMatchObject({
      kind: 'truncated',
      layer: 'wlan',
    });
  });
});

describe('what stands before 802.11', () => {
  const frame = wlan({ fromDistribution: true }, llc);

  it.each<[string, number, Layer]>([
    ['radiotap', 127, radiotap(frame)],
    ['Prism', 119, prism(frame)],
    ['AVS', 163, avs(frame)],
    ['AVS under the number of Prism', 119, avs(frame)],
    ['radiotap in a Linux cooked frame', 113, linuxSll(radiotap(frame), { protocol: 4, hardwareType: 803 })],
    ['802.11 in a Linux cooked frame', 113, linuxSll(frame, { protocol: 4, hardwareType: 801 })],
  ])('%s', (_name, linkType, whole) => {
    const { outcome, payload } = decoded(whole, { linkType });
    expect([outcome, payload]).toEqual(['udp', textBytes('hi')]);
  });

  it.each([
    ['shorter than it can be', joinBytes(hexBytes('00 00 07 00 00 00 00 00'), frame.bytes), 'malformed'],
    ['longer than the frame', joinBytes(hexBytes('00 00 ff ff 00 00 00 00'), frame.bytes), 'truncated'],
    ['cut off', words16(0, 8), 'truncated'],
  ])('a header %s', (_name, bytes, kind) => {
    expect(decoded(bytes, { linkType: 127 }).packet.fault).toMatchObject({ kind, layer: 'radiotap' });
  });
});
