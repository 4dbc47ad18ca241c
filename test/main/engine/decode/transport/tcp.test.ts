import { describe, expect, it } from 'vitest';
import { countingBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ethernet, ipv4, type TcpFields, tcp } from '../../../../fixtures/frames';

const read = (fields: Partial<TcpFields>, payload = textBytes('hi')) =>
  decoded(
    ethernet(
      { padToBytes: 60 },
      ipv4(
        { source: '10.0.0.1', destination: '10.0.0.2' },
        tcp({ sourcePort: 5060, destinationPort: 40000, ...fields }, payload),
      ),
    ),
  );

describe('TCP', () => {
  it.each([0, 4, 12, 40])('steps over %i bytes of options', (optionBytes) => {
    const { outcome, flow, payload, packet } = read({ options: new Uint8Array(optionBytes).fill(1) });
    expect([outcome, flow]).toEqual(['tcp', '10.0.0.1:5060 > 10.0.0.2:40000']);
    expect(payload).toEqual(textBytes('hi'));
    expect(packet.payloadStart - packet.transportStart).toBe(20 + optionBytes);
  });

  it('a segment without data has none, whatever padding follows', () => {
    expect(read({ flags: 0x02 }, countingBytes(0)).payload).toHaveLength(0);
  });

  it.each([
    ['below 20 bytes', 4, 'malformed'],
    ['beyond the packet', 15, 'truncated'],
  ] as const)('a data offset %s is a fault', (_name, dataOffsetWords, kind) => {
    const { outcome, packet } = read({ dataOffsetWords });
    expect([outcome, packet.fault?.kind]).toEqual(['undecoded', kind]);
  });
});
