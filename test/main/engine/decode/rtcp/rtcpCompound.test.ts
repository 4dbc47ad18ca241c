import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRtcpCompound, type RtcpCompound } from '../../../../../main/engine/decode/rtcp/rtcpCompound';
import { countingBytes, hexBytes, joinBytes, textBytes, words32 } from '../../../../fixtures/bytes';
import { receiverReport, reportBlock, rtcp, senderReport, sourceDescription } from '../../../../fixtures/rtpPackets';

function read(...packets: readonly Uint8Array[]): RtcpCompound {
  const bytes = joinBytes(new Uint8Array(8).fill(0x81), ...packets, new Uint8Array(8).fill(0x81));
  const compound = decodeRtcpCompound(bytes, 8, bytes.length - 8);
  if (!compound.ok) throw new Error(`not RTCP: ${JSON.stringify(compound.error)}`);
  return compound.value;
}

const block = reportBlock({
  ssrc: 0x11223344,
  fractionLost: 64,
  cumulativeLostPackets: -3,
  extendedHighestSequence: 0x0001ffff,
  jitterTicks: 160,
  lastSenderReport: 0xfedcba98,
  delaySinceLastSenderReportTicks: 65536,
});
const info = {
  ssrc: 0xcafebabe,
  ntpSeconds: 0xe0000001,
  ntpFraction: 0x80000000,
  rtpTimestamp: 160000,
  sentPackets: 1000,
  sentBytes: 160000,
};

describe('reports', () => {
  it('reads a sender report with report blocks', () => {
    const { packets, faults } = read(senderReport(info, block, reportBlock({ ssrc: 2 })));
    expect(faults).toEqual([]);
    expect(packets).toHaveLength(1);
    expect(packets[0]).toMatchObject({ kind: 'senderReport', packetType: 200, offset: 0, lengthBytes: 76, ...info });
    const { reports } = packets[0] as Extract<(typeof packets)[number], { kind: 'senderReport' }>;
    expect(reports[0]).toEqual({
      ssrc: 0x11223344,
      lossRatio: 0.25,
      cumulativeLostPackets: -3,
      extendedHighestSequence: 0x0001ffff,
      jitterTicks: 160,
      lastSenderReport: 0xfedcba98,
      delaySinceLastSenderReportTicks: 65536,
    });
    expect(reports[1]).toMatchObject({ ssrc: 2, lossRatio: 0, cumulativeLostPackets: 0 });
  });

  it.each([
    [0x000000, 0],
    [0x7fffff, 8388607],
    [0x800000, -8388608],
    [0xffffff, -1],
  ])('cumulative loss %i is signed: %i', (wire, expected) => {
    const { packets } = read(receiverReport(1, reportBlock({ ssrc: 2, cumulativeLostPackets: wire })));
    expect(packets[0]).toMatchObject({
      kind: 'receiverReport',
      ssrc: 1,
      reports: [{ cumulativeLostPackets: expected }],
    });
  });

  it('reads an empty receiver report and profile extensions behind the blocks', () => {
    expect(read(receiverReport(7)).packets[0]).toMatchObject({ kind: 'receiverReport', ssrc: 7, reports: [] });
    const extended = rtcp({ packetType: 201, count: 1 }, joinBytes(words32(7), block, countingBytes(12)));
    expect(read(extended)).toMatchObject({
      faults: [],
      packets: [{ reports: [{ ssrc: 0x11223344 }], lengthBytes: 44 }],
    });
  });
});

describe('other packets', () => {
  it('reads source descriptions', () => {
    const { packets, faults } = read(sourceDescription(5, [1, 'user@host'], [6, 'Zoïper'], [8, 'x'], [99, '']));
    expect(faults).toEqual([]);
    expect(packets[0]).toMatchObject({
      kind: 'sourceDescription',
      chunks: [
        {
          ssrc: 5,
          items: [
            { type: 1, name: 'CNAME', text: 'user@host' },
            { type: 6, name: 'TOOL', text: 'Zoïper' },
            { type: 8, name: 'PRIV', text: 'x' },
            { type: 99, name: 'type 99', text: '' },
          ],
        },
      ],
    });
  });

  it('reads two chunks, whatever their padding', () => {
    for (const text of ['', 'a', 'ab', 'abc', 'abcd']) {
      const one = sourceDescription(1, [1, text]).subarray(4);
      const two = sourceDescription(2, [1, 'z']).subarray(4);
      const { packets, faults } = read(rtcp({ packetType: 202, count: 2 }, joinBytes(one, two)));
      expect(faults).toEqual([]);
      expect(packets[0]).toMatchObject({
        chunks: [
          { ssrc: 1, items: [{ text }] },
          { ssrc: 2, items: [{ text: 'z' }] },
        ],
      });
    }
  });

  it('reads goodbyes with and without a reason', () => {
    const reason = joinBytes(Uint8Array.of(6), textBytes('hungup'), new Uint8Array(1));
    expect(read(rtcp({ packetType: 203, count: 2 }, joinBytes(words32(1, 2), reason)))).toMatchObject({
      faults: [],
      packets: [{ kind: 'goodbye', ssrcs: [1, 2], reason: 'hungup' }],
    });
    expect(read(rtcp({ packetType: 203, count: 1 }, words32(9)))).toMatchObject({
      faults: [],
      packets: [{ ssrcs: [9], reason: '' }],
    });
    expect(read(rtcp({ packetType: 203 }, new Uint8Array(0)))).toMatchObject({ faults: [], packets: [{ ssrcs: [] }] });
  });

  it('reads application packets, extended reports and feedback', () => {
    const voipMetrics = joinBytes(hexBytes('07 00 0008'), countingBytes(32));
    const unknownBlock = hexBytes('fe 2a 0001 01020304');
    const { packets, faults } = read(
      rtcp({ packetType: 204, count: 3 }, joinBytes(words32(1), textBytes('PoC1'), countingBytes(4))),
      rtcp({ packetType: 207 }, joinBytes(words32(2), voipMetrics, unknownBlock)),
      rtcp({ packetType: 205, count: 1 }, words32(3, 4, 0x00010000)),
      rtcp({ packetType: 206, count: 1 }, words32(5, 6)),
      rtcp({ packetType: 205, count: 30 }, words32(7, 8)),
      rtcp({ packetType: 209, count: 2 }, countingBytes(8)),
    );
    expect(faults).toEqual([]);
    expect(packets).toMatchObject([
      { kind: 'application', ssrc: 1, subtype: 3, name: 'PoC1', body: countingBytes(4) },
      {
        kind: 'extendedReport',
        ssrc: 2,
        blocks: [
          { type: 7, name: 'VoIP Metrics', body: countingBytes(32) },
          { type: 254, name: 'type 254', typeSpecific: 42, body: hexBytes('01020304') },
        ],
      },
      {
        kind: 'transportFeedback',
        name: 'Generic NACK',
        format: 1,
        senderSsrc: 3,
        mediaSsrc: 4,
        body: words32(0x10000),
      },
      { kind: 'payloadFeedback', name: 'PLI', format: 1, senderSsrc: 5, mediaSsrc: 6 },
      { kind: 'transportFeedback', name: 'type 30', format: 30 },
      { kind: 'unknown', packetType: 209, body: countingBytes(8) },
    ]);
    expect(packets.map(({ offset }) => offset)).toEqual([0, 16, 68, 84, 96, 108]);
  });

  it('owns its bytes', () => {
    const bytes = rtcp({ packetType: 209 }, countingBytes(8));
    const compound = decodeRtcpCompound(bytes, 0, bytes.length);
    bytes.fill(0xff);
    expect(compound).toMatchObject({ ok: true, value: { packets: [{ body: countingBytes(8) }] } });
  });

  it('leaves padding out', () => {
    const padded = rtcp(
      { packetType: 204, paddingBytes: 8 },
      joinBytes(words32(1), textBytes('abcd'), countingBytes(4)),
    );
    expect(read(padded)).toMatchObject({ faults: [], packets: [{ body: countingBytes(4), lengthBytes: 24 }] });
  });
});

describe('faults leave what was read', () => {
  it.each([
    [
      'more report blocks announced than there are',
      rtcp({ packetType: 201, count: 2 }, joinBytes(words32(1), block)),
      { kind: 'receiverReport', reports: [{}] },
    ],
    [
      'a sender report shorter than its fixed part',
      rtcp({ packetType: 200 }, words32(1, 2)),
      { kind: 'unknown', packetType: 200 },
    ],
    [
      'an SDES item longer than its packet',
      rtcp({ packetType: 202, count: 1 }, hexBytes('00000001 01 ff 61 62')),
      { chunks: [{ items: [{ text: 'ab' }] }] },
    ],
    [
      'an SDES chunk without its NUL',
      rtcp({ packetType: 202, count: 1 }, hexBytes('00000001 01 02 61 62')),
      { chunks: [{ items: [{ text: 'ab' }] }] },
    ],
    [
      'more SDES chunks announced than there are',
      rtcp({ packetType: 202, count: 9 }, hexBytes('00000001 00000000')),
      { chunks: [{ ssrc: 1 }] },
    ],
    ['a reason longer than its packet', rtcp({ packetType: 203 }, hexBytes('ff 61 62 63')), { reason: 'abc' }],
    ['more sources announced than there are', rtcp({ packetType: 203, count: 3 }, words32(1, 2)), { ssrcs: [1, 2] }],
    [
      'an extended report block longer than its packet',
      rtcp({ packetType: 207 }, hexBytes('00000001 07000008 0102 0304')),
      { blocks: [{ body: hexBytes('01020304') }] },
    ],
    ['a padding of 0', Uint8Array.of(0xa0, 204, 0, 3, ...words32(1, 2, 0)), { kind: 'application' }],
    ['a padding of 255', Uint8Array.of(0xa0, 204, 0, 3, ...words32(1, 2, 255)), { kind: 'application' }],
  ])('%s', (_name, packet, expected) => {
    const { packets, faults } = read(receiverReport(1), packet, sourceDescription(3, [1, 'c']));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ kind: 'malformed', layer: 'rtcp' });
    expect(packets).toHaveLength(3);
    expect(packets[1]).toMatchObject(expected);
    expect(packets[2]).toMatchObject({ kind: 'sourceDescription', chunks: [{ ssrc: 3 }] });
  });

  it('keeps the first header of SRTCP and says that the rest is no RTCP', () => {
    const { packets, faults } = read(receiverReport(1), countingBytes(30, 3));
    expect(packets).toMatchObject([{ kind: 'receiverReport', ssrc: 1 }]);
    expect(faults).toEqual([{ kind: 'malformed', layer: 'rtcp', detail: '30 bytes at the end are no RTCP packet' }]);
  });

  it('reads a compound cut off at every length as far as it goes', () => {
    const whole = joinBytes(senderReport(info, block), sourceDescription(5, [1, 'user@host']));
    for (let length = 4; length < whole.length; length += 1) {
      const { packets, faults } = read(whole.subarray(0, length));
      if (length === 52) expect(faults).toEqual([]);
      else expect(faults.length).toBeGreaterThan(0);
      expect(packets[0]!.packetType).toBe(200);
      expect(packets.length).toBe(length >= 56 ? 2 : 1);
      if (length >= 28) expect(packets[0]).toMatchObject({ kind: 'senderReport', ssrc: 0xcafebabe });
    }
  });

  it.each([
    ['nothing', new Uint8Array(0), 'truncated'],
    ['3 bytes', hexBytes('80c900'), 'truncated'],
    ['version 1', hexBytes('40c90001 00000001'), 'malformed'],
    ['an RTP packet', hexBytes('80000001 00000001 00000001'), 'malformed'],
  ])('%s is not RTCP', (_name, bytes, kind) => {
    expect(decodeRtcpCompound(bytes, 0, bytes.length)).toMatchObject({ ok: false, error: { kind } });
  });

  it('never throws, and accounts for every byte, on random bytes behind a good header', () => {
    assert(
      property(integer({ min: 192, max: 223 }), uint8Array({ minLength: 2, maxLength: 120 }), (packetType, rest) => {
        const bytes = Uint8Array.of(0x80 | (rest[0]! & 0x3f), packetType, 0, rest[1]! & 0x1f, ...rest);
        const { packets, faults } = read(bytes);
        const readBytes = packets.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
        return readBytes === bytes.length || (readBytes < bytes.length && faults.length > 0);
      }),
      { numRuns: 3000 },
    );
  });
});
