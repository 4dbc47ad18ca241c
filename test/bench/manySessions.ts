import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyExchange } from '../generator/busyExchange';
import { writeCapture } from '../generator/writeCapture';

const LADDERGRAM = new URL('../../dist/laddergram.js', import.meta.url).pathname;
const TIME = '/usr/bin/time';

/** Seconds of wall time and megabytes at the peak of one whole process. */
function run(command: readonly string[], folder: string): { readonly wallS: number; readonly peakMb: number } {
  const figures = join(folder, 'time.txt');
  const { status, stderr } = spawnSync(TIME, ['-o', figures, '-f', '%e %M', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const [wallS = 0, peakKb = 0] = readFileSync(figures, 'utf8').trim().split(' ').map(Number);
  return { wallS, peakMb: peakKb / 1024 };
}

const columns = (...cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => String(cell).padStart(14)).join('')}\n`;

/**
 * Whether the analysis of calls stays linear: the signalling of 10,000, 30,000 and 100,000 calls, time and memory for each.
 * npm run bench:calls [-- CALLS …]
 */
export function main(words: readonly string[]): void {
  for (const needed of [TIME, LADDERGRAM]) if (!existsSync(needed)) throw new Error(`${needed} is missing`);
  const sizes = words.length > 0 ? words.map(Number) : [10_000, 30_000, 100_000];
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-bench-'));
  try {
    process.stdout.write(columns('calls', 'messages', 'file MB', 'wall s', 'µs a call', 'peak MB', 'KB a call'));
    for (const calls of sizes) {
      const capture = join(folder, `${calls}.pcapng`);
      const messages = writeCapture(capture, busyExchange(calls));
      const runs = [0, 1, 2].map(() => run([LADDERGRAM, 'analyze', capture], folder));
      const { wallS, peakMb } = runs.toSorted((a, b) => a.wallS - b.wallS)[1]!;
      const fileMb = (statSync(capture).size / 1e6).toFixed(0);
      const perCall = [((wallS * 1e6) / calls).toFixed(0), peakMb.toFixed(0), ((peakMb * 1024) / calls).toFixed(1)];
      process.stdout.write(columns(calls, messages, fileMb, wallS.toFixed(2), ...perCall));
      rmSync(capture);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
