import { describe, expect, it } from 'vitest';
import { describeEncapsulation, describeEncapsulationInFull } from '../../../shared/format/encapsulation';
import type { Tunnel } from '../../../shared/protocol/rows';

const tunnel = (
  kind: Tunnel['kind'],
  id: number | null,
  source: string | null,
  destination: string | null,
): Tunnel => ({
  kind,
  id,
  source,
  destination,
});

describe('what a packet was wrapped in', () => {
  it.each([
    [[], [], ''],
    [[100], [], 'VLAN 100'],
    [[100, 7], [], 'VLAN 100, 7'],
    [[100], [tunnel('gtpU', 0x1a2b, '10.1.1.1', '10.1.1.2')], 'VLAN 100 · GTP-U 0x1a2b 10.1.1.1 → 10.1.1.2'],
    [
      [],
      [tunnel('mpls', 16, null, null), tunnel('vxlan', 42, '10.1.1.1', '10.1.1.2')],
      'MPLS 16 · VXLAN 42 10.1.1.1 → 10.1.1.2',
    ],
    [[], [tunnel('ipInIp', null, '2001:db8::1', '2001:db8::2')], 'IP in IP 2001:db8::1 → 2001:db8::2'],
  ])('VLANs %j', (vlanIds, tunnels, expected) => expect(describeEncapsulation({ vlanIds, tunnels })).toBe(expected));

  it('is nothing', () => expect(describeEncapsulation(null)).toBe(''));

  it('names its numbers in full', () => {
    const tunnels = [tunnel('gtpU', 0x1a2b, '10.1.1.1', '10.1.1.2'), tunnel('tzsp', null, null, null)];
    expect(describeEncapsulationInFull({ vlanIds: [5], tunnels })).toBe(
      'VLAN 5\nGTP-U, tunnel endpoint identifier 0x1a2b, from 10.1.1.1 to 10.1.1.2\nTZSP',
    );
  });
});
