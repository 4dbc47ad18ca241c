import { describe, expect, it } from 'vitest';
import { CaptureBuilder, halvesOf, parse } from './captureBuilder';

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const MODIFIED = 0xa1b2cd34;
const INVITE = Uint8Array.of(1, 2, 3, 4, 5);
const OK = Uint8Array.of(6, 7, 8);
const AT = 1_795_158_533_835_949n; // µs since the epoch

const PCAPS = [
  { name: 'µs', magic: MICROSECONDS, fraction: 835_949, nanoseconds: 835_949_000 },
  { name: 'ns', magic: NANOSECONDS, fraction: 835_949_921, nanoseconds: 835_949_921 },
] as const;

describe.each([true, false])('pcap, little-endian %s', (littleEndian) => {
  it.each(PCAPS)('reads frames with $name', ({ magic, fraction, nanoseconds }) => {
    const { bytes } = new CaptureBuilder(littleEndian)
      .pcapHeader(magic, 113, 96)
      .pcapRecord(1_795_158_533, fraction, INVITE)
      .pcapRecord(1_795_158_534, fraction, OK, 1500);
    const { parser, frames } = parse(bytes);
    expect(parser.format).toBe('pcap');
    expect(parser.notes).toEqual([]);
    expect(parser.interfaces).toEqual([
      { id: 0, linkType: 113, snapLengthBytes: 96, name: null, description: null, filter: null },
    ]);
    expect(frames).toMatchObject([
      { number: 1, time: `1795158533.${nanoseconds}`, atMs: 0, bytes: [...INVITE], originalBytes: 5, fileOffset: 24 },
      { number: 2, time: `1795158534.${nanoseconds}`, atMs: 1000, bytes: [...OK], originalBytes: 1500, fileOffset: 45 },
    ]);
  });

  it('reads the modified format with its longer record header', () => {
    const { bytes } = new CaptureBuilder(littleEndian)
      .pcapHeader(MODIFIED)
      .words(10, 500, 3, 3, 2, 0)
      .raw(OK)
      .words(11, 500, 5, 5, 2, 0)
      .raw(INVITE);
    const { frames } = parse(bytes);
    expect(frames.map(({ bytes, time }) => ({ bytes, time }))).toEqual([
      { bytes: [...OK], time: '10.000500000' },
      { bytes: [...INVITE], time: '11.000500000' },
    ]);
  });

  it('masks the frame check sequence bits of the link type', () => {
    const { bytes } = new CaptureBuilder(littleEndian).pcapHeader(MICROSECONDS, 0x4400_0001).pcapRecord(1, 2, OK);
    expect(parse(bytes).frames).toMatchObject([{ linkType: 1 }]);
  });

  it('reads a pcapng with several interfaces, resolutions and kinds of packet block', () => {
    const build = new CaptureBuilder(littleEndian).section(littleEndian);
    const nanoseconds = build.option(9, Uint8Array.of(9));
    const shifted = [build.option(9, Uint8Array.of(0x8a)), build.option(14, build.count(-3600n))];
    const { bytes } = build
      .interface(1, [build.option(2, 'eth0'), build.option(3, 'Uplink'), build.option(11, '\0udp port 5060')])
      .interface(113, [build.option(2, 'any'), nanoseconds], 96)
      .interface(276, shifted)
      .enhanced(0, halvesOf(AT), INVITE)
      .enhanced(1, halvesOf(AT * 1000n + 921n), OK, { originalBytes: 900 })
      .enhanced(2, halvesOf(5000n * 1024n + 512n), OK)
      .obsoletePacket(1, halvesOf(AT * 1000n + 1_000_000n), OK);
    const { parser, frames } = parse(bytes);
    expect(parser.interfaces).toEqual([
      { id: 0, linkType: 1, snapLengthBytes: 0, name: 'eth0', description: 'Uplink', filter: 'udp port 5060' },
      { id: 1, linkType: 113, snapLengthBytes: 96, name: 'any', description: null, filter: null },
      { id: 2, linkType: 276, snapLengthBytes: 0, name: null, description: null, filter: null },
    ]);
    expect(frames).toMatchObject([
      { time: '1795158533.835949000', linkType: 1, interfaceId: 0, atMs: 0, bytes: [...INVITE] },
      { time: '1795158533.835949921', linkType: 113, interfaceId: 1, atMs: 0.000921, originalBytes: 900 },
      { time: '1400.500000000', linkType: 276, interfaceId: 2 },
      { time: '1795158533.836949000', linkType: 113, interfaceId: 1, atMs: 1 },
    ]);
    expect(parser.notes).toEqual([expect.stringMatching(/^Frames earlier than the frame before them: 1 /)]);
  });
});

describe('pcapng sections', () => {
  it('reads sections of different byte order and counts their interfaces on', () => {
    const { bytes } = new CaptureBuilder()
      .section(true)
      .interface(1)
      .enhanced(0, halvesOf(AT), INVITE)
      .section(false)
      .interface(113)
      .enhanced(0, halvesOf(AT + 1000n), OK);
    const { parser, frames } = parse(bytes);
    expect(frames).toMatchObject([
      { number: 1, interfaceId: 0, linkType: 1, bytes: [...INVITE] },
      { number: 2, interfaceId: 1, linkType: 113, bytes: [...OK], atMs: 1 },
    ]);
    expect(parser.interfaces.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('keeps comments of sections and interfaces', () => {
    const build = new CaptureBuilder();
    build.section(true, [build.option(1, 'Ticket 4711'), build.option(4, 'dumpcap')]);
    const { bytes } = build.interface(1, [build.option(1, 'Mirror port')]);
    expect(parse(bytes).parser.comments).toEqual([
      { of: 'section', interfaceId: null, text: 'Ticket 4711' },
      { of: 'interface', interfaceId: 0, text: 'Mirror port' },
    ]);
  });

  it('steps over blocks that it does not read, and remembers where they are', () => {
    const before = new CaptureBuilder().section(true).interface(1);
    const offset = before.length;
    const { bytes } = before
      .block(4, [Uint8Array.of(0, 0, 0, 0)])
      .block(10, [new Uint8Array(40)])
      .block(0x0bad, [new Uint8Array(8)])
      .block(0x7777_7777, [])
      .enhanced(0, halvesOf(AT), OK);
    const { parser, frames } = parse(bytes);
    expect(frames).toHaveLength(1);
    expect(parser.notes).toEqual([]);
    expect(parser.otherBlockCount).toBe(4);
    expect(parser.otherBlocks).toEqual([
      { type: 4, offset, lengthBytes: 16 },
      { type: 10, offset: offset + 16, lengthBytes: 52 },
      { type: 0x0bad, offset: offset + 68, lengthBytes: 20 },
      { type: 0x7777_7777, offset: offset + 88, lengthBytes: 12 },
    ]);
  });

  it('sums the drops of interfaces and takes the latest of each', () => {
    const build = new CaptureBuilder().section(true).interface(1).interface(1);
    const dropped = (code: number, value: bigint): Uint8Array => build.option(code, build.count(value));
    const { bytes } = build
      .statistics(0, [dropped(4, 100n), dropped(5, 3n)])
      .statistics(1, [dropped(7, 40n), dropped(5, 2n)])
      .statistics(0, [dropped(5, 8n)]);
    expect(parse(bytes).parser.droppedPackets).toBe(50);
  });

  it('knows no drops without statistics', () => {
    const build = new CaptureBuilder().section(true).interface(1);
    expect(parse(build.bytes).parser.droppedPackets).toBeNull();
    expect(parse(build.statistics(0, [build.option(4, build.count(5n))]).bytes).parser.droppedPackets).toBeNull();
  });

  it('gives simple packets the time of the frame before, and says so', () => {
    const { bytes } = new CaptureBuilder()
      .section(true)
      .interface(1, [], 4)
      .simple(OK)
      .enhanced(0, halvesOf(AT), INVITE)
      .simple(Uint8Array.of(1, 2, 3, 4), 1500)
      .enhanced(0, halvesOf(AT + 2000n), INVITE);
    const { parser, frames } = parse(bytes);
    expect(frames).toMatchObject([
      { time: '0.000000000', atMs: 0, bytes: [...OK], originalBytes: 3 },
      { time: '1795158533.835949000', atMs: 0 },
      { time: '1795158533.835949000', atMs: 0, bytes: [1, 2, 3, 4], originalBytes: 1500 },
      { atMs: 2 },
    ]);
    expect(parser.notes).toEqual([expect.stringMatching(/^Frames without a time of their own .*: 2 /)]);
  });

  it('counts frames of an interface that is not described, and goes on', () => {
    const { bytes } = new CaptureBuilder()
      .section(true)
      .interface(1)
      .enhanced(7, halvesOf(AT), OK)
      .enhanced(0, halvesOf(AT), INVITE);
    const { parser, frames } = parse(bytes);
    expect(frames).toMatchObject([{ number: 1, bytes: [...INVITE] }]);
    expect(parser.notes).toEqual([
      expect.stringMatching(/^Frames left out because the file does not describe their interface: 1 /),
    ]);
  });
});

describe('pieces', () => {
  const { bytes } = new CaptureBuilder()
    .section(true)
    .interface(1)
    .enhanced(0, halvesOf(AT), INVITE)
    .block(4, [new Uint8Array(100)])
    .enhanced(0, halvesOf(AT + 5n), OK)
    .section(false)
    .interface(1)
    .enhanced(0, halvesOf(AT + 9n), new Uint8Array(300).fill(9));

  it.each([1, 2, 3, 5, 7, 11, 13, 64, 100, 1000])('of %i bytes give the same frames', (pieceBytes) => {
    const whole = parse(bytes);
    const inPieces = parse(bytes, pieceBytes);
    expect(inPieces.frames).toEqual(whole.frames);
    expect(inPieces.frames).toHaveLength(3);
    expect(inPieces.parser.notes).toEqual([]);
  });

  it.each([1, 8, 40, 4096])('with %i bytes of room before them give the same frames', (headroomBytes) => {
    const whole = parse(bytes);
    for (let pieceBytes = 1; pieceBytes <= bytes.length; pieceBytes += 1) {
      const inPieces = parse(bytes, pieceBytes, headroomBytes);
      expect(inPieces.frames).toEqual(whole.frames);
      expect(inPieces.parser.notes).toEqual([]);
    }
  });
});

describe('what is no capture', () => {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  it.each([
    ['nothing', new Uint8Array(0), 'is empty'],
    [
      'NetMon 2',
      text('GMBU\u0002\u0001 and more bytes'),
      'is a Microsoft Network Monitor 2 capture, which is not read',
    ],
    ['snoop', text('snoop\0\0\0\0\0\0\u0002\0\0\0\u0004'), 'is a snoop capture, which is not read'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3), 'is a gzip file inside another'],
    ['text', text('INVITE sip:bob@example.com SIP/2.0\r\n'), 'is no capture: it is text'],
    ['short text', text('hello'), 'is no capture: it is text'],
    ['zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0), 'is a zip archive'],
    ['bytes', Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 'is no capture'],
    [
      'a broken section',
      Uint8Array.of(10, 13, 13, 10, 28, 0, 0, 0, 1, 2, 3, 4),
      'is no capture: its pcapng header is broken',
    ],
  ])('%s', (_, bytes, problem) => {
    const { parser, frames } = parse(bytes);
    expect(parser.problem).toBe(problem);
    expect(parser.advice).not.toBe('');
    expect(parser.format).toBeNull();
    expect(frames).toEqual([]);
  });
});
