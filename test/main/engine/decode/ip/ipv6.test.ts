import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv6, type Ipv6Fields, tcp, udp } from '../../../../fixtures/frames';

const linkType = 229;
const between = { source: 'fe80:0:0:1:2:3:4:5', destination: 'ff02::1' };
const datagram = udp({ sourcePort: 1000, destinationPort: 2000 }, textBytes('hi'));
const read = (fields: Partial<Ipv6Fields>) => decoded(ipv6({ ...between, ...fields }, datagram), { linkType });

describe('IPv6', () => {
  it('keeps addresses as four words', () => {
    const { packet } = read({});
    expect([...packet.sourceWords]).toEqual([0xfe800000, 0x00000001, 0x00020003, 0x00040005]);
    expect([...packet.destinationWords]).toEqual([0xff020000, 0, 0, 1]);
  });

  it.each([0, 8, 46, 63])('reads DSCP %i across the byte boundary, without flow label and congestion bits', (dscp) => {
    const frame = ipv6({ ...between, dscp }, datagram).bytes;
    frame[1]! |= 0x3f;
    frame[2] = 0xff;
    expect(decoded(frame, { linkType }).packet.dscp).toBe(dscp);
  });

  it.each([
    ['0 stands for the rest of the frame', 0, 'hi', false],
    ['longer than the frame is truncated', 1000, 'hi', true],
    ['shorter than the frame cuts it off', 9, 'h', true],
  ])('payload length %s', (_name, payloadBytes, text, truncated) => {
    const { outcome, payload, packet } = read({ payloadBytes });
    expect([outcome, payload, packet.truncated]).toEqual(['udp', textBytes(text), truncated]);
  });

  it('carries TCP', () => {
    const { outcome, flow } = decoded(ipv6(between, tcp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi'))), {
      linkType,
    });
    expect([outcome, flow]).toEqual(['tcp', 'fe80::1:2:3:4:5:1 > ff02::1:2']);
  });

  it.each([
    ['no next header', 59],
    ['ESP', 50],
    ['OSPF', 89],
  ])('%s ends the chain', (_name, nextHeader) => {
    expect(read({ nextHeader })).toMatchObject({ outcome: 'other', packet: { protocol: nextHeader } });
  });

  it('another version is a fault', () => {
    const frame = ipv6(between, datagram).bytes;
    frame[0] = 0x50;
    expect(decoded(frame, { linkType }).packet.fault).toMatchObject({ kind: 'malformed', layer: 'ipv6' });
  });
});
