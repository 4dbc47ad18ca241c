import { appendFileSync, readdirSync, renameSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrowthSigns } from '../../../../main/engine/store/growthSigns';
import { openCapture, refusalOf } from '../../../../main/engine/store/openCapture';
import { CaptureBuilder, halvesOf, parse } from '../pcap/captureBuilder';
import { asStored, CaptureFiles } from './captureFiles';
import { FollowedFile } from './followedFile';

let files: CaptureFiles;
let followed: FollowedFile[];
beforeEach(() => {
  files = new CaptureFiles();
  followed = [];
});
afterEach(async () => {
  for (const file of followed) (await file.stop().catch(() => null))?.store.close();
  files.remove();
});

const payload = (value: number, length: number): Uint8Array => new Uint8Array(length).fill(value);

const PCAP = new CaptureBuilder()
  .pcapHeader(0xa1b2c3d4)
  .pcapRecord(1, 0, payload(1, 20))
  .pcapRecord(2, 0, payload(2, 31))
  .pcapRecord(3, 0, payload(3, 9)).bytes;

const PCAPNG = new CaptureBuilder()
  .section(true)
  .interface(1)
  .enhanced(0, halvesOf(1_000_000n), payload(1, 20))
  .block(0x0bad, [payload(7, 12)])
  .simple(payload(2, 7))
  .enhanced(0, halvesOf(3_000_000n), payload(3, 9)).bytes;

const FORMATS = [
  ['pcap', PCAP],
  ['pcapng', PCAPNG],
] as const;

function follow(name: string, bytes: Uint8Array, signal?: AbortSignal): FollowedFile {
  const file = new FollowedFile(files.write(name, bytes), files.scratch, signal);
  followed.push(file);
  return file;
}

describe.each(FORMATS)('a %s that grows', (format, bytes) => {
  it('from nothing, a byte at a time: each frame passes with its last byte', async () => {
    const file = follow(`slow.${format}`, new Uint8Array(0));
    await file.caughtUp(0);
    for (let at = 0; at < bytes.length; at += 1) {
      file.append(bytes.subarray(at, at + 1));
      await file.caughtUp(at + 1);
      expect(file.frames).toEqual(at < 11 ? [] : parse(bytes.subarray(0, at + 1)).frames);
    }
    expect(file.frames).toHaveLength(3);
    const capture = await file.stop();
    expect(capture.notes.filter((note) => note.includes('ends in the middle'))).toEqual([]);
    expect(capture.cancelled).toBe(false);
  });

  it('from any byte on: the frames are those of the whole file, and can be read again', async () => {
    const whole = parse(bytes);
    for (let cut = 12; cut < bytes.length; cut += 1) {
      const file = follow(`cut-${cut}.${format}`, bytes.subarray(0, cut));
      await file.caughtUp(cut);
      const stored = file.frames.length;
      file.append(bytes.subarray(cut));
      await file.caughtUp(bytes.length);
      const { store } = await file.stop();
      expect(stored).toBeLessThanOrEqual(store.frames);
      expect(file.frames).toEqual(whole.frames);
      expect(whole.frames.map(({ number }) => store.read(number))).toEqual(whole.frames.map(asStored));
      store.close();
    }
  });

  it('tells of a half record only once the following is over', async () => {
    const file = follow(`half.${format}`, bytes.subarray(0, bytes.length - 1));
    await file.caughtUp(bytes.length - 1);
    const { notes } = await file.stop();
    expect(notes).toContainEqual(expect.stringMatching(/^The file ends in the middle of a record at byte \d+/));
    expect(file.frames).toHaveLength(2);
  });
});

describe('a file that is followed', () => {
  it('gives back frames while it still grows', async () => {
    const stores: { read(frame: number): unknown }[] = [];
    const stop = new AbortController();
    const path = files.write('live.pcap', PCAP.subarray(0, 60));
    let caughtUp: (() => void) | null = null;
    const next = () => new Promise<void>((resolve) => (caughtUp = resolve));
    const first = next();
    const ended = files.open([path], {
      onStore: (store) => stores.push(store),
      follow: { signal: stop.signal, onCaughtUp: () => caughtUp?.(), pollMs: 1 },
    });
    await first;
    expect(stores[0]?.read(1)).toMatchObject({ number: 1, bytes: payload(1, 20) });
    expect(stores[0]?.read(2)).toBe('evicted');
    const second = next();
    appendFileSync(path, PCAP.subarray(60));
    await second;
    expect(stores[0]?.read(3)).toMatchObject({ number: 3, bytes: payload(3, 9) });
    stop.abort();
    await ended;
  });

  it('is read up to where it ends when it is told to stop, and no further', async () => {
    const file = follow('late.pcap', PCAP.subarray(0, 60));
    await file.caughtUp(60);
    file.append(PCAP.subarray(60));
    const capture = file.stop();
    file.append(new CaptureBuilder().pcapRecord(4, 0, payload(4, 9)).bytes);
    expect((await capture).notes).toEqual([]);
    expect(file.frames).toHaveLength(3);
  });

  it('takes bursts larger than its buffers', async () => {
    const file = follow('burst.pcap', PCAP);
    await file.caughtUp(PCAP.length);
    const burst = new CaptureBuilder();
    for (let index = 0; index < 40; index += 1) burst.pcapRecord(10 + index, 0, payload(index, 60_000));
    file.append(burst.bytes);
    await file.caughtUp(PCAP.length + burst.length);
    expect(file.frames).toHaveLength(43);
    const { store } = await file.stop();
    for (const { number, bytes } of file.frames) {
      const again = store.read(number);
      const same = again !== 'evicted' && Buffer.compare(Uint8Array.from(bytes), again.bytes) === 0;
      expect([number, same]).toEqual([number, true]);
    }
  });

  it.each([
    ['shrinks', (path: string) => truncateSync(path, 30), 'has become shorter than what was read of it'],
    ['is deleted', (path: string) => rmSync(path), 'was deleted, moved or replaced'],
    ['is moved', (path: string) => renameSync(path, `${path}.1`), 'was deleted, moved or replaced'],
    [
      'is replaced',
      (path: string) => renameSync(files.write('other.pcap', PCAP), path),
      'was deleted, moved or replaced',
    ],
  ])('that %s is no longer followed, with one note', async (_, change, words) => {
    const file = follow('gone.pcap', PCAP);
    await file.caughtUp(PCAP.length);
    change(file.path);
    const { notes, cancelled } = await file.ended;
    expect(notes).toEqual([`${file.path} ${words}: it was followed up to byte ${PCAP.length}.`]);
    expect(cancelled).toBe(false);
    expect(file.frames).toHaveLength(3);
  });

  it('is left at once when the opening is cancelled, and given back', async () => {
    const cancel = new AbortController();
    const file = follow('left.pcap', PCAP, cancel.signal);
    await file.caughtUp(PCAP.length);
    const open = readdirSync('/proc/self/fd').length;
    cancel.abort();
    const { cancelled, store } = await file.ended;
    expect(cancelled).toBe(true);
    store.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync('/proc/self/fd').length).toBe(open - 1);
  });

  it('that never became a capture says so when the following ends', async () => {
    const file = follow('never.pcap', new Uint8Array(0));
    await file.caughtUp(0);
    await expect(file.stop()).rejects.toThrow('never.pcap is empty.');
  });

  it('that turns out to be none is refused at once', async () => {
    const file = follow('text.pcap', new TextEncoder().encode('to be '));
    await file.caughtUp(6);
    file.append(new TextEncoder().encode('continued'));
    await expect(file.ended).rejects.toThrow('is no capture: it is text');
  });
});

describe('what cannot be followed', () => {
  const followOf = { signal: new AbortController().signal, onCaughtUp: () => undefined };

  it('is told in one line', async () => {
    const plain = files.write('a.pcap', PCAP);
    const packed = files.write('a.pcap.gz', gzipSync(PCAP));
    const cases = [
      [[plain, plain], 'Only one file can be followed, and these are 2.'],
      [['-'], 'Standard input is no file that grows.'],
      [['/dev/null'], '/dev/null is no file that grows.'],
      [[packed], `${packed} is packed with gzip and cannot be followed.`],
      [[`${plain}.gone`], `${plain}.gone does not exist.`],
      [[files.folder], `${files.folder} is a folder.`],
    ] as const;
    for (const [paths, problem] of cases) {
      const refused = await openCapture(paths, {
        scratchFolder: files.scratch,
        onFrame: () => undefined,
        standardInput: Readable.from([]),
        follow: followOf,
      });
      expect(refused).toMatchObject({ ok: false, error: { problem, command: null } });
      expect(await refusalOf(paths, files.scratch, true)).toMatchObject({ problem });
    }
  });

  it('is not a file whose beginning is still to come', async () => {
    expect(await refusalOf([files.write('new.pcap', PCAP.subarray(0, 3))], files.scratch, true)).toBeNull();
    expect(await refusalOf([files.write('new.pcap', PCAP.subarray(0, 3))], files.scratch)).not.toBeNull();
    const text = files.write('text.pcap', new TextEncoder().encode('no capture at all'));
    expect(await refusalOf([text], files.scratch, true)).toMatchObject({
      problem: `${text} is no capture: it is text.`,
    });
  });
});

describe('signs that a file grows', () => {
  it('are seen in its time and in its size', async () => {
    const path = files.write('a.pcap', PCAP);
    const now = Date.now();
    expect((await GrowthSigns.of([path], now))?.seen).toBe(true);
    utimesSync(path, new Date(now - 60_000), new Date(now - 60_000));
    const signs = await GrowthSigns.of([path], now);
    expect(signs?.seen).toBe(false);
    await signs?.look(now);
    expect(signs?.seen).toBe(false);
    appendFileSync(path, PCAP);
    await signs?.look(now + 1_000);
    expect(signs?.seen).toBe(false); // it looks every two seconds
    await signs?.look(now + 2_000);
    expect(signs?.seen).toBe(true);
  });

  it('are not looked for where nothing can grow', async () => {
    const path = files.write('a.pcap', PCAP);
    expect(await GrowthSigns.of([path, path], Date.now())).toBeNull();
    expect(await GrowthSigns.of(['-'], Date.now())).toBeNull();
    expect(await GrowthSigns.of([`${path}.gone`], Date.now())).toBeNull();
  });
});
