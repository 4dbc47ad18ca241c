import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openCapture } from '../../../../main/engine/store/openCapture';
import { Frame, type StoredFrame } from '../../../../shared/capture/frame';

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus');
const manifest = join(CORPUS, 'MANIFEST.tsv');

/** File and number of packets, from the list that comes with the corpus; none where there is no corpus. */
export function corpusCaptures(): readonly (readonly [string, number])[] {
  if (!existsSync(manifest)) return [];
  const [heads = '', ...rows] = readFileSync(manifest, 'utf8').trim().split('\n');
  const packets = heads.split('\t').indexOf('packets');
  return rows.map((row) => row.split('\t')).map((cells) => [cells[0] ?? '', Number(cells[packets])] as const);
}

/** Everything that a frame is, in a line that compares fast. */
function lineOf({ bytes, start, end, ...frame }: Frame): string {
  const { number, seconds, nanoseconds, linkType, interfaceId, originalBytes } = frame;
  const hex = Buffer.from(bytes.subarray(start, end)).toString('hex');
  return [number, seconds, nanoseconds, linkType, interfaceId, originalBytes, hex].join(' ');
}

const lineOfStored = (stored: StoredFrame | 'evicted'): string =>
  stored === 'evicted' ? stored : lineOf(Object.assign(new Frame(), stored, { end: stored.bytes.length }));

/** Opens the capture, counts its frames, and reads each again by its number. */
export async function expectFramesReadAgain(file: string, packets: number): Promise<void> {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'corpus-'));
  const frames: string[] = [];
  const opened = await openCapture([join(CORPUS, file)], {
    scratchFolder,
    onFrame: (frame) => frames.push(lineOf(frame)),
  });
  if (!opened.ok) throw new Error(opened.error.problem);
  const { store } = opened.value;
  expect(frames).toHaveLength(packets);
  expect(frames.map((_, index) => lineOfStored(store.read(index + 1)))).toEqual(frames);
  store.close();
  rmSync(scratchFolder, { recursive: true });
}
