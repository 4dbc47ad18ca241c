import { describe, expect, it } from 'vitest';
import { hexBytes, joinBytes, words16, words32 } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, raw, udp } from '../../../../fixtures/frames';

const between = { source: '10.0.0.1', destination: '10.0.0.2' };
const linkType = 101;
const chunks = joinBytes(words16(0x0b00, 4), words16(0x0003, 17), words32(1, 2, 0), hexBytes('41 00 00 00'));
const packetBytes = joinBytes(words16(2905, 5060), words32(0xcafe, 0), chunks);
const inUdp = (bytes: Uint8Array) =>
  decoded(ipv4(between, udp({ sourcePort: 9899, destinationPort: 1 }, bytes)), { linkType });

describe('SCTP', () => {
  it('has ports in its common header; the chunks are the payload', () => {
    const { outcome, packet, payload } = decoded(ipv4(between, raw(packetBytes, { protocol: 132 })), { linkType });
    expect([outcome, packet.sourcePort, packet.destinationPort]).toEqual(['sctp', 2905, 5060]);
    expect([packet.transportStart, packet.payloadStart - packet.transportStart]).toEqual([32 + 20, 12]);
    expect(payload).toEqual(chunks);
  });

  it.each([0, 11])('a header of %i bytes is cut off', (length) => {
    const { outcome, packet } = decoded(ipv4(between, raw(packetBytes.subarray(0, length), { protocol: 132 })), {
      linkType,
    });
    expect([outcome, packet.fault]).toMatchObject(['undecoded', { kind: 'truncated', layer: 'sctp' }]);
  });

  it('in UDP on its port, when the chunks fill the datagram', () => {
    const { outcome, packet, payload } = inUdp(packetBytes);
    expect([outcome, packet.protocol, packet.sourcePort, packet.destinationPort]).toEqual(['sctp', 132, 2905, 5060]);
    expect(payload).toEqual(chunks);
  });

  it.each([
    ['one chunk too short', packetBytes.subarray(0, -5)],
    ['bytes behind the chunks', joinBytes(packetBytes, words32(0))],
    ['no chunk', packetBytes.subarray(0, 12)],
    ['a chunk shorter than its header', joinBytes(packetBytes.subarray(0, 12), words16(0x0b00, 3))],
    ['no port', joinBytes(words16(0, 5060), packetBytes.subarray(4))],
  ])('in UDP, %s: stays a datagram', (_name, bytes) => {
    const { outcome, packet, payload } = inUdp(bytes);
    expect([outcome, packet.protocol, packet.sourcePort]).toEqual(['udp', 17, 9899]);
    expect(payload).toEqual(bytes);
  });
});
