import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureParser } from '../../main/engine/pcap/captureParser';
import { Frame } from '../../shared/capture/frame';
import { HARD_INPUTS } from '../generator/hardInputs/allHardInputs';
import type { FuzzFrame, Seed } from './fuzzFrame';
import { sceneSeeds } from './sceneSeeds';

const SAMPLES = join(import.meta.dirname, '../../resources/samples');
const CORPUS = join(import.meta.dirname, '../../../shared/corpus/pcap');
/** Enough of a long capture: what follows is more of the same. */
const MAX_FRAMES = 3000;

const ownSeeds = (): readonly Seed[] =>
  HARD_INPUTS.map(({ name, linkType, frames }) => ({ name, frames: frames.map((frame) => ({ ...frame, linkType })) }));

function framesOf(path: string): readonly FuzzFrame[] {
  const parser = new CaptureParser();
  const frame = new Frame();
  const frames: FuzzFrame[] = [];
  const take = (): void => {
    while (frames.length < MAX_FRAMES && parser.next(frame)) {
      const { atMs, linkType, originalBytes, bytes, start, end } = frame;
      frames.push({ atMs, linkType, originalBytes, bytes: bytes.slice(start, end) });
    }
  };
  // A slice of a Buffer is no copy, and mutators write into what they slice.
  parser.feed(new Uint8Array(readFileSync(path)));
  take();
  parser.finish();
  take();
  return frames;
}

const seedsIn = (folder: string): readonly Seed[] =>
  readdirSync(folder)
    .filter((name) => /\.pcap(ng)?$/.test(name))
    .map((name) => ({ name, frames: framesOf(join(folder, name)) }))
    .filter(({ frames }) => frames.length > 0);

/** Hard inputs, scenes, samples, and the corpus where it lies beside the repository. */
export const allSeeds = (): readonly Seed[] => [
  ...ownSeeds(),
  ...sceneSeeds(),
  ...seedsIn(SAMPLES),
  ...(existsSync(CORPUS) ? seedsIn(CORPUS) : []),
];

/** Those that every copy of the repository has. */
export const committedSeeds = (): readonly Seed[] => [...ownSeeds(), ...sceneSeeds()];
