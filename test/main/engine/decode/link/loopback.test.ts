import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ipv4, ipv6, loopback, udp } from '../../../../fixtures/frames';

const datagram = udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi'));
const overIpv4 = ipv4({ source: '127.0.0.1', destination: '127.0.0.1' }, datagram);
const overIpv6 = ipv6({ source: '::1', destination: '::1' }, datagram);

describe('BSD loopback', () => {
  for (const linkType of [0, 108]) {
    for (const order of ['little', 'big'] as const) {
      it.each([
        [2, overIpv4, 4],
        [10, overIpv6, 6],
        [24, overIpv6, 6],
        [28, overIpv6, 6],
        [30, overIpv6, 6],
      ] as const)(`link type ${linkType}, ${order} endian, family %i`, (family, above, version) => {
        const { outcome, packet, payload } = decoded(loopback(family, above, order), { linkType });
        expect([outcome, packet.ipVersion]).toEqual(['udp', version]);
        expect(payload).toEqual(textBytes('hi'));
      });
    }
  }

  it.each([0, 1, 7, 23, 0x12345678])('family %i is not IP', (family) => {
    expect(decoded(loopback(family, overIpv4), { linkType: 0 }).outcome).toBe('notIp');
  });
});
