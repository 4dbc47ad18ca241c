import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureBuilder, halvesOf, parse } from './captureBuilder';

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index + 1);

const pcap = new CaptureBuilder()
  .pcapHeader(0xa1b2c3d4)
  .pcapRecord(10, 1, bytesOf(7))
  .pcapRecord(11, 2, bytesOf(20))
  .pcapRecord(12, 3, bytesOf(1));

const options = new CaptureBuilder();
const pcapng = new CaptureBuilder()
  .section(true, [options.option(1, 'comment')])
  .interface(1, [options.option(2, 'lo'), options.option(9, Uint8Array.of(9))])
  .enhanced(0, halvesOf(1n), bytesOf(7), { options: [options.option(1, 'a frame')] })
  .block(4, [bytesOf(8)])
  .enhanced(0, halvesOf(2n), bytesOf(20))
  .simple(bytesOf(5))
  .statistics(0, [options.option(5, options.count(1n))]);

describe.each([
  ['pcap', pcap.bytes, 24],
  ['pcapng', pcapng.bytes, 40],
] as const)('%s cut off', (_, whole, headerBytes) => {
  it('after any number of bytes opens up to the cut and says so', () => {
    const uncut = parse(whole).frames;
    const wholeAfter = recordEnds(whole, headerBytes);
    for (let length = 0; length < whole.length; length += 1) {
      const { parser, frames } = parse(whole.subarray(0, length));
      expect(frames).toEqual(uncut.slice(0, frames.length));
      const said = parser.problem ?? parser.notes.find((note) => note.startsWith('The file ends')) ?? null;
      if (length < 4) expect(parser.problem).not.toBeNull();
      // Only where a record ends does a shorter file look whole.
      expect(said === null, `cut after ${length} bytes`).toBe(wholeAfter.includes(length));
    }
  });
});

/** Byte counts after which the capture would be whole: found by walking over its lengths. */
function recordEnds(whole: Uint8Array, headerBytes: number): number[] {
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const isPcapng = view.getUint32(0, true) === 0x0a0d0d0a;
  const ends: number[] = [];
  for (let at = headerBytes; at < whole.length;) {
    ends.push(at);
    at += isPcapng ? view.getUint32(at + 4, true) : 16 + view.getUint32(at + 8, true);
  }
  return ends;
}

describe('lengths that lie', () => {
  const head = (): CaptureBuilder => new CaptureBuilder().section(true).interface(1);
  it.each([
    ['0', 0],
    ['8', 8],
    ['not a multiple of four', 33],
    ['4 GiB', 0xffffffff],
    ['4 GiB less 4', 0xfffffffc],
    ['just over 16 MiB', 16 * 1024 * 1024 + 4],
  ])('a block length of %s stops with a note', (_, lengthBytes) => {
    const builder = head().enhanced(0, halvesOf(1n), bytesOf(4));
    const offset = builder.length;
    const { parser, frames } = parse(builder.words(6, lengthBytes, 0, 0, 0, 0, 0, 0).bytes);
    expect(frames).toHaveLength(1);
    expect(parser.stopped).toBe(true);
    expect(parser.notes).toEqual([expect.stringContaining(`impossible, at byte ${offset}: opened up to there.`)]);
  });

  it('a pcap record of 4 GiB stops with a note', () => {
    const builder = new CaptureBuilder().pcapHeader(0xa1b2c3d4).pcapRecord(1, 2, bytesOf(4));
    const { parser, frames } = parse(builder.words(1, 2, 0xffffffff, 4).bytes);
    expect(frames).toHaveLength(1);
    expect(parser.notes).toEqual([
      'A record of 4,294,967,295 bytes, which is impossible, at byte 44: opened up to there.',
    ]);
  });

  it('a frame longer than its block is cut at the block', () => {
    const words = [0, 0, 1, 0xfffffff0, 0xfffffff0];
    const body = new CaptureBuilder().words(...words).raw(bytesOf(8)).bytes;
    const { parser, frames } = parse(head().block(6, [body]).enhanced(0, halvesOf(2n), bytesOf(3)).bytes);
    expect(frames).toMatchObject([{ bytes: [...bytesOf(8)] }, { bytes: [1, 2, 3] }]);
    expect(parser.notes).toEqual([
      expect.stringMatching(/^Frames cut because they claim more bytes than their block holds: 1 /),
    ]);
  });

  it('packet blocks too short for their head are left out and counted', () => {
    const builder = head()
      .block(6, [])
      .block(2, [bytesOf(12)])
      .block(3, [])
      .block(1, [bytesOf(4)]);
    const { parser, frames } = parse(builder.enhanced(0, halvesOf(2n), bytesOf(3)).bytes);
    expect(frames).toHaveLength(1);
    expect(parser.notes).toEqual([expect.stringMatching(/^Blocks left out because they are too short .*: 4 /)]);
  });

  it('options that run over their block end there', () => {
    const option = new CaptureBuilder().words(0xffff_0002).bytes;
    const { parser, frames } = parse(
      new CaptureBuilder().section(true).interface(1, [option]).enhanced(0, halvesOf(2n), bytesOf(3)).bytes,
    );
    expect(parser.interfaces).toMatchObject([{ name: null }]);
    expect(frames).toHaveLength(1);
  });

  it('zeros at the end of a crashed capture are not endless empty frames', () => {
    const builder = new CaptureBuilder()
      .pcapHeader(0xa1b2c3d4)
      .pcapRecord(1, 2, bytesOf(4))
      .raw(new Uint8Array(65_536));
    const { parser, frames } = parse(builder.bytes);
    expect(frames).toHaveLength(1);
    expect(parser.notes).toEqual(['The file holds nothing but zeros at byte 44: opened up to there.']);
  });

  it('a fraction longer than a second is carried over and told', () => {
    const { bytes } = new CaptureBuilder().pcapHeader(0xa1b2c3d4).pcapRecord(1, 3_500_000, bytesOf(4));
    const { parser, frames } = parse(bytes);
    expect(frames).toMatchObject([{ time: '4.500000000' }]);
    expect(parser.notes).toHaveLength(1);
  });

  it('sections without end stay bounded', () => {
    const section = new CaptureBuilder().section(true).bytes;
    const many = new Uint8Array(section.length * 70_000);
    for (let at = 0; at < many.length; at += section.length) many.set(section, at);
    const { parser } = parse(many, 1 << 20);
    expect(parser.stopped).toBe(true);
    expect(parser.notes).toEqual([expect.stringContaining('More sections than can be kept')]);
  });
});

describe('any bytes at all', () => {
  const within = (bytes: Uint8Array, pieceBytes: number): void => {
    const { parser, frames } = parse(bytes, pieceBytes);
    expect(parser.stopped).toBe(true);
    const total = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
    expect(total).toBeLessThanOrEqual(bytes.length);
    frames.forEach((frame, index) => {
      expect(frame.number).toBe(index + 1);
      expect(frame.fileOffset).toBeLessThan(bytes.length);
      expect(frame.originalBytes).toBeGreaterThanOrEqual(frame.bytes.length);
    });
  };

  it('never throws on random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 64 }), within));
  });

  it('never throws on random bytes behind a good header', () => {
    const heads = [
      new CaptureBuilder().section(true).interface(1).bytes,
      new CaptureBuilder().pcapHeader(0xa1b2c3d4).bytes,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, tail) =>
        within(Uint8Array.of(...head, ...tail), 50),
      ),
    );
  });

  it('never throws when bytes of a good capture are changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(pcap.bytes, pcapng.bytes), changes, (whole, list) => {
        const changed = whole.slice();
        for (const [at, value] of list) changed[at % changed.length] = value;
        within(changed, 37);
      }),
      { numRuns: 500 },
    );
  });
});
