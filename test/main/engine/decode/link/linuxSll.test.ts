import { describe, expect, it } from 'vitest';
import { hexBytes, joinBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, linuxSll, linuxSll2, llcSnap, raw, udp } from '../../../../fixtures/frames';

const datagram = ipv4(
  { source: '10.0.0.1', destination: '10.0.0.2' },
  udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi')),
);

describe.each([
  ['SLL', 113, linuxSll, 16],
  ['SLL2', 276, linuxSll2, 20],
] as const)('%s', (_name, linkType, cooked, headerBytes) => {
  it('has its header in front of IP', () => {
    const { outcome, packet, payload } = decoded(cooked(datagram), { linkType });
    expect(outcome).toBe('udp');
    expect(packet.transportStart).toBe(32 + headerBytes + 20);
    expect(payload).toEqual(textBytes('hi'));
  });

  it('reads LLC behind its pseudo protocol 4', () => {
    expect(decoded(cooked(llcSnap(datagram)), { linkType }).outcome).toBe('udp');
  });

  it.each([
    ['a pseudo protocol of Novell', { protocol: 1 }],
    ['a netlink message whose family looks like IPv4', { protocol: 0x0800, hardwareType: 824 }],
    ['ARP', { protocol: 0x0806 }],
    ['CAN', { protocol: 0x000c }],
  ])('%s is not IP', (_what, fields) => {
    expect(decoded(cooked(datagram, fields), { linkType }).outcome).toBe('notIp');
  });

  it('one byte short of its header is cut off', () => {
    const frame = cooked(raw(new Uint8Array(0))).bytes.subarray(0, headerBytes - 1);
    expect(decoded(frame, { linkType }).packet.fault?.kind).toBe('truncated');
  });
});

describe('SLL as Linux writes it', () => {
  it('reads a header with zeros in the address field', () => {
    const header = hexBytes('0000 0304 0006 0000 0000 0000 0000 0800');
    expect(decoded(joinBytes(header, datagram.bytes), { linkType: 113 }).flow).toBe('10.0.0.1:1 > 10.0.0.2:2');
  });
});
