import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RTP_FAULTS, RtpHeader } from '../../../../../main/engine/decode/rtp/rtpHeader';
import { countingBytes, hexBytes, joinBytes } from '../../../../fixtures/bytes';
import { rtp, type RtpFields } from '../../../../fixtures/rtpPackets';

const BEFORE = 16;
/** Reads a packet out of the middle of a buffer whose other bytes would mislead. */
function read(packet: Uint8Array) {
  const bytes = joinBytes(new Uint8Array(BEFORE).fill(0xff), packet, new Uint8Array(64).fill(0xff));
  const header = new RtpHeader();
  const fault = header.read(bytes, BEFORE, BEFORE + packet.length);
  return { header, fault, payload: bytes.slice(header.payloadStart, header.payloadEnd) };
}
const readFields = (fields: RtpFields, payloadBytes = 20) => read(rtp(fields, countingBytes(payloadBytes, 1)));

describe('RtpHeader', () => {
  it('reads the fixed fields', () => {
    const fields = { payloadType: 101, sequence: 65535, timestamp: 0xfffffffe, ssrc: 0xdeadbeef, marker: true };
    const { header, fault, payload } = readFields(fields);
    expect(fault).toBeNull();
    expect(header).toMatchObject({ ...fields, version: 2, csrcCount: 0, hasPadding: false, hasExtension: false });
    expect(payload).toEqual(countingBytes(20, 1));
  });

  it('reads a packet as a phone sent it', () => {
    const { header, payload } = read(hexBytes('8000 5b51 0000 2d00 f2b4 1c2a d5d5d5d5'));
    expect(header).toMatchObject({
      payloadType: 0,
      sequence: 23377,
      timestamp: 11520,
      ssrc: 0xf2b41c2a,
      marker: false,
    });
    expect(payload).toEqual(hexBytes('d5d5d5d5'));
  });

  it.each<[string, RtpFields, object]>([
    ['no sources', {}, { payloadStart: BEFORE + 12, csrcCount: 0 }],
    ['15 sources', { contributingSources: Array<number>(15).fill(7) }, { payloadStart: BEFORE + 72, csrcCount: 15 }],
    [
      'an empty extension',
      { extension: new Uint8Array(0) },
      { payloadStart: BEFORE + 16, extensionStart: BEFORE + 16, extensionEnd: BEFORE + 16 },
    ],
    [
      'an extension',
      { extension: new Uint8Array(8) },
      { payloadStart: BEFORE + 24, extensionStart: BEFORE + 16, extensionEnd: BEFORE + 24 },
    ],
    ['padding', { paddingBytes: 4 }, { payloadStart: BEFORE + 12, paddingBytes: 4 }],
    [
      'all of them',
      { contributingSources: [1, 2], extension: new Uint8Array(4), paddingBytes: 1 },
      { payloadStart: BEFORE + 28, paddingBytes: 1 },
    ],
  ])('%s', (_name, fields, expected) => {
    const { header, fault, payload } = readFields(fields);
    expect(fault).toBeNull();
    expect(header).toMatchObject(expected);
    expect(payload).toEqual(countingBytes(20, 1));
  });

  it('takes a payload that is all padding for an empty one', () => {
    const { fault, payload } = readFields({ paddingBytes: 255 }, 0);
    expect([fault, payload.length]).toEqual([null, 0]);
  });

  it.each([
    ['11 bytes', new Uint8Array(11).fill(0x80), RTP_FAULTS.shorterThanHeader],
    ['nothing', new Uint8Array(0), RTP_FAULTS.shorterThanHeader],
    ['version 1', rtp({ version: 1 }, countingBytes(4)), RTP_FAULTS.wrongVersion],
    ['version 3', rtp({ version: 3 }, countingBytes(4)), RTP_FAULTS.wrongVersion],
    ['one source too many', hexBytes('8200 0001 00000000 00000000 00000001 000000'), RTP_FAULTS.sourcesBeyondEnd],
    ['an extension without header', hexBytes('9000 0001 00000000 00000000 bede00'), RTP_FAULTS.extensionBeyondEnd],
    ['an extension too long', hexBytes('9000 0001 00000000 00000000 bede0002 00000000'), RTP_FAULTS.extensionBeyondEnd],
    [
      'an extension of 256 KiB',
      hexBytes('9000 0001 00000000 00000000 bedeffff 00000000'),
      RTP_FAULTS.extensionBeyondEnd,
    ],
    ['padding 0', hexBytes('a000 0001 00000000 00000000 01020300'), RTP_FAULTS.badPadding],
    ['padding longer than the payload', hexBytes('a000 0001 00000000 00000000 01020305'), RTP_FAULTS.badPadding],
    ['padding without payload', hexBytes('a000 0001 00000000 00000004'), RTP_FAULTS.badPadding],
  ])('%s is a fault', (_name, packet, expected) => {
    expect(read(packet).fault).toBe(expected);
  });

  it('can still be asked for the fixed fields behind a fault', () => {
    const { header, payload } = read(hexBytes('b005 0102 00000003 00000004 bede00ff 0102'));
    expect(header).toMatchObject({ payloadType: 5, sequence: 0x0102, timestamp: 3, ssrc: 4, paddingBytes: 0 });
    expect(payload).toEqual(hexBytes('bede00ff 0102'));
  });

  it('forgets the packet before', () => {
    const header = new RtpHeader();
    const first = rtp(
      { contributingSources: [1], extension: new Uint8Array(4), paddingBytes: 2, ssrc: 9 },
      countingBytes(8),
    );
    header.read(first, 0, first.length);
    header.read(new Uint8Array(3), 0, 3);
    expect(header).toMatchObject({
      ssrc: 0,
      sequence: 0,
      version: 0,
      extensionEnd: 0,
      paddingBytes: 0,
      payloadStart: 0,
      payloadEnd: 3,
    });
  });

  it('never leaves its range, cut off at every length', () => {
    const packet = rtp(
      { contributingSources: [1, 2], extension: new Uint8Array(8), paddingBytes: 4 },
      countingBytes(9),
    );
    for (let length = 0; length < packet.length; length += 1) {
      const { header, fault } = read(packet.subarray(0, length));
      expect(header.payloadStart).toBeGreaterThanOrEqual(BEFORE);
      expect(header.payloadEnd).toBeLessThanOrEqual(BEFORE + length);
      expect(header.payloadStart).toBeLessThanOrEqual(header.payloadEnd);
      if (length < 32) expect(fault).not.toBeNull();
    }
  });

  it('never leaves its range on random bytes', () => {
    assert(
      property(uint8Array({ maxLength: 100 }), (bytes) => {
        if (bytes.length > 0) bytes[0] = 0x80 | (bytes[0]! & 0x3f);
        const { header } = read(bytes);
        const { payloadStart, payloadEnd, extensionEnd } = header;
        return (
          BEFORE <= payloadStart &&
          payloadStart <= payloadEnd &&
          Math.max(payloadEnd, extensionEnd) <= BEFORE + bytes.length
        );
      }),
      { numRuns: 2000 },
    );
  });
});
