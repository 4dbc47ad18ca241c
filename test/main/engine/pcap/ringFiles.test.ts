import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RingFiles, type RingOptions } from '../../../../main/engine/pcap/ringFiles';
import { Frame } from '../../../../shared/capture/frame';
import type { CaptureProblem, RingSettings } from '../../../../shared/protocol/captureState';
import { parse } from './captureBuilder';

const NO_LIMITS: RingSettings = { filesizeKb: null, durationS: null, packets: null, files: null };

let folder: string;
let clock: Date;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ring-'));
  clock = new Date(2026, 10, 20, 6, 45, 0, 500);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const passSeconds = (seconds: number): void => void (clock = new Date(clock.getTime() + seconds * 1000));

function ringOf(settings: Partial<RingSettings>, options: Partial<RingOptions> = {}): RingFiles {
  const ring = RingFiles.create({
    base: join(folder, 'trace.pcapng'),
    settings: { ...NO_LIMITS, ...settings },
    now: () => clock,
    ...options,
  });
  if (!ring.ok) throw new Error(ring.error.problem);
  return ring.value;
}

const frame = new Frame();
function writeFrames(ring: RingFiles, first: number, count: number, lengthBytes = 100): void {
  for (let number = first; number < first + count; number += 1) {
    frame.number = number;
    frame.seconds = 1_795_158_533 + number;
    frame.linkType = 1;
    frame.bytes = new Uint8Array(lengthBytes).fill(number);
    frame.end = lengthBytes;
    frame.originalBytes = lengthBytes;
    ring.write(frame);
  }
}

const contents = (): Record<string, number> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, parse(readFileSync(join(folder, name))).frames.length]),
  );

describe('file names', () => {
  it.each([
    ['trace.pcapng', {}, 'trace.pcapng'],
    ['trace.pcapng', { packets: 5 }, 'trace_00001_20261120064500.pcapng'],
    ['trace.pcapng', { files: 3 }, 'trace_00001_20261120064500.pcapng'],
    ['trace', { packets: 5 }, 'trace_00001_20261120064500'],
    ['trace.v1.cap', { durationS: 5 }, 'trace.v1_00001_20261120064500.cap'],
    ['trace.', { filesizeKb: 5 }, 'trace_00001_20261120064500.'],
    ['.trace', { filesizeKb: 5 }, '.trace_00001_20261120064500'],
  ])('%s with %j becomes %s', (base, settings, name) => {
    ringOf(settings, { base: join(folder, base) }).close();
    expect(readdirSync(folder)).toEqual([name]);
  });
});

describe('the next file begins', () => {
  it('after so many packets', () => {
    const ring = ringOf({ packets: 3 });
    writeFrames(ring, 1, 3);
    passSeconds(2);
    writeFrames(ring, 4, 4);
    ring.close();
    expect(contents()).toEqual({
      'trace_00001_20261120064500.pcapng': 3,
      'trace_00002_20261120064502.pcapng': 3,
      'trace_00003_20261120064502.pcapng': 1,
    });
  });

  it('once the file has reached so many kB of 1000 bytes', () => {
    const ring = ringOf({ filesizeKb: 2 });
    writeFrames(ring, 1, 20, 400);
    ring.close();
    // header 40 + 32 bytes, then 432 bytes a frame: 2000 are reached with the fifth
    expect(Object.values(contents())).toEqual([5, 5, 5, 5]);
  });

  it('after so many seconds, with or without frames', () => {
    const ring = ringOf({ durationS: 10 });
    writeFrames(ring, 1, 2);
    passSeconds(9.9);
    ring.flush();
    writeFrames(ring, 3, 1);
    passSeconds(0.1);
    ring.flush();
    passSeconds(10);
    ring.flush();
    writeFrames(ring, 4, 1);
    ring.close();
    expect(Object.values(contents())).toEqual([3, 0, 1]);
  });

  it('by whichever limit comes first', () => {
    const ring = ringOf({ durationS: 10, packets: 2 });
    writeFrames(ring, 1, 3);
    passSeconds(10);
    ring.flush();
    writeFrames(ring, 4, 1);
    ring.close();
    expect(Object.values(contents())).toEqual([2, 1, 1]);
  });
});

describe('a ring of N files', () => {
  it('keeps the newest and deletes the oldest', () => {
    const events: string[] = [];
    const told =
      (what: string) =>
      (path: string): void =>
        void events.push(`${what} ${basename(path).slice(6, 11)}`);
    const ring = ringOf(
      { packets: 2, files: 2 },
      { onFileOpened: told('opened'), onFileClosed: told('closed'), onFileDeleted: told('deleted') },
    );
    writeFrames(ring, 1, 7);
    expect(ring.oldestFrame).toBe(5);
    expect(ring.state).toMatchObject({
      directory: folder,
      currentFile: 'trace_00004_20261120064500.pcapng',
      writtenFiles: 4,
      keptFiles: 2,
    });
    ring.close();
    expect(Object.keys(contents())).toEqual(['trace_00003_20261120064500.pcapng', 'trace_00004_20261120064500.pcapng']);
    expect(ring.files.map((path) => basename(path))).toEqual(Object.keys(contents()));
    expect(events).toEqual([
      ...['opened 00001', 'closed 00001', 'opened 00002', 'closed 00002'],
      ...['opened 00003', 'deleted 00001', 'closed 00003', 'opened 00004', 'deleted 00002', 'closed 00004'],
    ]);
    const onDisk = readdirSync(folder).reduce((sum, name) => sum + readFileSync(join(folder, name)).length, 0);
    expect(ring.state.keptBytes).toBe(onDisk);
    expect(ring.writtenBytes).toBeGreaterThan(onDisk);
  });

  it('goes on when somebody else has deleted a file', () => {
    const ring = ringOf({ packets: 1, files: 1 });
    writeFrames(ring, 1, 1);
    unlinkSync(ring.files[0]!);
    writeFrames(ring, 2, 1);
    ring.close();
    expect(ring.problem).toBeNull();
    expect(ring.state.keptFiles).toBe(1);
  });
});

describe('each file', () => {
  it('stands alone: interfaces, frames, and statistics with its own part of the drops', () => {
    const named = { id: 0, linkType: 113, snapLengthBytes: 0, name: 'any', description: null, filter: 'udp' };
    const ring = ringOf({ packets: 2 }, { interfaces: () => [named], application: 'Laddergram 0.1.0' });
    writeFrames(ring, 1, 2);
    ring.noteDropped(5);
    writeFrames(ring, 3, 1);
    ring.noteDropped(12);
    ring.close();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const parsers = files.map((bytes) => parse(bytes).parser);
    expect(parsers.map(({ droppedPackets }) => droppedPackets)).toEqual([5, 7]);
    expect(parsers.map(({ interfaces }) => interfaces)).toEqual([[named], [named]]);
    expect(files.every((bytes) => bytes.includes('Laddergram 0.1.0'))).toBe(true);
  });

  it('describes an interface that appears later', () => {
    const ring = ringOf({});
    writeFrames(ring, 1, 1);
    frame.interfaceId = 2;
    writeFrames(ring, 2, 1);
    frame.interfaceId = 0;
    ring.close();
    const { parser, frames } = parse(readFileSync(join(folder, 'trace.pcapng')));
    expect(parser.interfaces.map(({ linkType }) => linkType)).toEqual([1, 1, 1]);
    expect(frames.map(({ interfaceId }) => interfaceId)).toEqual([0, 2]);
  });
});

describe('when writing fails', () => {
  it('a folder that is not there is told before the first frame', () => {
    const ring = RingFiles.create({ base: join(folder, 'no', 'trace.pcapng'), settings: NO_LIMITS, now: () => clock });
    expect(ring).toMatchObject({ ok: false, error: { problem: expect.stringContaining('does not exist') } });
  });

  it('the next file that cannot be made ends the writing and counts what is lost', () => {
    const problems: CaptureProblem[] = [];
    const ring = ringOf({ packets: 2 }, { onProblem: (problem) => problems.push(problem) });
    writeFrames(ring, 1, 2);
    rmSync(folder, { recursive: true });
    writeFrames(ring, 3, 5);
    ring.flush();
    ring.close();
    expect(problems).toHaveLength(1);
    expect(ring.problem).toEqual(problems[0]);
    expect(ring.unwrittenFrames).toBe(5);
    expect(existsSync(folder)).toBe(false);
  });

  it.runIf(existsSync('/dev/full'))(
    'a full disk becomes a problem, and frames that never reached it are counted',
    () => {
      const problems: CaptureProblem[] = [];
      const ring = ringOf({}, { base: '/dev/full', onProblem: (problem) => problems.push(problem) });
      writeFrames(ring, 1, 3000, 200);
      ring.flush();
      ring.close();
      expect(problems).toMatchObject([{ problem: expect.stringContaining('The disk is full') }]);
      expect(ring.unwrittenFrames).toBe(3000);
      expect(ring.locate(1)).toBeNull();
    },
  );
});
