import { describe, expect, it } from 'vitest';
import { describeIcmp } from '../../../../../main/engine/decode/icmp/describeIcmp';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { fieldOutline } from '../../../../fixtures/fieldOutline';
import { ethernet, ipv4, ipv6, type Layer, raw, udp } from '../../../../fixtures/frames';
import { icmp, icmpExtension, icmpV6 } from '../../../../fixtures/icmpMessages';
import { expectFieldsWithin } from '../../../../fixtures/soundFields';

const lost = ipv4(
  { source: '10.0.0.1', destination: '10.0.0.2' },
  udp({ sourcePort: 5060, destinationPort: 5060 }, textBytes('x'.repeat(200))),
);
const over4 = (message: Layer): Layer => ethernet({}, ipv4({ source: '10.0.0.2', destination: '10.0.0.1' }, message));
const over6 = (message: Layer): Layer => ethernet({}, ipv6({ source: 'fd00::2', destination: 'fd00::1' }, message));

function outlineOf(frame: Layer): readonly string[] {
  const { outcome, packet } = decoded(frame);
  expect(outcome).toBe('icmp');
  const fields = describeIcmp(packet);
  expectFieldsWithin(fields, packet.payloadStart, packet.payloadEnd);
  return fieldOutline(fields);
}

describe('describeIcmp', () => {
  it('names an error and shows what is quoted, and extensions apart', () => {
    const quote = joinBytes(lost.bytes.subarray(0, 128), icmpExtension());
    expect(outlineOf(over4(icmp(11, 0, quote, 32 << 16)))).toEqual([
      'Type=11 (Time exceeded)',
      'Code=0 (Time to live exceeded in transit)',
      expect.stringMatching(/^Checksum=0x[0-9a-f]{4} \(right\)$/) as string,
      'Rest of the header=00200000',
      'Quoted packet=128 bytes',
      expect.stringMatching(/^Extensions=2000/) as string,
    ]);
  });

  it('ICMPv6 is summed with its addresses', () => {
    expect(outlineOf(over6(icmpV6(1, 4, textBytes('?'))))).toContainEqual(
      expect.stringMatching(/^Checksum=.*\(right\)$/),
    );
  });

  it('an echo has an identifier and a number', () => {
    const words = ['Identifier=1', 'Sequence number=2', 'Data=6869'];
    expect(outlineOf(over4(icmp(8, 0, textBytes('hi'), 0x00010002))).slice(3)).toEqual(words);
    expect(outlineOf(over6(icmpV6(129, 0, textBytes('hi'), 0x00010002))).slice(3)).toEqual(words);
  });

  it('a wrong checksum is called so', () => {
    const { bytes } = icmp(3, 3, textBytes('?'));
    bytes[2]! ^= 1;
    expect(outlineOf(over4(raw(bytes, { protocol: 1 })))[2]).toMatch(/\(wrong\)$/);
  });

  it.each([0, 1, 7])('%i bytes are cut off', (length) => {
    expect(outlineOf(over4(raw(new Uint8Array(length), { protocol: 1 })))).toHaveLength(length === 0 ? 0 : 1);
  });
});
