import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Pipeline } from '../../../main/engine/pipeline';
import { openCapture } from '../../../main/engine/store/openCapture';
import { QuestionsToEngine } from '../../fuzz/questions';
import { HARD_INPUTS } from '../../generator/hardInputs/allHardInputs';
import { FramesInMemory } from '../../generator/hardInputs/framesInMemory';
import type { HardFrame, HardInput } from '../../generator/hardInputs/hardInput';
import { createRandom } from '../../generator/random';

/** Long messages and streams repeat themselves: their first frames are enough. */
const MAX_FRAMES = 12;
/** Every length of what is short; of what is long those near the front, where headers are, and some of the others. */
const lengthsOf = (bytes: Uint8Array): readonly number[] =>
  Array.from({ length: bytes.length }, (_, length) => length).filter((length) => length < 160 || length % 37 === 0);

/** Decoder faults, and unless it is left out what does not hold of stories, groups and all else that is asked. */
function faultsOf({ linkType }: HardInput, frames: readonly HardFrame[], isAsked = true): readonly unknown[] {
  const faults: unknown[] = [];
  const through = new FramesInMemory(linkType, { onFault: (error) => void faults.push(error) });
  through.feed(frames).finish();
  for (const row of through.pipeline.signalling.messages) through.readMessage(row);
  if (!isAsked) return faults;
  const words = new QuestionsToEngine(createRandom(1)).faultOfEverything({ through, isInOrder: false });
  return words === null ? faults : [...faults, words];
}

describe('every frame of the hard inputs, cut at every length', () => {
  it.each(HARD_INPUTS.map((input) => [input.name, input] as const))('%s', (_, input) => {
    const frames = input.frames.slice(0, MAX_FRAMES);
    const shortened = frames.flatMap(({ atMs, bytes }) =>
      lengthsOf(bytes).map((length) => ({ atMs, bytes: bytes.slice(0, length) })),
    );
    expect(faultsOf(input, shortened)).toEqual([]);
    const snapped = shortened.map(({ atMs, bytes }) => ({ atMs, bytes, originalBytes: 1500 }));
    expect(faultsOf(input, snapped)).toEqual([]);
  });

  it.each(HARD_INPUTS.map((input) => [input.name, input] as const))('%s, the others whole', (_, input) => {
    const frames = input.frames.slice(0, MAX_FRAMES);
    frames.forEach(({ atMs, bytes }, index) => {
      for (const length of [0, 1, 13, 14, 20, 33, 34, 41, 42, 53, 54, bytes.length >> 1, bytes.length - 1]) {
        const cut = { atMs, bytes: bytes.slice(0, Math.max(0, length)), originalBytes: bytes.length };
        // Asking takes longest: it is done of one cut a frame.
        expect(faultsOf(input, frames.with(index, cut), length === bytes.length >> 1)).toEqual([]);
      }
    });
  });
});

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/pcap');
const corpus = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => /\.pcap(ng)?$/.test(name)) : [];

if (corpus.length > 0) {
  describe('captures of the corpus', () => {
    let folder = '';
    beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cut-'))));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    async function opened(path: string): Promise<{ frames: number; faults: number; notes: string } | null> {
      const pipeline = new Pipeline();
      const capture = await openCapture([path], { scratchFolder: folder, onFrame: (frame) => pipeline.onFrame(frame) });
      if (!capture.ok) return null;
      pipeline.finish();
      capture.value.store.close();
      const { decoderFaults: faults } = pipeline.losses();
      return { frames: pipeline.frames, faults, notes: capture.value.notes.join('\n') };
    }

    it.each(corpus)('%s: whole, and cut at random places', async (name) => {
      const whole = await opened(join(CORPUS, name));
      expect(whole).toMatchObject({ faults: 0 });
      const bytes = readFileSync(join(CORPUS, name));
      const cut = join(folder, name);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 12, max: bytes.length - 1 }), async (length) => {
          writeFileSync(cut, bytes.subarray(0, length));
          const part = await opened(cut);
          if (part === null) return; // not even the file's header is left
          expect(part.faults).toBe(0);
          expect(part.frames).toBeLessThanOrEqual(whole!.frames);
          // Between two records nothing shows that more was there.
          if (part.frames < whole!.frames && part.notes === whole!.notes)
            expect(endsBetweenRecords(bytes, length)).toBe(true);
        }),
        { numRuns: 4 },
      );
    });
  });
}

const PCAPNG = 0x0a0d0d0a;

/** Walks the records of a capture up to `length`, in the byte order of its own header. */
function endsBetweenRecords(bytes: Uint8Array, length: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isPcapng = view.getUint32(0) === PCAPNG;
  const isLittle = isPcapng
    ? view.getUint32(8, true) === 0x1a2b3c4d
    : [0xd4c3b2a1, 0x4d3cb2a1].includes(view.getUint32(0));
  let at = isPcapng ? 0 : 24;
  while (at < length) at += isPcapng ? view.getUint32(at + 4, isLittle) : 16 + view.getUint32(at + 8, isLittle);
  return at === length;
}
