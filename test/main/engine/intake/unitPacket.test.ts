import { describe, expect, it } from 'vitest';
import type { CarriedUnit } from '../../../../main/engine/analysis/carriedUnit';
import { EncapsulationPool } from '../../../../main/engine/analysis/encapsulation';
import { flowPathOf } from '../../../../main/engine/analysis/flowPath';
import { Packet } from '../../../../main/engine/decode/packet';
import { fillFromUnit } from '../../../../main/engine/intake/unitPacket';
import type { Encapsulation } from '../../../../shared/protocol/rows';
import { countingBytes } from '../../../fixtures/bytes';

const BETWEEN = { source: { address: '192.0.2.1', port: 4000 }, destination: { address: '192.0.2.2', port: 5000 } };
const IPV6 = {
  source: { address: '2001:db8::1', port: 1 },
  destination: { address: '2001:db8::2', port: 65_535 },
};
const TUNNELLED: Encapsulation = {
  vlanIds: [7, 8],
  tunnels: [
    { kind: 'gtpU', id: 42, source: '10.0.0.1', destination: '10.0.0.2' },
    { kind: 'vxlan', id: null, source: '2001:db8::a', destination: '2001:db8::b' },
    { kind: 'mpls', id: 3, source: null, destination: null },
  ],
};

const unit = (path: CarriedUnit['path']): CarriedUnit => ({
  kind: 'framed',
  bytes: countingBytes(20),
  start: 2,
  end: 12,
  transport: 'tcp',
  path,
  frame: 3,
  frames: [2, 3],
  atMs: 0,
  place: { carrier: 'tcp', sequence: 0, length: 0, wrapping: 'none' },
  issues: [],
});

describe('fillFromUnit', () => {
  it.each([
    ['IPv4', { ...BETWEEN, encapsulation: null, dscp: 46 }, 4],
    ['IPv6', { ...IPV6, encapsulation: null, dscp: 0 }, 6],
    ['tunnels and tags', { ...BETWEEN, encapsulation: TUNNELLED, dscp: 0 }, 4],
  ])('makes a packet of which the same path can be read: %s', (_name, path, ipVersion) => {
    const packet = new Packet();
    packet.vlanCount = 5;
    packet.tunnelCount = 8;
    expect(fillFromUnit(packet, unit(path))).toBe(true);
    expect(flowPathOf(packet, new EncapsulationPool())).toEqual(path);
    expect(packet).toMatchObject({ ipVersion, protocol: 6, payloadStart: 2, payloadEnd: 12 });
  });

  it('keeps as many tags and tunnels as a packet holds', () => {
    const packet = new Packet();
    const vlanIds = Array.from({ length: 20 }, (_, index) => index);
    const tunnels = Array.from({ length: 20 }, () => TUNNELLED.tunnels[0]!);
    expect(fillFromUnit(packet, unit({ ...BETWEEN, encapsulation: { vlanIds, tunnels }, dscp: 0 }))).toBe(true);
    expect([packet.vlanCount, packet.tunnelCount]).toEqual([8, 8]);
  });

  it('says so when an address is none', () => {
    const source = { address: 'unknown', port: 0 };
    expect(fillFromUnit(new Packet(), unit({ ...BETWEEN, source, encapsulation: null, dscp: 0 }))).toBe(false);
  });
});
