import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PcapngWriter, type FrameToWrite } from '../../../../main/engine/pcap/pcapngWriter';
import { PcapWriter } from '../../../../main/engine/pcap/pcapWriter';
import { joined, parse } from './captureBuilder';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** Golden bytes are written in groups for the eye. */
const grouped = (text: string): string => text.replace(/\s/g, '');
const ETHERNET = { linkType: 1, snapLengthBytes: 0, name: 'eth0', description: null, filter: null };

function collected(write: (sink: (bytes: Uint8Array) => void) => void): { bytes: Uint8Array; pieces: number } {
  const pieces: Uint8Array[] = [];
  write((bytes) => pieces.push(bytes.slice()));
  return { bytes: joined(pieces), pieces: pieces.length };
}

const frameOf = (bytes: Uint8Array, part: Partial<FrameToWrite> = {}): FrameToWrite => ({
  interfaceId: 0,
  seconds: 1_795_158_533,
  nanoseconds: 835_949_921,
  bytes,
  start: 0,
  end: bytes.length,
  originalBytes: bytes.length,
  ...part,
});

describe('PcapngWriter', () => {
  it('writes these very bytes', () => {
    const { bytes } = collected((sink) => {
      const writer = new PcapngWriter(sink);
      expect(writer.writeSectionHeader('Laddergram 0.1.0')).toBe(0);
      expect(writer.writeInterface({ ...ETHERNET, filter: 'udp' })).toBe(52);
      expect(writer.writeFrame(frameOf(Uint8Array.of(0xaa, 0xbb, 1, 2, 3, 0xcc), { start: 2, end: 5 }))).toBe(100);
      expect(writer.writeFrame(frameOf(Uint8Array.of(4), { originalBytes: 99, comment: 'hello' }))).toBe(136);
      expect(
        writer.writeStatistics({
          interfaceId: 0,
          receivedPackets: 2,
          interfaceDroppedPackets: 7,
          systemDroppedPackets: null,
          start: null,
          end: { seconds: 4, nanoseconds: 294_967_297 },
        }),
      ).toBe(188);
      writer.flush();
      expect(writer.offset).toBe(252);
    });
    expect(hex(bytes)).toBe(
      grouped(`
        0a0d0d0a 34000000 4d3c2b1a 01000000 ffffffffffffffff
          04001000 4c6164646572677261 6d20302e312e30 00000000 34000000
        01000000 30000000 0100 0000 00000000
          02000400 65746830 09000100 09000000 0b000400 00756470 00000000 30000000
        06000000 24000000 00000000 2cafe9186187cde4 03000000 06000000 01020300 24000000
        06000000 34000000 00000000 2cafe9186187cde4 01000000 63000000 04000000
          01000500 68656c6c6f000000 00000000 34000000
        05000000 40000000 00000000 0100000001000000
          03000800 0100000001000000 04000800 0200000000000000 05000800 0700000000000000 00000000 40000000
      `),
    );
  });

  it('hands large pieces to its sink', () => {
    const { bytes, pieces } = collected((sink) => {
      const writer = new PcapngWriter(sink);
      writer.writeSectionHeader('test');
      writer.writeInterface(ETHERNET);
      for (let count = 0; count < 10_000; count += 1) writer.writeFrame(frameOf(new Uint8Array(214)));
      writer.flush();
      writer.flush();
    });
    expect(parse(bytes).frames).toHaveLength(10_000);
    expect(pieces).toBe(Math.ceil(bytes.length / (256 * 1024)));
  });

  it('writes times before 1970 as 0 and times beyond 2554 as the last that fit', () => {
    const { bytes } = collected((sink) => {
      const writer = new PcapngWriter(sink);
      writer.writeSectionHeader('test');
      writer.writeInterface(ETHERNET);
      writer.writeFrame(frameOf(new Uint8Array(1), { seconds: -5, nanoseconds: 0 }));
      writer.writeFrame(frameOf(new Uint8Array(1), { seconds: 1e12 }));
      writer.flush();
    });
    expect(parse(bytes).frames.map(({ time }) => time.split('.')[0])).toEqual(['0', '18446744073']);
  });
});

describe('PcapWriter', () => {
  it.each([
    ['microseconds', 'd4c3b2a1', '05f2ff6a 6dc10c00'],
    ['nanoseconds', '4d3cb2a1', '05f2ff6a 6195d331'],
  ] as const)('writes these very bytes with %s', (resolution, magic, time) => {
    const { bytes } = collected((sink) => {
      const writer = new PcapWriter(sink, { linkType: 113, snapLengthBytes: 0, resolution });
      expect(writer.writeFrame(frameOf(Uint8Array.of(1, 2, 3), { originalBytes: 60 }))).toBe(24);
      expect(writer.writeFrame(frameOf(Uint8Array.of(4)))).toBe(43);
      writer.flush();
      expect(writer.offset).toBe(60);
    });
    expect(hex(bytes)).toBe(
      grouped(`${magic} 0200 0400 00000000 00000000 00000400 71000000
        ${time} 03000000 3c000000 010203
        ${time} 01000000 01000000 04`),
    );
  });
});

const anyFrame = fc.record({
  interfaceId: fc.constantFrom(0, 1),
  seconds: fc.integer({ min: 0, max: 0xffffffff }),
  nanoseconds: fc.integer({ min: 0, max: 999_999_999 }),
  bytes: fc.oneof(
    { weight: 20, arbitrary: fc.uint8Array({ maxLength: 600 }) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 262_000, max: 300_000 }).map((length) => new Uint8Array(length).fill(length)),
    },
  ),
  cutBytes: fc.nat(2000),
});

describe('what is written is read again', () => {
  it('as pcapng, whatever the frames', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 12 }), (frames) => {
        const offsets: number[] = [];
        const { bytes } = collected((sink) => {
          const writer = new PcapngWriter(sink);
          writer.writeSectionHeader('test');
          writer.writeInterface(ETHERNET);
          writer.writeInterface({
            linkType: 276,
            snapLengthBytes: 96,
            name: 'any',
            description: 'Any',
            filter: 'sctp',
          });
          for (const { cutBytes, ...frame } of frames) {
            offsets.push(
              writer.writeFrame(frameOf(frame.bytes, { ...frame, originalBytes: frame.bytes.length + cutBytes })),
            );
          }
          writer.flush();
        });
        const { parser, frames: read } = parse(bytes, 65_536);
        expect(parser.notes.filter((note) => !note.startsWith('Frames earlier than'))).toEqual([]);
        expect(parser.interfaces).toEqual([
          { id: 0, ...ETHERNET },
          { id: 1, linkType: 276, snapLengthBytes: 96, name: 'any', description: 'Any', filter: 'sctp' },
        ]);
        expect(
          read.map(({ time, interfaceId, originalBytes, fileOffset }) => ({
            time,
            interfaceId,
            originalBytes,
            fileOffset,
          })),
        ).toEqual(
          frames.map((frame, index) => ({
            time: `${frame.seconds}.${String(frame.nanoseconds).padStart(9, '0')}`,
            interfaceId: frame.interfaceId,
            originalBytes: frame.bytes.length + frame.cutBytes,
            fileOffset: offsets[index],
          })),
        );
        read.forEach((frame, index) => expect(Buffer.compare(Buffer.from(frame.bytes), frames[index]!.bytes)).toBe(0));
      }),
      { numRuns: 40 },
    );
  });

  it('as pcap with nanoseconds, whatever the frames', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 12 }), (frames) => {
        const { bytes } = collected((sink) => {
          const writer = new PcapWriter(sink, { linkType: 1, snapLengthBytes: 0, resolution: 'nanoseconds' });
          for (const { cutBytes, ...frame } of frames) {
            writer.writeFrame(frameOf(frame.bytes, { ...frame, originalBytes: frame.bytes.length + cutBytes + 1 }));
          }
          writer.flush();
        });
        const { parser, frames: read } = parse(bytes, 65_536);
        expect(parser.notes.filter((note) => !note.startsWith('Frames earlier than'))).toEqual([]);
        expect(read.map(({ time }) => time)).toEqual(
          frames.map((frame) => `${frame.seconds}.${String(frame.nanoseconds).padStart(9, '0')}`),
        );
        read.forEach((frame, index) => expect(Buffer.compare(Buffer.from(frame.bytes), frames[index]!.bytes)).toBe(0));
      }),
      { numRuns: 40 },
    );
  });
});
