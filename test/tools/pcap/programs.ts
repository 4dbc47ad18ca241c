import { execFileSync, spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

/** What a program prints; it gets its words as they are. */
export const run = (program: string, words: readonly string[]): string =>
  execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });

/** Skips the test, visibly, where one of these programs is not installed. */
export function skipWithout(context: TestContext, ...programs: readonly string[]): void {
  for (const program of programs) {
    if (spawnSync(program, ['--version']).error) context.skip(`${program} is not installed`);
  }
}

export type TsharkFrame = { readonly time: string; readonly lengthBytes: number; readonly originalBytes: number };

/** Every frame of a capture as tshark reads it; times with nine digits of the second. */
export function framesByTshark(path: string): TsharkFrame[] {
  const fields = ['frame.time_epoch', 'frame.cap_len', 'frame.len'].flatMap((field) => ['-e', field]);
  const lines = run('tshark', ['-r', path, '-T', 'fields', ...fields])
    .trim()
    .split('\n');
  return lines.filter(Boolean).map((line) => {
    const [time = '', captured, original] = line.split('\t');
    return { time, lengthBytes: Number(captured), originalBytes: Number(original) };
  });
}
