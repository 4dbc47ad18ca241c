import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FrameStore } from '../../../../main/engine/store/frameStore';
import type { OpeningProgress } from '../../../../main/engine/store/openCapture';
import { CaptureBuilder, halvesOf } from '../pcap/captureBuilder';
import { asStored, CaptureFiles } from './captureFiles';
import { corpusCaptures, expectFramesReadAgain } from './corpusCaptures';

let files: CaptureFiles;
beforeEach(() => void (files = new CaptureFiles()));
afterEach(() => files.remove());

const SECOND = 1_000_000n;
const payload = (value: number, length = 60): Uint8Array => new Uint8Array(length).fill(value);

/** A pcap with a frame at each of these seconds. */
function pcapAt(seconds: readonly number[], { linkType = 1, littleEndian = true, first = 0 } = {}): Uint8Array {
  const builder = new CaptureBuilder(littleEndian).pcapHeader(0xa1b2c3d4, linkType);
  seconds.forEach((second, index) => builder.pcapRecord(second, 250_000, payload(first + index, 50 + (index % 40))));
  return builder.bytes;
}

function mixedPcapng(): Uint8Array {
  const option = new CaptureBuilder();
  const big = new CaptureBuilder(false);
  return new CaptureBuilder()
    .section(true)
    .interface(1, [option.option(2, 'eth0')])
    .simple(payload(1))
    .enhanced(0, halvesOf(10n * SECOND), payload(2), {
      options: [option.option(1, 'first'), option.option(1, 'second')],
    })
    .block(0x0bad, [payload(9, 400)])
    .simple(payload(3))
    .section(false)
    .interface(113, [big.option(9, Uint8Array.of(9))])
    .interface(276)
    .obsoletePacket(0, halvesOf(11_000_000_001n), payload(4))
    .enhanced(1, halvesOf(9n * SECOND), payload(5, 70_000), { originalBytes: 80_000 }).bytes;
}

describe('one file', () => {
  it.each([
    ['pcap', pcapAt([5, 6, 3])],
    ['pcap, big-endian', pcapAt([5, 6, 3], { littleEndian: false })],
    ['pcapng with everything', mixedPcapng()],
  ])('%s: frames come in the order of the file and can be read again', async (_, bytes) => {
    const { capture, frames } = await files.open([files.write('a.cap', bytes)]);
    expect(capture.name).toBe('a.cap');
    expect(capture.cancelled).toBe(false);
    expect(capture.store.frames).toBe(frames.length);
    expect(frames.map(({ number }) => number)).toEqual(frames.map((_, index) => index + 1));
    const again = frames.map(({ number }) => capture.store.read(number));
    expect(again).toEqual(frames.map(asStored));
    const backwards = frames.toReversed().map(({ number }) => capture.store.read(number));
    expect(backwards).toEqual(again.toReversed());
  });

  it('keeps time that goes back as it is', async () => {
    const { capture, frames } = await files.open([files.write('a.pcap', pcapAt([5, 6, 3]))]);
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 1000, -2000]);
    expect(capture.start).toEqual({ seconds: 5, nanoseconds: 250_000_000 });
  });

  it('has nothing at numbers that are not there, nor after close', async () => {
    const { capture } = await files.open([files.write('a.pcap', pcapAt([5, 6]))]);
    expect([0, -1, 3, 1.5, NaN].map((frame) => capture.store.read(frame))).toEqual(Array(5).fill('evicted'));
    expect(capture.store.read(2)).not.toBe('evicted');
    capture.store.close();
    expect(capture.store.read(2)).toBe('evicted');
  });

  it('gives the comments of a frame', async () => {
    const { capture } = await files.open([files.write('a.pcapng', mixedPcapng())]);
    expect(capture.store.comments?.(2)).toEqual(['first', 'second']);
    expect(capture.store.comments?.(1)).toEqual([]);
  });

  it('opens up to where it is cut off', async () => {
    const whole = pcapAt([5, 6, 7]);
    const { capture, frames } = await files.open([files.write('a.pcap', whole.subarray(0, whole.length - 10))]);
    expect(frames).toHaveLength(2);
    expect(capture.notes).toEqual(['The file ends in the middle of a record at byte 157: opened up to there.']);
  });

  it('lets frames be read while the rest is still coming', async () => {
    let store: FrameStore | null = null;
    const seen: unknown[] = [];
    await files.open([files.write('a.pcap', pcapAt([5, 6]))], {
      onStore: (opened) => void (store = opened),
      onFrame: ({ number }) => void seen.push(store?.read(number)),
    });
    expect(seen).toMatchObject([{ number: 1 }, { number: 2 }]);
  });
});

describe('packed and piped', () => {
  const many = pcapAt(Array.from({ length: 3000 }, (_, index) => index));

  it('unpacks gzip, whatever its name, and removes the copy on close', async () => {
    const { capture, frames } = await files.open([files.write('a.pcap', gzipSync(many))]);
    expect(frames).toHaveLength(3000);
    expect(readdirSync(files.scratch)).toHaveLength(1);
    expect(capture.store.read(2999)).toEqual(asStored(frames[2998]!));
    capture.store.close();
    await expect.poll(() => readdirSync(files.scratch)).toEqual([]);
  });

  it('opens a gzip file that is cut off up to the cut, and says so', async () => {
    const noise = new CaptureBuilder().pcapHeader(0xa1b2c3d4);
    for (let index = 0; index < 2000; index += 1) {
      noise.pcapRecord(
        index,
        0,
        Uint8Array.from({ length: 100 }, (_, at) => (index * 31 + at * at * 7) ^ (index >> 3)),
      );
    }
    const packed = gzipSync(noise.bytes);
    const { capture, frames } = await files.open([files.write('a.gz', packed.subarray(0, packed.length / 2))]);
    expect(frames.length).toBeGreaterThan(100);
    expect(frames.length).toBeLessThan(2000);
    expect(capture.notes.join()).toContain('The file ends in the middle of a record');
  });

  it('opens a damaged gzip file up to the damage', async () => {
    const packed = gzipSync(many, { level: 0 });
    packed.fill(0xff, packed.length - 200);
    const { capture, frames } = await files.open([files.write('a.gz', packed)]);
    expect(frames.length).toBeGreaterThan(1000);
    expect(capture.notes.join('\n')).toContain('The packed file is damaged');
  });

  it.each([
    ['plain', many],
    ['packed', gzipSync(many)],
  ])('reads standard input, %s', async (_, bytes) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, at) =>
      bytes.subarray(at * 1000, (at + 1) * 1000),
    );
    const { capture, frames } = await files.open(['-'], { standardInput: Readable.from(pieces) });
    expect(capture.name).toBe('standard input');
    expect(frames).toHaveLength(3000);
    expect(capture.store.read(1234)).toEqual(asStored(frames[1233]!));
  });
});

describe('several files', () => {
  it('are merged by time; frames of one instant keep the order of the files', async () => {
    const first = files.write('a.pcap', pcapAt([1, 4, 4, 9], { first: 10 }));
    const second = files.write('b.pcap', pcapAt([2, 4, 5], { linkType: 113, first: 20 }));
    const { capture, frames } = await files.open([first, second]);
    expect(frames.map(({ bytes }) => bytes[0])).toEqual([10, 20, 11, 12, 21, 22, 13]);
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 1000, 3000, 3000, 3000, 4000, 8000]);
    expect(frames.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(frames.map(({ linkType }) => linkType)).toEqual([1, 113, 1, 1, 113, 113, 1]);
    expect(capture.name).toBe('a.pcap and 1 more');
    expect(frames.map(({ number }) => capture.store.read(number))).toEqual(frames.map(asStored));
    expect(capture.interfaces.map(({ id, linkType }) => [id, linkType]).toSorted()).toEqual([
      [0, 1],
      [1, 113],
    ]);
  });

  it('count their interfaces over all, also those without frames, and put notes behind the file name', async () => {
    const plain = pcapAt([10, 12]);
    const first = files.write('a.pcapng', mixedPcapng());
    const second = files.write('b.pcap', plain.subarray(0, plain.length - 1));
    const { capture, frames } = await files.open([first, second]);
    for (const { interfaceId, linkType } of frames)
      expect(capture.interfaces[interfaceId]).toMatchObject({ id: interfaceId, linkType });
    expect(capture.interfaces).toHaveLength(4);
    expect(frames.map(({ number }) => capture.store.read(number))).toEqual(frames.map(asStored));
    expect(capture.notes.map((note) => note.split(':')[0])).toEqual(['a.pcapng', 'a.pcapng', 'b.pcap']);
  });

  it('in any number and order give every frame once, by time', async () => {
    const seconds = fc
      .array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 })
      .map((list) => list.toSorted((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(seconds, { minLength: 2, maxLength: 6 }), async (lists) => {
        const paths = lists.map((list, index) => files.write(`${index}.pcap`, pcapAt(list)));
        const { capture, frames } = await files.open(paths);
        expect(frames.map(({ time }) => Number(time.split('.')[0]))).toEqual(lists.flat().toSorted((a, b) => a - b));
        capture.store.close();
      }),
      { numRuns: 30 },
    );
  });

  it('are refused when they are too many', async () => {
    const problem = await files.refuse(Array.from({ length: 501 }, () => 'a.pcap'));
    expect(problem.problem).toBe('501 files are more than can be opened at once.');
  });
});

describe('what cannot be opened gets one clear line', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'a.pcap is empty.'],
    ['text', new TextEncoder().encode('INVITE sip:bob@example.com SIP/2.0'), 'a.pcap is no capture: it is text.'],
    [
      'NetMon 2',
      new TextEncoder().encode('GMBU\u0002\u0001............'),
      'a.pcap is a Microsoft Network Monitor 2 capture, which is not read.',
    ],
    ['gzip of nothing', gzipSync(''), 'a.pcap is empty.'],
    ['gzip of gzip', gzipSync(gzipSync('x')), 'a.pcap is a gzip file inside another.'],
  ])('%s', async (_, bytes, line) => {
    const { problem, advice } = await files.refuse([files.write('a.pcap', bytes)]);
    expect(problem.replace(`${files.folder}/`, '')).toBe(line);
    expect(advice).not.toBe('');
    await expect.poll(() => readdirSync(files.scratch)).toEqual([]);
  });

  it('a folder, a missing file, nothing at all', async () => {
    expect((await files.refuse([files.folder])).problem).toBe(`${files.folder} is a folder.`);
    const missing = join(files.folder, 'no.pcap');
    expect((await files.refuse([missing])).problem).toBe(`${missing} does not exist.`);
    expect((await files.refuse([])).problem).toBe('No file was named.');
    const empty = await files.refuse(['-'], { standardInput: Readable.from([]) });
    expect(empty.problem).toBe('Standard input is empty.');
  });

  it('one of several names the file', async () => {
    const good = files.write('a.pcap', pcapAt([1]));
    const bad = files.write('b.pcap', new TextEncoder().encode('just some text in a file'));
    expect((await files.refuse([good, bad])).problem).toBe(`${bad} is no capture: it is text.`);
  });
});

describe('progress and cancelling', () => {
  const large = pcapAt(Array.from({ length: 20_000 }, (_, index) => index));

  it('reports the end', async () => {
    const reports: OpeningProgress[] = [];
    const path = files.write('a.pcap', large);
    await files.open([path], { onProgress: (progress) => reports.push(progress) });
    expect(reports.at(-1)).toEqual({ readBytes: large.length, totalBytes: large.length, frames: 20_000 });
  });

  it('lets other work go on in between', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const busy = (): void => {
      for (const until = performance.now() + 0.2; performance.now() < until;);
    };
    await files.open([files.write('a.pcap', pcapAt(Array.from({ length: 500 }, (_, index) => index)))], {
      onFrame: busy,
    });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it.each([1, 2])('keeps what was read of %i files when it is cancelled', async (count) => {
    const abort = new AbortController();
    const paths = Array.from({ length: count }, (_, index) => files.write(`${index}.pcap`, large));
    let frames = 0;
    const { capture } = await files.open(paths, {
      signal: abort.signal,
      onFrame: () => {
        frames += 1;
        if (frames === 700) abort.abort();
        if (frames > 700) for (const until = performance.now() + 0.1; performance.now() < until;);
      },
    });
    expect(capture.cancelled).toBe(true);
    expect(capture.notes).toEqual([]);
    expect(frames).toBeLessThan(20_000);
    expect(capture.store.frames).toBe(frames);
    expect(capture.store.read(700)).toMatchObject({ number: 700 });
  });

  it('is cancelled while it waits for standard input', async () => {
    const abort = new AbortController();
    const silent = new Readable({ read: () => undefined });
    setTimeout(() => abort.abort(), 20);
    const { capture, frames } = await files.open(['-'], { signal: abort.signal, standardInput: silent });
    expect(capture.cancelled).toBe(true);
    expect(frames).toEqual([]);
    expect(silent.destroyed).toBe(true);
  });

  it('gives files back when a frame handler throws', async () => {
    const path = files.write('a.pcap', gzipSync(large));
    const opening = files.open([path], {
      onFrame: () => {
        throw new Error('bug');
      },
    });
    await expect(opening).rejects.toThrow('bug');
    expect(existsSync(files.scratch) && readdirSync(files.scratch)).toEqual([]);
  });
});

const corpus = corpusCaptures();
if (corpus.length > 0) {
  describe('captures of the corpus', () => {
    it.each(corpus)('%s has %i frames, each read again as it passed', expectFramesReadAgain);
  });
}
