/** Our files read by capinfos, tshark and editcap; files converted by editcap read by us. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PcapngWriter, type FrameToWrite } from '../../../main/engine/pcap/pcapngWriter';
import { PcapWriter } from '../../../main/engine/pcap/pcapWriter';
import { joined, parse, type ReadFrame } from '../../main/engine/pcap/captureBuilder';
import { framesByTshark, run, skipWithout, type TsharkFrame } from './programs';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'written-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FRAMES: readonly FrameToWrite[] = Array.from({ length: 500 }, (_, index) => ({
  interfaceId: index % 2,
  seconds: 1_795_158_533 + Math.floor(index / 9),
  nanoseconds: (index * 123_456_789) % 1_000_000_000,
  bytes: new Uint8Array(60 + (index % 90)).fill(index),
  start: index % 5,
  end: 60 + (index % 90),
  originalBytes: 60 + (index % 90) + (index % 7),
  ...(index === 3 ? { comment: 'the fourth – äöü' } : {}),
}));
const LO = { linkType: 1, snapLengthBytes: 0, name: 'lo', description: 'Loopback', filter: 'udp port 5060' };

function writePcapng(path: string): void {
  const pieces: Uint8Array[] = [];
  const writer = new PcapngWriter((bytes) => pieces.push(bytes.slice()));
  writer.writeSectionHeader('Laddergram 0.1.0');
  writer.writeInterface(LO);
  writer.writeInterface({ ...LO, name: 'eth0', description: null, filter: null, snapLengthBytes: 96 });
  for (const frame of FRAMES) writer.writeFrame(frame);
  const end = { seconds: 1_795_158_600, nanoseconds: 5 };
  writer.writeStatistics({
    interfaceId: 0,
    receivedPackets: 250,
    interfaceDroppedPackets: 17,
    systemDroppedPackets: null,
    start: { seconds: 1_795_158_533, nanoseconds: 0 },
    end,
  });
  writer.flush();
  writeFileSync(path, joined(pieces));
}

function writePcap(path: string, resolution: 'microseconds' | 'nanoseconds'): void {
  const pieces: Uint8Array[] = [];
  const writer = new PcapWriter((bytes) => pieces.push(bytes.slice()), { linkType: 1, snapLengthBytes: 0, resolution });
  for (const frame of FRAMES) writer.writeFrame(frame);
  writer.flush();
  writeFileSync(path, joined(pieces));
}

const expected = (nanosecondsKept: number): TsharkFrame[] =>
  FRAMES.map(({ seconds, nanoseconds, start, end, originalBytes }) => ({
    time: `${seconds}.${String(nanoseconds - (nanoseconds % nanosecondsKept)).padStart(9, '0')}`,
    lengthBytes: end - start,
    originalBytes,
  }));

const asTshark = ({ time, bytes, originalBytes }: ReadFrame): TsharkFrame => ({
  time,
  lengthBytes: bytes.length,
  originalBytes,
});

describe('files that we write', () => {
  it('pcapng: tshark reads the same frames, capinfos the same interfaces and drops', (context) => {
    skipWithout(context, 'tshark', 'capinfos');
    const path = join(folder, 'a.pcapng');
    writePcapng(path);
    expect(framesByTshark(path)).toEqual(expected(1));
    const about = run('capinfos', [path]);
    expect(about).toMatch(/Number of packets: +500\n/);
    expect(about).toMatch(/Capture application: +Laddergram 0\.1\.0\n/);
    expect(about).toMatch(/Number of interfaces in file: +2\n/);
    for (const line of [
      'Name = lo',
      'Description = Loopback',
      'Filter string = udp port 5060',
      'Time precision = nanoseconds (9)',
      'Name = eth0',
      'Capture length = 96',
      'Number of packets = 250',
    ]) {
      expect(about).toContain(line);
    }
    const comments = run('tshark', [
      '-r',
      path,
      '-Y',
      'frame.comment',
      '-T',
      'fields',
      '-e',
      'frame.number',
      '-e',
      'frame.comment',
    ]);
    expect(comments.trim()).toBe('4\tthe fourth – äöü');
  });

  it.for([
    ['microseconds', 1000],
    ['nanoseconds', 1],
  ] as const)('pcap with %s: tshark reads the same frames', ([resolution, kept], context) => {
    skipWithout(context, 'tshark');
    const path = join(folder, 'a.pcap');
    writePcap(path, resolution);
    expect(framesByTshark(path)).toEqual(expected(kept));
  });
});

describe('files that editcap writes', () => {
  it.for([
    ['pcap', 1000],
    ['nsecpcap', 1],
    ['pcapng', 1],
    ['modpcap', 1000],
  ] as const)('%s: we read what we wrote', ([format, kept], context) => {
    skipWithout(context, 'editcap');
    const source = join(folder, 'a.pcap');
    const converted = join(folder, `b.${format}`);
    writePcap(source, 'nanoseconds');
    run('editcap', ['-F', format, source, converted]);
    const { parser, frames } = parse(readFileSync(converted), 4096);
    expect(parser.notes).toEqual([expect.stringMatching(/^Frames earlier than the frame before them/)]);
    expect(frames.map(asTshark)).toEqual(expected(kept));
  });

  it.for([
    ['nettl', 'is no capture'],
    ['netmon2', 'is a Microsoft Network Monitor 2 capture, which is not read'],
    ['netmon1', 'is a Microsoft Network Monitor 1 capture, which is not read'],
    ['snoop', 'is a snoop capture, which is not read'],
    ['ngsniffer', 'is a Sniffer capture, which is not read'],
    ['ngwsniffer_2_0', 'is a NetXRay capture, which is not read'],
  ] as const)('%s is refused by its name', ([format, problem], context) => {
    skipWithout(context, 'editcap');
    const source = join(folder, 'a.pcap');
    const converted = join(folder, 'b');
    writePcap(source, 'microseconds');
    run('editcap', ['-F', format, source, converted]);
    expect(parse(readFileSync(converted)).parser.problem).toBe(problem);
  });
});
