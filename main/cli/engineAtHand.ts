import { join } from 'node:path';
import { version } from '../../package.json';
import type { Engine } from '../engine/engine';

/** Every built program lies in one folder, `dist`; what it brings along is found from there. */
const programFolder = import.meta.dirname;

export const pageFolder = join(programFolder, 'renderer');

/** Loads the engine only when a command needs it, so that `--help` and wrong words answer at once. */
export async function engineAtHand(): Promise<Engine> {
  const { createEngine } = await import('../engine/engine');
  return createEngine({
    version,
    samplesFolder: join(programFolder, '../resources/samples'),
    capHelperPath: join(programFolder, 'capHelper.js'),
    scratchFolder: null,
  });
}
