import { assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeRtp } from '../../../../../main/engine/decode/rtp/describeRtp';
import type { CodecOf } from '../../../../../main/engine/decode/rtp/describeRtpPayload';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { countingBytes, hexBytes, joinBytes } from '../../../../fixtures/bytes';
import { expectTiled, fieldOutline } from '../../../../fixtures/fieldOutline';
import { rtp } from '../../../../fixtures/rtpPackets';

const BEFORE = 3;

function described(packet: Uint8Array, codecOf?: CodecOf): readonly MessageField[] {
  const bytes = joinBytes(countingBytes(BEFORE), packet, countingBytes(9));
  const fields = describeRtp(new FieldMaker(bytes), BEFORE, BEFORE + packet.length, codecOf);
  expectTiled(fields, BEFORE, BEFORE + packet.length);
  return fields;
}

const lines = (packet: Uint8Array, codecOf?: CodecOf): readonly string[] => fieldOutline(described(packet, codecOf));

/** What stands behind the fixed header of five fields. */
const behindHeader = (packet: Uint8Array, codecOf?: CodecOf): readonly string[] =>
  fieldOutline(described(packet, codecOf).slice(5));

const codecs =
  (names: Readonly<Record<number, string>>): CodecOf =>
  (payloadType) =>
    names[payloadType] ?? null;

describe('the header', () => {
  it('is read field by field', () => {
    expect(
      lines(
        rtp({ payloadType: 8, sequence: 65_535, timestamp: 160, ssrc: 0xcafebabe, marker: true }, countingBytes(160)),
      ),
    ).toEqual([
      ...['Version and counts=version 2', 'Payload type and marker=8 (PCMA), marked', 'Sequence number=65535'],
      ...['Timestamp=160', 'SSRC=0xcafebabe', 'Payload=160 bytes'],
    ]);
  });

  it('shows contributing sources and padding', () => {
    expect(lines(rtp({ payloadType: 0, contributingSources: [1, 2], paddingBytes: 4 }, countingBytes(8)))).toEqual([
      ...['Version and counts=version 2, padded, contributing sources: 2', 'Payload type and marker=0 (PCMU)'],
      ...['Sequence number=0', 'Timestamp=0', 'SSRC=0x00000000', 'CSRC=0x00000001', 'CSRC=0x00000002'],
      ...['Payload=8 bytes', 'Padding=4 bytes'],
    ]);
  });

  it('reads elements with a header of one byte', () => {
    const extension = hexBytes('10 ff 00 00 32 010203 f0aabbcc');
    expect(behindHeader(rtp({ extension }, countingBytes(1))).slice(0, -1)).toEqual([
      ...['Header extension=', '. Profile=0xbede, elements with a header of one byte', '. Length=12 bytes'],
      ...['. Element 1=ff', '. Padding=2 bytes', '. Element 3=010203', '. Bytes that are not read=f0aabbcc'],
    ]);
  });

  it('reads elements with a header of two bytes, and leaves other profiles alone', () => {
    const packet = rtp({ extension: hexBytes('0102aabb 07000000') }, countingBytes(1));
    packet.set([0x10, 0x00], 12);
    expect(behindHeader(packet).slice(1, -1)).toEqual([
      ...['. Profile=0x1000, elements with a header of two bytes', '. Length=8 bytes', '. Element 1=aabb'],
      ...['. Element 7=', '. Padding=2 bytes'],
    ]);
    packet.set([0x12, 0x34], 12);
    expect(behindHeader(packet)[3]).toBe('. Data=0102aabb07000000');
  });

  it('says when the extension is longer than the packet', () => {
    const packet = rtp({ extension: countingBytes(8) }, new Uint8Array(0));
    packet[15] = 9;
    expect(behindHeader(packet)[0]).toBe('Header extension=longer than the packet');
  });
});

describe('the payload', () => {
  const event = rtp({ payloadType: 101, marker: true }, hexBytes('05 8a 0640'));

  it('is a telephone event by its announcement', () => {
    expect(behindHeader(event, codecs({ 101: 'telephone-event' }))).toEqual([
      ...['Telephone event=5', '. Event=5: 5', '. End and volume=last packet, -10 dBm0', '. Duration=1600 ticks'],
    ]);
    const fax = rtp({ payloadType: 97 }, hexBytes('24 00 0000 20 4a 00a0'));
    expect(behindHeader(fax, codecs({ 97: 'Telephone-Event' }))).toEqual([
      ...['Telephone event=Fax calling tone (CNG)', '. Event=36: Fax calling tone (CNG)'],
      ...['. End and volume=goes on, 0 dBm0', '. Duration=0 ticks', 'Telephone event=Answer tone (ANS)'],
      ...['. Event=32: Answer tone (ANS)', '. End and volume=goes on, -10 dBm0', '. Duration=160 ticks'],
    ]);
  });

  it('is a telephone event by its length when nothing was announced', () => {
    const field = described(event)[5];
    expect([field?.name, field?.value]).toEqual(['Telephone event', '5']);
    expect(field?.explanation).toContain('by its length');
    expect(behindHeader(event, codecs({ 101: 'opus' }))).toEqual(['Payload=4 bytes']);
    expect(behindHeader(rtp({ payloadType: 101 }, hexBytes('11 0a 0640')))).toEqual(['Payload=4 bytes']);
    expect(behindHeader(rtp({ payloadType: 8 }, hexBytes('05 0a 0640')))).toEqual(['Payload=4 bytes']);
  });

  it('is comfort noise', () => {
    expect(behindHeader(rtp({ payloadType: 13 }, hexBytes('43 7f80')))).toEqual([
      'Noise level=-67 dBov',
      'Spectrum=7f80',
    ]);
  });

  it('is redundant audio', () => {
    const red = rtp({ payloadType: 96 }, hexBytes('88 028004 08 01020304 0a0b0c'));
    expect(behindHeader(red, codecs({ 96: 'red', 8: 'PCMA' }))).toEqual([
      ...['Redundant block=payload type 8, 160 ticks earlier, 4 bytes', 'Primary block=payload type 8'],
      ...['Earlier payload of type 8=01020304', 'Payload=3 bytes'],
    ]);
    const nested = rtp({ payloadType: 96 }, hexBytes('60 60 60'));
    expect(behindHeader(nested, codecs({ 96: 'red' }))).toEqual(['Primary block=payload type 96', 'Payload=2 bytes']);
  });
});

describe('any bytes', () => {
  const anyCodec = codecs({ 13: 'CN', 96: 'red', 101: 'telephone-event' });
  const describeAll = (bytes: Uint8Array): void => {
    for (const codecOf of [undefined, anyCodec]) {
      expectTiled(describeRtp(new FieldMaker(bytes), 0, bytes.length, codecOf), 0, bytes.length);
    }
  };
  const seeds = [
    rtp(
      { payloadType: 96, contributingSources: [1], extension: hexBytes('10ff0000 32010203'), paddingBytes: 4 },
      hexBytes('88028004 08 01020304'),
    ),
    rtp({ payloadType: 101, extension: hexBytes('0102aabb 07000000') }, hexBytes('058a0640')),
  ];

  it('at random', () => {
    assert(
      property(uint8Array({ maxLength: 100 }), integer({ min: 0, max: 255 }), (bytes, second) => {
        if (bytes.length > 1) bytes[1] = second;
        describeAll(bytes);
        bytes[0] = 0x80 | (bytes[0] ?? 0);
        describeAll(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('cut off at every length, or with bits turned over', () => {
    for (const seed of seeds) for (let end = 0; end <= seed.length; end += 1) describeAll(seed.slice(0, end));
    const flipped = property(constantFrom(...seeds), integer({ min: 0, max: 2000 }), (seed, bit) => {
      const bytes = seed.slice();
      bytes[(bit >>> 3) % bytes.length]! ^= 1 << (bit & 7);
      describeAll(bytes);
    });
    assert(flipped, { numRuns: 2000 });
  });
});
