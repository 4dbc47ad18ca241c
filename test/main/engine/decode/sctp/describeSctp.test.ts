import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeSctp } from '../../../../../main/engine/decode/sctp/describeSctp';
import { checkSctp } from '../../../../../main/engine/decode/sctp/sctpChecksum';
import { addressBytes } from '../../../../fixtures/addressBytes';
import { hexBytes, joinBytes, words16, words32 } from '../../../../fixtures/bytes';
import { sctp, sctpChunk, sctpData, sctpIData, sctpInit, sctpSack } from '../../../../fixtures/sctpChunks';
import { sctpPacketFields } from '../../../../fixtures/sctpPacketFields';
import { expectFieldsWithin, inTheMiddle } from '../../../../fixtures/soundFields';

const pairs = (fields: readonly MessageField[]): readonly (readonly [string, string])[] =>
  fields.map(({ name, value }) => [name, value] as const);

function packetFields(packet: Uint8Array, truncated = false): readonly MessageField[] {
  const { bytes, start, end } = inTheMiddle(packet);
  const fields = sctpPacketFields(bytes, start, end, truncated);
  expectFieldsWithin(fields, start, end);
  return fields;
}

/** Fields of one chunk behind type, flags and length. */
function valueFields(chunk: Uint8Array): readonly (readonly [string, string])[] {
  const { bytes, start, end } = inTheMiddle(chunk);
  const fields = describeSctp(new FieldMaker(bytes), start, end);
  expectFieldsWithin(fields, start, end);
  expect(fields).toHaveLength(1);
  return pairs(fields[0]!.children.slice(3));
}

describe('an SCTP packet', () => {
  it('tells the common header and names the chunks', () => {
    const { bytes } = sctp(
      { sourcePort: 5060, destinationPort: 5070 },
      sctpSack(7),
      sctpData({ tsn: 8 }, 'abc'),
      sctpChunk(77, 0, new Uint8Array(1)),
    );
    expect(pairs(packetFields(bytes))).toEqual([
      ['Source port', '5060'],
      ['Destination port', '5070'],
      ['Verification tag', '0x1234abcd'],
      ['Checksum', expect.stringMatching(/^0x[0-9a-f]{8}, right$/)],
      ['Chunk', 'SACK'],
      ['Chunk', 'DATA'],
      ['Chunk', 'chunk type 77'],
    ]);
  });

  it.each([
    [undefined, false, 'right'],
    [1, false, 'wrong'],
    [0, false, 'not computed'],
    [1, true, 'not checked'],
  ])('tells a checksum of %s of a packet that is cut off (%s): %s', (checksum, truncated, expected) => {
    const { bytes } = sctp(checksum === undefined ? {} : { checksum }, sctpData({ tsn: 8 }, 'abc'));
    expect(packetFields(bytes, truncated)[3]!.value).toContain(`, ${expected}`);
  });

  it('tells what was cut off and what is no chunk', () => {
    const { bytes } = sctp({}, sctpData({ tsn: 8 }, 'abcdefgh'));
    expect(packetFields(bytes.subarray(0, bytes.length - 3)).at(-1)!.value).toBe('DATA, cut off');
    expect(pairs(packetFields(joinBytes(bytes, hexBytes('00 03 00 03')))).at(-1)).toEqual(['Not read', '4 bytes']);
    expect(packetFields(bytes.subarray(0, 10))).toBeDefined();
  });
});

describe('chunks', () => {
  it.each<[string, Uint8Array, [string, string][]]>([
    [
      'DATA',
      sctpData({ tsn: 8, stream: 2, streamSequence: 3, payloadProtocol: 46, end: false, unordered: true }, 'abc'),
      [
        ['TSN', '8'],
        ['Stream', '2'],
        ['Stream sequence', '3'],
        ['Payload protocol', 'Diameter (46)'],
        ['User data', '3 bytes, first fragment, unordered'],
      ],
    ],
    [
      'I-DATA, first',
      sctpIData({ tsn: 8, stream: 2, streamSequence: 3, end: false }, 'abc'),
      [
        ['TSN', '8'],
        ['Stream', '2'],
        ['Reserved', '0'],
        ['Message identifier', '3'],
        ['Payload protocol', 'not specified (0)'],
        ['User data', '3 bytes, first fragment'],
      ],
    ],
    [
      'I-DATA, last',
      sctpIData({ tsn: 8, streamSequence: 3, begin: false, fragmentSequence: 4 }, 'abc'),
      [
        ['TSN', '8'],
        ['Stream', '0'],
        ['Reserved', '0'],
        ['Message identifier', '3'],
        ['Fragment sequence', '4'],
        ['User data', '3 bytes, last fragment'],
      ],
    ],
    [
      'INIT with parameters',
      sctpInit({
        parameters: [
          joinBytes(words16(5, 8), addressBytes('192.0.2.7')),
          joinBytes(words16(12, 6, 5), words16(0)),
          joinBytes(words16(0x8000, 4)),
        ],
      }),
      [
        ['Initiate tag', '0x1234abcd'],
        ['Receiver window', '65536 bytes'],
        ['Outbound streams', '10'],
        ['Inbound streams', '10'],
        ['Initial TSN', '1'],
        ['IPv4 address', '192.0.2.7'],
        ['Supported address types', '2 bytes'],
        ['ECN capable', '0 bytes'],
      ],
    ],
    [
      'SACK with gaps and duplicates',
      sctpChunk(3, 0, joinBytes(words32(100, 5000), words16(1, 1, 2, 4), words32(99))),
      [
        ['Cumulative TSN', '100'],
        ['Receiver window', '5000 bytes'],
        ['Gap blocks', '1'],
        ['Duplicates', '1'],
        ['Came beyond', '102 to 104'],
        ['Came twice', '99'],
      ],
    ],
    ['ABORT with a cause', sctpChunk(6, 0, words16(12, 4)), [['User-initiated abort', '0 bytes']]],
    ['ERROR of an unknown cause', sctpChunk(9, 0, words16(99, 6, 1)), [['Cause 99', '2 bytes']]],
    ['HEARTBEAT', sctpChunk(4, 0, joinBytes(words16(1, 8), words32(1))), [['Heartbeat information', '4 bytes']]],
    ['SHUTDOWN', sctpChunk(7, 0, words32(100)), [['Cumulative TSN', '100']]],
    ['COOKIE ECHO', sctpChunk(10, 0, words32(100)), [['Value', '4 bytes']]],
    ['COOKIE ACK', sctpChunk(11, 0, new Uint8Array(0)), []],
    ['DATA too short for its header', sctpChunk(0, 3, words32(1)), [['Value', '4 bytes']]],
    ['a parameter that is none', sctpChunk(6, 0, words16(12, 3)), [['Value', '4 bytes']]],
  ])('%s', (_name, chunk, expected) => {
    expect(valueFields(chunk)).toEqual(expected);
  });

  it('takes any bytes', () => {
    const chunk = fc.tuple(
      fc.oneof(fc.nat(15), fc.constantFrom(64, 192, 255)),
      fc.nat(7),
      fc.uint8Array({ maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 5 }), fc.uint8Array({ maxLength: 30 }), (chunks, rest) => {
        packetFields(joinBytes(sctp({}, ...chunks.map((each) => sctpChunk(...each))).bytes, rest));
        packetFields(rest);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a packet cut off at every length', () => {
    const { bytes } = sctp(
      {},
      sctpInit({ parameters: [words16(5, 8, 1, 2)] }),
      sctpSack(1),
      sctpData({ tsn: 1 }, 'abc'),
    );
    for (let length = 0; length < bytes.length; length += 1) packetFields(bytes.subarray(0, length));
  });
});

describe('the checksum', () => {
  it('is that of the example in RFC 3720 §B.4, 32 zeros', () => {
    const { bytes } = sctp(
      { sourcePort: 0, destinationPort: 0, verificationTag: 0, checksum: 0xaa36918a },
      new Uint8Array(20),
    );
    expect(checkSctp(bytes, 0, bytes.length)).toBe('right');
    expect(checkSctp(bytes, 0, bytes.length - 1)).toBe('wrong');
  });
});
