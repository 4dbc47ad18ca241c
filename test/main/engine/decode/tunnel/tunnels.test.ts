import { describe, expect, it } from 'vitest';
import { decoded } from '../../../../fixtures/decoded';
import { tunnelWords } from '../../../../fixtures/tunnelWords';
import { payload, TUNNEL_CASES, type TunnelCase } from './tunnelCases';

const FLOWS = { 4: '10.0.0.1:5060 > 10.0.0.2:5070', 6: 'fd00::1:5060 > fd00::2:5070' } as const;
const OUTSIDE = '192.0.2.1:5060 > 198.51.100.2:5070';

const read = ({ frame, linkType }: TunnelCase) => decoded(frame, linkType === undefined ? {} : { linkType });

describe('tunnels', () => {
  it.each(TUNNEL_CASES)('$name: what is inside, and what is around it', (tunnelCase) => {
    const { outcome, packet, flow, payload: found } = read(tunnelCase);
    const { transport = 'udp', version = 4, vlanIds = [], sameAddresses } = tunnelCase;
    expect([outcome, packet.fault]).toEqual([transport, null]);
    expect(flow).toBe(sameAddresses ? OUTSIDE : FLOWS[version]);
    expect(found).toEqual(payload);
    expect(tunnelWords(packet)).toEqual(tunnelCase.tunnels);
    expect([...packet.vlanIds.subarray(0, packet.vlanCount)]).toEqual(vlanIds);
    expect(packet).toMatchObject({ ipVersion: version, dscp: sameAddresses ? 8 : 46, truncated: false });
    expect(packet.protocol).toBe(transport === 'udp' ? 17 : 6);
  });

  it.each(TUNNEL_CASES)('$name: cut off at every length, never a byte past the end', (tunnelCase) => {
    const { bytes } = tunnelCase.frame;
    for (let length = 0; length < bytes.length; length += 1) {
      const { packet } = read({ ...tunnelCase, frame: { ...tunnelCase.frame, bytes: bytes.subarray(0, length) } });
      expect(packet.payloadStart).toBeGreaterThanOrEqual(32);
      expect(packet.payloadEnd).toBeLessThanOrEqual(32 + length);
      expect(packet.payloadStart).toBeLessThanOrEqual(packet.payloadEnd);
    }
  });
});
