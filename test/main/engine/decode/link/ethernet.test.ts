import { describe, expect, it } from 'vitest';
import { hexBytes, joinBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ethernet, ethernet8023, ipv4, llcSnap, raw, udp, vlan } from '../../../../fixtures/frames';

const short = ipv4(
  { source: '10.0.0.1', destination: '10.0.0.2' },
  udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi')),
);

describe('Ethernet', () => {
  it('cuts off the padding of short frames and a trailing check sequence', () => {
    const padded = joinBytes(ethernet({ padToBytes: 60 }, short).bytes, hexBytes('de ad be ef'));
    const { outcome, payload, packet } = decoded(padded);
    expect(outcome).toBe('udp');
    expect(payload).toEqual(textBytes('hi'));
    expect(packet.truncated).toBe(false);
  });

  it('cuts off the padding behind an 802.3 length', () => {
    expect(decoded(ethernet8023(llcSnap(short), 60)).payload).toEqual(textBytes('hi'));
  });

  it.each([0, 1, 13])('a frame of %i bytes has no header', (length) => {
    const { outcome, packet } = decoded(new Uint8Array(length));
    expect(outcome).toBe('undecoded');
    expect(packet.fault).toMatchObject({ kind: 'truncated', layer: 'ethernet' });
  });

  it('an 802.3 length longer than the frame does not reach past it', () => {
    const { outcome, payload } = decoded(ethernet({ etherType: 1500 }, llcSnap(short)));
    expect(outcome).toBe('udp');
    expect(payload).toEqual(textBytes('hi'));
  });
});

describe('LLC', () => {
  it.each([
    ['spanning tree', '42 42 03 00 00 00 00 00', 'notIp'],
    ['SNAP of Cisco (CDP)', 'aa aa 03 00 00 0c 20 00', 'notIp'],
    ['supervisory frame', 'aa aa 01 00 00 00 08 00', 'notIp'],
    ['SNAP cut off', 'aa aa 03 00 00', 'undecoded'],
    ['LLC cut off', 'aa aa', 'undecoded'],
  ] as const)('%s', (_name, bytes, outcome) => {
    expect(decoded(ethernet8023(raw(hexBytes(bytes)))).outcome).toBe(outcome);
  });

  it('reads IP on its own access point and behind a bridge tunnel code', () => {
    const ownPoint = raw(joinBytes(hexBytes('06 06 03'), short.bytes));
    expect(decoded(ethernet8023(ownPoint)).payload).toEqual(textBytes('hi'));
    expect(decoded(ethernet8023(llcSnap(short, [0, 0, 0xf8]))).payload).toEqual(textBytes('hi'));
  });

  it('reads a VLAN tag behind SNAP', () => {
    const { outcome, packet } = decoded(ethernet8023(llcSnap(vlan(9, short))));
    expect([outcome, packet.vlanCount, packet.vlanIds[0]]).toEqual(['udp', 1, 9]);
  });
});
