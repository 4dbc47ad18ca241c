import { describe, expect, it } from 'vitest';
import { UDP_WRONG_LENGTH } from '../../../../../main/engine/decode/transport/udp';
import { countingBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, raw, udp } from '../../../../fixtures/frames';

const between = { source: '10.0.0.1', destination: '10.0.0.2' };
const linkType = 101;
const read = (lengthBytes: number) =>
  decoded(ipv4(between, udp({ sourcePort: 65535, destinationPort: 1, lengthBytes }, countingBytes(20))), { linkType });

describe('UDP', () => {
  it.each([
    ['right', 28, 20, false],
    ['0, from offload', 0, 20, false],
    ['shorter than the packet: the rest is not the datagram', 18, 10, false],
    ['just the header', 8, 0, false],
    ['longer than the packet', 29, 20, true],
    ['65535', 65535, 20, true],
  ])('length %s', (_name, lengthBytes, payloadBytes, truncated) => {
    const { outcome, packet, payload } = read(lengthBytes);
    expect(outcome).toBe('udp');
    expect([packet.sourcePort, packet.destinationPort]).toEqual([65535, 1]);
    expect(payload).toEqual(countingBytes(payloadBytes));
    expect([packet.truncated, packet.fault]).toEqual([truncated, null]);
  });

  it.each([1, 7])('length %i cannot be: decoded all the same, with a fault', (lengthBytes) => {
    const { outcome, packet, payload } = read(lengthBytes);
    expect([outcome, payload.length, packet.fault]).toEqual(['udp', 20, UDP_WRONG_LENGTH]);
  });

  it.each([0, 7])('a header of %i bytes is cut off', (length) => {
    const { outcome, packet } = decoded(ipv4(between, raw(new Uint8Array(length), { protocol: 17 })), { linkType });
    expect([outcome, packet.fault?.kind]).toEqual(['undecoded', 'truncated']);
  });
});
