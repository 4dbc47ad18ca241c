import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeHep } from '../../../../../main/engine/decode/hep/describeHep';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { hep2, hep3, hepChunk } from '../../../../fixtures/hepPackets';
import { expectFieldsWithin, inTheMiddle } from '../../../../fixtures/soundFields';

function fieldsOf(sent: Uint8Array): readonly (readonly [string, string])[] {
  const { bytes, start, end } = inTheMiddle(sent);
  const fields = describeHep(new FieldMaker(bytes), start, end);
  expectFieldsWithin(fields, start, end);
  return fields.map(({ name, value }) => [name, value] as const);
}

describe('describeHep', () => {
  it('tells the chunks of version 3 and hides the key', () => {
    const sent = hep3('INVITE', {
      authenticationKey: 'open sesame',
      correlationId: 'call-1',
      agentName: 'sbc',
      chunks: [
        hepChunk(0x14, Uint8Array.of(2, 0, 0, 0, 0, 1)),
        hepChunk(9, textBytes('x'), 4),
        hepChunk(0x999, new Uint8Array(3)),
      ],
    });
    const fields = fieldsOf(joinBytes(sent, Uint8Array.of(1, 2)));
    expect(fields).toEqual([
      ['Version', 'HEP3'],
      ['Length', `${sent.length} bytes`],
      ['Address family', 'IPv4 (2)'],
      ['Protocol', 'UDP (17)'],
      ['Source address', '192.0.2.1'],
      ['Destination address', '192.0.2.2'],
      ['Source port', '5060'],
      ['Destination port', '5060'],
      ['Seconds', '1600000000'],
      ['Microseconds', '250000'],
      ['Payload type', 'SIP (1)'],
      ['Capture agent', '2001'],
      ['Authentication key', 'hidden (11 bytes)'],
      ['Correlation identifier', 'call-1'],
      ['Agent name', 'sbc'],
      ['Source MAC address', '02 00 00 00 00 01'],
      ['Chunk 9 of Asterisk', '1 byte'],
      ['Chunk 2457 of no vendor', '3 bytes'],
      ['Payload', '6 bytes'],
      ['No chunk', '2 bytes'],
    ]);
  });

  it('tells the header of version 2', () => {
    expect(fieldsOf(hep2('INVITE'))).toEqual([
      ['Version', 'HEP 2'],
      ['Header length', '16 bytes'],
      ['Address family', 'IPv4 (2)'],
      ['Protocol', 'UDP (17)'],
      ['Source port', '5060'],
      ['Destination port', '5060'],
      ['Source address', '192.0.2.1'],
      ['Destination address', '192.0.2.2'],
      ['Seconds', '1600000000'],
      ['Microseconds', '250000'],
      ['Capture agent', '2001'],
      ['Filler', '0000'],
      ['Payload', '6 bytes'],
    ]);
  });

  it('takes any bytes', () => {
    const heads = fc.constantFrom('HEP3', '\x01\x10\x02\x11', '\x02\x28\x0a\x11', '');
    fc.assert(
      fc.property(
        heads,
        fc.uint8Array({ maxLength: 120 }),
        (head, rest) => void fieldsOf(joinBytes(textBytes(head), rest)),
      ),
      { numRuns: 2000 },
    );
  });

  it('takes a packet cut off at every length', () => {
    const sent = hep3('INVITE', { correlationId: 'x' });
    for (let length = 0; length < sent.length; length += 1) fieldsOf(sent.subarray(0, length));
  });
});
