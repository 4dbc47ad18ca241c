import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const sampleList = z.array(
  z.object({ name: z.string(), file: z.string().regex(/^[\w.-]+$/), title: z.string(), words: z.string() }),
);

export type Sample = z.infer<typeof sampleList>[number];

/** The captures that ship with the workbench, from `samples.json` beside them; none when the list is missing or broken. */
export async function listSamples(folder: string): Promise<readonly Sample[]> {
  try {
    return sampleList.parse(JSON.parse(await readFile(join(folder, 'samples.json'), 'utf8')));
  } catch {
    return [];
  }
}

export async function findSample(folder: string, name: string): Promise<Sample | null> {
  const samples = await listSamples(folder);
  return samples.find((sample) => sample.name === name) ?? null;
}
