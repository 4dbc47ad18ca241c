import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ethernet, ipv4, type Layer, udp, vlan, type VlanFields } from '../../../../fixtures/frames';

const datagram = ipv4(
  { source: '10.0.0.1', destination: '10.0.0.2' },
  udp({ sourcePort: 1, destinationPort: 2 }, textBytes('hi')),
);

type Tag = NonNullable<VlanFields['tag']>;

/** Tags outermost first. */
const tagged = (...tags: readonly (readonly [Tag, number])[]): Layer =>
  ethernet(
    {},
    tags.reduceRight((above, [tag, id]) => vlan(id, above, { tag, priority: 5 }), datagram),
  );

describe('VLAN tags', () => {
  it.each([
    ['802.1Q', [[0x8100, 100]]],
    ['802.1ad', [[0x88a8, 100]]],
    [
      'QinQ, 88a8 + 8100',
      [
        [0x88a8, 2000],
        [0x8100, 100],
      ],
    ],
    [
      'QinQ, 8100 + 8100',
      [
        [0x8100, 2000],
        [0x8100, 100],
      ],
    ],
    [
      'QinQ, 9100 + 8100',
      [
        [0x9100, 1],
        [0x8100, 4095],
      ],
    ],
    [
      'three in mixture',
      [
        [0x8100, 3],
        [0x88a8, 2],
        [0x9100, 1],
      ],
    ],
    ['priority tag, id 0', [[0x8100, 0]]],
    ['eight', [1, 2, 3, 4, 5, 6, 7, 8].map((id) => [0x8100, id] as const)],
  ] as const)('%s', (_name, tags) => {
    const { outcome, packet, payload } = decoded(tagged(...tags));
    expect(outcome).toBe('udp');
    expect([...packet.vlanIds.subarray(0, packet.vlanCount)]).toEqual(tags.map(([, id]) => id));
    expect(payload).toEqual(textBytes('hi'));
  });

  it('does not follow a ninth tag', () => {
    const { outcome, packet } = decoded(tagged(...Array.from({ length: 9 }, (_, id) => [0x8100, id] as const)));
    expect(outcome).toBe('undecoded');
    expect(packet.vlanCount).toBe(8);
    expect(packet.fault).toMatchObject({ kind: 'unsupported', layer: 'vlan' });
  });

  it('an untagged frame has none, whatever the one before had', () => {
    expect(decoded(ethernet({}, datagram)).packet.vlanCount).toBe(0);
  });
});
