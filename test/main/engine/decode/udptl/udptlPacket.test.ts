import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeUdptl, faxPacketWords } from '../../../../../main/engine/decode/udptl/describeUdptl';
import { readIfp } from '../../../../../main/engine/decode/udptl/ifpPacket';
import { perLength } from '../../../../../main/engine/decode/udptl/perLength';
import { looksLikeUdptl, readUdptl } from '../../../../../main/engine/decode/udptl/udptlPacket';
import { countingBytes, hexBytes, textBytes } from '../../../../fixtures/bytes';
import { fieldLines } from '../../../../fixtures/fieldLines';
import { expectSturdy } from '../../../../fixtures/hostileBytes';
import { rtp } from '../../../../fixtures/rtpPackets';
import { IFP, udptl, udptlWithParity, v21Data } from '../../../../fixtures/udptlPackets';

describe('readIfp', () => {
  const wordsOf = (hex: string, version = 0): string => {
    const bytes = hexBytes(hex);
    return faxPacketWords(readIfp(bytes, 0, bytes.length, version));
  };

  it.each([
    ['00', 'no signal'],
    ['02', 'CNG'],
    ['04', 'CED'],
    ['06', 'V.21 preamble'],
    ['1e', 'V.17 14400 long training'],
    ['20 00', 'V.8 ANSam'],
    ['21 80', 'V.33 14400 training'],
    ['c0 01 80 0000 ff', 'V.21 data: HDLC data'],
    ['c0 02 80 0001 ffc8 20', 'V.21 data: HDLC data, HDLC frame check right'],
    ['d0 01 e0 0000 00', 'V.17 14400 data: T.4 data without error correction'],
    ['40', 'V.21 data'],
  ])('%s is %s', (hex, words) => expect(wordsOf(hex)).toBe(words));

  it('reads types of fields in the manner of the edition that SDP names', () => {
    expect(wordsOf('c0 01 10', 0)).toBe('V.21 data: HDLC end of signal');
    expect(wordsOf('c0 01 10', 1)).toBe('V.21 data: HDLC frame check right');
    expect(wordsOf('c0 01 40 00', 1)).toBe('V.21 data: CM message');
  });

  it('says when fields are missing', () => {
    const bytes = hexBytes('c0 02 80 0001 ffc8');
    expect(readIfp(bytes, 0, bytes.length)).toMatchObject({ kind: 'data', isWhole: false });
    expect(readIfp(bytes, 0, 5)).toMatchObject({ kind: 'data', fields: [], isWhole: false });
    expect(readIfp(bytes, 0, 0)).toBeNull();
  });
});

describe('readUdptl', () => {
  it('reads a packet with those before it', () => {
    const bytes = udptl(3, IFP.ced, IFP.cng, IFP.noSignal);
    expect(readUdptl(bytes, 0, bytes.length)).toEqual({
      ok: true,
      value: {
        sequence: 3,
        primary: { start: 3, end: 4 },
        recovery: {
          kind: 'redundancy',
          packets: [
            { start: 7, end: 8 },
            { start: 9, end: 10 },
          ],
        },
        end: 10,
        faults: [],
      },
    });
  });

  it('reads a packet with parity', () => {
    const bytes = udptlWithParity(300, v21Data(countingBytes(4)), countingBytes(9));
    const read = readUdptl(bytes, 0, bytes.length);
    expect(read).toMatchObject({
      ok: true,
      value: { sequence: 300, recovery: { kind: 'forwardErrorCorrection', spannedPackets: 3 }, faults: [] },
    });
  });

  it('reads long lengths of two bytes, but no blocks', () => {
    expect(perLength(hexBytes('8100'), 0, 2)).toEqual({ value: 256, next: 2 });
    expect(perLength(hexBytes('7f'), 0, 1)).toEqual({ value: 127, next: 1 });
    expect(perLength(hexBytes('81'), 0, 1)).toBeNull();
    expect(perLength(hexBytes('c1'), 0, 1)).toBeNull();
    const bytes = udptl(1, v21Data(countingBytes(100)));
    expect(looksLikeUdptl(bytes, 0, bytes.length)).toBe(true);
  });

  it('looks like itself only when all of it is there', () => {
    const bytes = udptl(3, IFP.ced, IFP.cng);
    for (let length = 0; length < bytes.length; length += 1) expect(looksLikeUdptl(bytes, 0, length)).toBe(false);
    expect(looksLikeUdptl(bytes, 0, bytes.length)).toBe(true);
  });

  it.each([
    ['RTP', rtp({ sequence: 1 }, countingBytes(160))],
    ['text', textBytes('INVITE sip:a SIP/2.0\r\n')],
    ['zeros', new Uint8Array(4)],
  ])('%s does not look like it', (_, bytes) => expect(looksLikeUdptl(bytes, 0, bytes.length)).toBe(false));
});

describe('describeUdptl', () => {
  it('shows a packet field by field', () => {
    const bytes = udptl(7, v21Data(hexBytes('ffc8')), IFP.v21Preamble);
    expect(fieldLines(describeUdptl(new FieldMaker(bytes), 0, bytes.length))).toEqual([
      'Sequence number: 7 [0,2)',
      'Primary packet: V.21 data: HDLC data [3,10)',
      '  HDLC data: ffc8 [5,10)',
      'Repeated packet: V.21 preamble [13,14)',
    ]);
  });

  it('survives anything', () => {
    expectSturdy(describeUdptl, [
      udptl(7, v21Data(hexBytes('ffc8')), IFP.v21Preamble, IFP.cng),
      udptlWithParity(9, v21Data(countingBytes(20)), countingBytes(20), countingBytes(3)),
    ]);
  });
});
