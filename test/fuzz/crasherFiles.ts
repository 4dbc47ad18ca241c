import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { FuzzFrame } from './fuzzFrame';
import type { Finding } from './fuzzedEngine';

/** Captures that once did something wrong; a test replays them all. */
export const CRASHERS = join(import.meta.dirname, 'crashers');

const crasherSchema = z.object({
  found: z.enum(['fault', 'slow', 'hang', 'invariant']),
  words: z.string(),
  frames: z.array(
    z.object({ linkType: z.number(), atMs: z.number(), originalBytes: z.number().optional(), hex: z.string() }),
  ),
});

export type Crasher = {
  readonly name: string;
  readonly found: Finding['kind'] | 'hang';
  readonly frames: readonly FuzzFrame[];
};

type Found = { readonly kind: Finding['kind'] | 'hang'; readonly words: string };

/** What was found as the text of its file. */
export function crasherText({ kind, words }: Found, frames: readonly FuzzFrame[]): string {
  const written = frames.map(({ linkType, atMs, originalBytes, bytes }) => ({
    linkType,
    atMs,
    originalBytes,
    hex: Buffer.from(bytes).toString('hex'),
  }));
  return `${JSON.stringify({ found: kind, words, frames: written }, null, 2)}\n`;
}

/** Saves what was found; answers the file's path. */
export function saveCrasher(found: Found, frames: readonly FuzzFrame[]): string {
  const text = crasherText(found, frames);
  const name = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const path = join(CRASHERS, `${found.kind}-${name}.json`);
  mkdirSync(CRASHERS, { recursive: true });
  writeFileSync(path, text);
  return path;
}

function readCrasher(name: string): Crasher {
  const { found, frames } = crasherSchema.parse(JSON.parse(readFileSync(join(CRASHERS, name), 'utf8')));
  const framesRead = frames.map(({ hex, linkType, atMs, originalBytes }) => {
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    return { linkType, atMs, bytes, originalBytes: originalBytes ?? bytes.length };
  });
  return { name, found, frames: framesRead };
}

export const savedCrashers = (): readonly Crasher[] =>
  readdirSync(CRASHERS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map(readCrasher);
