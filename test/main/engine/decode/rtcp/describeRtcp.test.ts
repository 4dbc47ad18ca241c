import { assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeRtcp } from '../../../../../main/engine/decode/rtcp/describeRtcp';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { countingBytes, hexBytes, joinBytes, textBytes, words16, words32 } from '../../../../fixtures/bytes';
import { expectTiled, fieldOutline } from '../../../../fixtures/fieldOutline';
import { receiverReport, reportBlock, rtcp, senderReport, sourceDescription } from '../../../../fixtures/rtpPackets';

const BEFORE = 5;

/** Fields of packets between bytes that are none of theirs. */
function described(...packets: readonly Uint8Array[]): readonly MessageField[] {
  const bytes = joinBytes(new Uint8Array(BEFORE).fill(0x80), ...packets, new Uint8Array(7).fill(0x80));
  const end = bytes.length - 7;
  const fields = describeRtcp(new FieldMaker(bytes), BEFORE, end);
  expectTiled(fields, BEFORE, end);
  return fields;
}

/** The one packet's fields behind its common header. */
const bodyOf = (packet: Uint8Array): readonly string[] => fieldOutline(described(packet)[0]?.children.slice(3) ?? []);

const report = (block: Uint8Array): Uint8Array => rtcp({ packetType: 207 }, joinBytes(words32(0xaabbccdd), block));
const feedback = (packetType: 205 | 206, format: number, control: Uint8Array): Uint8Array =>
  rtcp({ packetType, count: format }, joinBytes(words32(1, 2), control));

const REPORT_BLOCK = reportBlock({
  ssrc: 0x11223344,
  fractionLost: 64,
  cumulativeLostPackets: -3,
  extendedHighestSequence: 0x0001fffe,
  jitterTicks: 160,
  lastSenderReport: 0xfedcba98,
  delaySinceLastSenderReportTicks: 98_304,
});
const SENDER = {
  ssrc: 0xcafebabe,
  ntpSeconds: 3_840_000_000,
  ntpFraction: 0x80000000,
  rtpTimestamp: 160_000,
  sentPackets: 1000,
  sentBytes: 160_000,
};

/** A VoIP metrics block (RFC 3611 §4.7); 32 bytes behind its header. */
const VOIP_METRICS = hexBytes(`
  07 00 0008  11223344  0d 1a 80 05  00c8 1388  0064 0028  ec ba 37 10  5d 7f 29 2a  f2 00  0028 0050 0078`);

const SEEDS = [
  senderReport(SENDER, REPORT_BLOCK),
  sourceDescription(5, [1, 'user@host'], [8, '\x01xy']),
  report(joinBytes(VOIP_METRICS, hexBytes('05 00 0003 00000001 00010000 00008000'))),
  report(hexBytes('01 00 0004 00000001 0005 0019 4005 8fff 0003 0000')),
  feedback(205, 15, hexBytes('0064 0007 000002 03 2005 c800 0102 0304')),
  feedback(206, 15, joinBytes(textBytes('REMB'), hexBytes('01 0bd090 00000009'))),
  rtcp({ packetType: 203, count: 1 }, joinBytes(words32(9), hexBytes('03 627965'))),
];

describe('reports', () => {
  it('names the packets of a compound', () => {
    const fields = described(
      senderReport(SENDER),
      sourceDescription(1, [1, 'c']),
      rtcp({ packetType: 222 }, words32(1)),
    );
    expect(fields.map(({ name, value }) => `${name}=${value}`)).toEqual([
      ...['Sender report=', 'Source description=', 'Packet type 222='],
    ]);
    expect(fieldOutline(fields[0]?.children.slice(0, 3) ?? [])).toEqual([
      ...['Version and counts=version 2, report blocks: 0', 'Packet type=200, Sender report', 'Length=28 bytes'],
    ]);
  });

  it('reads a sender report', () => {
    expect(bodyOf(senderReport(SENDER, REPORT_BLOCK))).toEqual([
      ...['Sender=0xcafebabe', 'NTP timestamp=2021-09-07T10:40:00.500Z', 'RTP timestamp=160000', 'Packets sent=1000'],
      ...['Bytes sent=160000', 'Report block=0x11223344', '. Source=0x11223344', '. Fraction lost=25.0 %'],
      ...['. Cumulative loss=-3', '. Sequence number cycles=1', '. Highest sequence number=65534'],
      ...['. Interarrival jitter=160 ticks', '. Last sender report=0xfedcba98'],
      '. Delay since last sender report=1500.0 ms',
    ]);
  });

  it('reads a receiver report without blocks, and of a sender without a clock', () => {
    expect(bodyOf(receiverReport(7))).toEqual(['Sender of the report=0x00000007']);
    expect(bodyOf(senderReport({ ssrc: 1 }))[1]).toBe('NTP timestamp=none');
  });
});

describe('sources', () => {
  it('reads items, private ones in two parts', () => {
    expect(bodyOf(sourceDescription(5, [1, 'user@host'], [8, '\x02xyvalue']))).toEqual([
      ...['Source=0x00000005', 'CNAME=user@host', '. Type=1, CNAME', '. Length=9 bytes', '. Text=user@host'],
      ...['PRIV=\x02xyvalue', '. Type=8, PRIV', '. Length=8 bytes', '. Length of the prefix=2', '. Prefix=xy'],
      ...['. Value=value', 'End of the items=000000'],
    ]);
  });

  it('reads goodbyes', () => {
    const packet = rtcp(
      { packetType: 203, count: 2 },
      joinBytes(words32(1, 2), hexBytes('06'), textBytes('hungup'), hexBytes('00')),
    );
    expect(bodyOf(packet)).toEqual([
      ...['Source that leaves=0x00000001', 'Source that leaves=0x00000002', 'Length of the reason=6 bytes'],
      ...['Reason=hungup', 'Padding=00'],
    ]);
  });

  it.each([
    ['PoC1', 4, 'Name=PoC1, Talk Burst Release'],
    ['QTSS', 4, 'Name=QTSS'],
    ['what', 4, 'Name=what'],
  ])('names the application %s', (name, subtype, expected) => {
    const packet = rtcp(
      { packetType: 204, count: subtype },
      joinBytes(words32(1), textBytes(name), hexBytes('01020304')),
    );
    expect(bodyOf(packet)).toEqual(['Source=0x00000001', expected, 'Data=01020304']);
  });
});

describe('extended reports', () => {
  it('reads VoIP metrics with their units', () => {
    expect(bodyOf(report(VOIP_METRICS)).slice(2)).toEqual([
      ...['. Block type=7, VoIP Metrics', '. Type-specific=0x00', '. Block length=32 bytes', '. Source=0x11223344'],
      ...['. Loss rate=5.1 %', '. Discard rate=10.2 %', '. Burst density=50.0 %', '. Gap density=2.0 %'],
      ...['. Burst duration=200 ms', '. Gap duration=5000 ms', '. Round trip delay=100 ms', '. End system delay=40 ms'],
      ...['. Signal level=-20 dBm', '. Noise level=-70 dBm', '. Residual echo return loss=55 dB'],
      ...[
        '. Gap threshold=16 packets',
        '. R factor=93',
        '. External R factor=unavailable',
        '. MOS-LQ=4.1',
        '. MOS-CQ=4.2',
      ],
      '. Receiver configuration=loss concealment standard, jitter buffer adaptive, rate 2',
      ...['. Reserved=', '. Jitter buffer, nominal=40 ms', '. Jitter buffer, maximum=80 ms'],
      '. Jitter buffer, absolute maximum=120 ms',
    ]);
  });

  it('knows what is unavailable', () => {
    const unknown = joinBytes(hexBytes('07000008 00000001'), new Uint8Array(28).fill(127));
    const lines = bodyOf(report(unknown)).filter((line) => line.endsWith('unavailable'));
    expect(lines).toHaveLength(7);
  });

  it.each([
    [
      'a loss block',
      '01 00 0004 00000001 0005 0019 4005 8fff 0003 0000',
      ['. Chunks=17 received, 6 lost', '. . Chunk=run: 5 received', '. . Chunk=bits: 12 received, 3 lost'],
    ],
    ['a thinned duplicate block', '02 02 0003 00000001 0005 0019 0003 0000', ['. Type-specific=every 4th packet']],
    [
      'receipt times',
      '03 00 0004 00000001 ffff 0001 00000010 00000020',
      ['. Receipt time of 0=32 ticks of the RTP clock'],
    ],
    ['a reference time', '04 00 0002 e4e1c000 80000000', ['. NTP timestamp=2021-09-07T10:40:00.500Z']],
    [
      'delays since it',
      '05 00 0003 00000001 00010000 00008000',
      ['. Receiver=0x00000001', '. . Last receiver report=0x00010000', '. . Delay since then=500.0 ms'],
    ],
    [
      'a statistics summary',
      '06 e8 0009 00000001 0005 0019 00000004 00000002 00000001 00000009 00000003 00000002 40403f01',
      ['. Lost packets=4', '. Most jitter=9 ticks', '. Mean TTL=63'],
    ],
    [
      'a statistics summary of losses alone',
      '06 80 0009 00000001 0005 0019 00000004' + '00'.repeat(24),
      ['. Duplicate packets=not reported', '. Mean TTL=not reported'],
    ],
    ['an unknown block', 'fe 2a 0001 01020304', ['type 254=', '. Data=01020304']],
    ['a block cut off', '07 00 0008 01020304', ['VoIP Metrics=cut off', '. Metrics cut off=01020304']],
  ])('reads %s', (_name, block, expected) => {
    expect(bodyOf(report(hexBytes(block)))).toEqual(expect.arrayContaining(expected));
  });
});

describe('feedback', () => {
  it.each([
    ['a NACK', 205, 1, '000a 8001', ['Missing packets=10, 11, 26']],
    ['a NACK over the wrap', 205, 1, 'ffff 0001', ['Missing packets=65535, 0']],
    [
      'TMMBR',
      205,
      3,
      '00000007 08c35028',
      ['Limit=0x00000007', '. Maximum=100 kbit/s, 40 bytes of overhead per packet'],
    ],
    ['SLI', 206, 2, '00280143', ['Lost slice=5 macroblocks from 5, picture 3']],
    ['FIR', 206, 4, '00000007 05000000', ['Command=0x00000007', '. Sequence number=5']],
    [
      'REMB',
      206,
      15,
      '52454d42 02 0bd090 00000009 0000000a',
      ['Bitrate=1000 kbit/s', 'Source=0x00000009', 'Source=0x0000000a'],
    ],
    ['another application', 206, 15, '01020304', ['Data=01020304']],
    [
      'transport-wide',
      205,
      15,
      '0064 0007 000002 03 2005 c800 0102 0304',
      ['Packet statuses=6 received, 1 not', 'Reference time=128 ms'],
    ],
    ['congestion control', 205, 11, '00000001 0001 0001 8001 0000 00010000', ['Report timestamp=00010000']],
    ['a format that is none', 205, 30, '01020304', ['Control information=01020304']],
  ] as const)('reads %s', (_name, packetType, format, control, expected) => {
    expect(bodyOf(feedback(packetType, format, hexBytes(control)))).toEqual(expect.arrayContaining([...expected]));
  });

  it('names the format', () => {
    expect(described(feedback(206, 1, new Uint8Array(0)))[0]?.name).toBe('Payload feedback: PLI');
  });
});

describe('what is not plain', () => {
  const encrypted = joinBytes(senderReport(SENDER), new Uint8Array(24).fill(0x11));

  it.each([
    ['AES-CM', joinBytes(encrypted, words32(0x80000007), countingBytes(10))],
    ['AES-GCM', joinBytes(encrypted, words32(0x80000007))],
  ])('names SRTCP of %s and guesses nothing', (_name, packet) => {
    const [srtcp] = described(packet);
    expect(srtcp?.name).toBe('SRTCP');
    expect(fieldOutline(srtcp?.children ?? []).slice(3, 6)).toEqual([
      ...['Sender=0xcafebabe', 'Encrypted=44 bytes', 'SRTCP index=7, encrypted'],
    ]);
  });

  it('shows what follows RTCP and is none', () => {
    const fields = described(receiverReport(1), hexBytes('01020304'));
    expect(fieldOutline(fields).at(-1)).toBe('Bytes that are no RTCP=01020304');
  });

  it('shows padding apart', () => {
    const padded = rtcp({ packetType: 201, count: 0, paddingBytes: 4 }, words32(1));
    expect(bodyOf(padded)).toEqual(['Sender of the report=0x00000001', 'Padding=4 bytes']);
  });
});

describe('any bytes', () => {
  const describeAll = (bytes: Uint8Array): void =>
    expectTiled(describeRtcp(new FieldMaker(bytes), 0, bytes.length), 0, bytes.length);

  it('at random, behind a header that is right', () => {
    const header = property(integer({ min: 192, max: 223 }), uint8Array({ maxLength: 120 }), (packetType, body) => {
      describeAll(joinBytes(Uint8Array.of(0x80 | ((body[0] ?? 0) & 0x3f), packetType), words16(body[1] ?? 0), body));
    });
    assert(header, { numRuns: 3000 });
  });

  it('cut off at every length', () => {
    for (const seed of SEEDS) for (let end = 0; end <= seed.length; end += 1) describeAll(seed.slice(0, end));
  });

  it('with bits turned over', () => {
    const flipped = property(
      constantFrom(...SEEDS),
      integer({ min: 0, max: 2000 }),
      integer({ min: 0, max: 2000 }),
      (seed, one, two) => {
        const bytes = seed.slice();
        for (const bit of [one, two]) bytes[(bit >>> 3) % bytes.length]! ^= 1 << (bit & 7);
        describeAll(bytes);
      },
    );
    assert(flipped, { numRuns: 3000 });
  });

  it('in linear time', () => {
    for (const packet of [
      report(new Uint8Array(65_000)),
      feedback(205, 1, new Uint8Array(65_000)),
      sourceDescription(1, ...Array.from({ length: 200 }, () => [1, 'x'.repeat(255)] as const)),
    ]) {
      const startedAtMs = performance.now();
      describeAll(packet);
      expect(performance.now() - startedAtMs).toBeLessThan(1000);
    }
  });
});
