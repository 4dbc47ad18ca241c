import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyCalls } from '../generator/manyCalls';
import { writeCapture } from '../generator/writeCapture';

type Run = { readonly wallS: number; readonly peakMb: number };

const LADDERGRAM = new URL('../../dist/laddergram.js', import.meta.url).pathname;
const TIME = '/usr/bin/time';

/** Wall time and peak memory of a whole process, as GNU time tells them. */
function run(command: readonly string[], folder: string): Run {
  const figures = join(folder, 'time.txt');
  const started = performance.now();
  const { status } = spawnSync(TIME, ['-o', figures, '-f', '%M', ...command], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const wallS = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
  return { wallS, peakMb: Number(readFileSync(figures, 'utf8').trim()) / 1024 };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

function print(name: string, runs: readonly Run[]): void {
  const walls = runs.map(({ wallS }) => wallS);
  const peak = median(runs.map(({ peakMb }) => peakMb));
  const range = `${Math.min(...walls).toFixed(2)} … ${Math.max(...walls).toFixed(2)}`;
  process.stdout.write(`${name.padEnd(28)} ${median(walls).toFixed(2)} s (${range})   ${peak.toFixed(0)} MB\n`);
}

/**
 * Runs ours and tshark on the same generated capture, in turn, and prints medians and their ratio:
 * npm run bench [-- CALLS SECONDS ROUNDS]
 */
export function main([calls = '1000', seconds = '10', rounds = '5']: readonly string[]): void {
  for (const needed of [TIME, LADDERGRAM]) if (!existsSync(needed)) throw new Error(`${needed} is missing`);
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-bench-'));
  try {
    const capture = join(folder, 'bench.pcapng');
    const frames = writeCapture(capture, manyCalls(Number(calls), Number(seconds) * 1000));
    process.stdout.write(
      `${frames} packets, ${Math.round(statSync(capture).size / 1e6)} MB, ${rounds} rounds after one that does not count\n`,
    );
    const ours: Run[] = [];
    const theirs: Run[] = [];
    for (let round = 0; round <= Number(rounds); round += 1) {
      const our = run([process.execPath, LADDERGRAM, 'analyze', '--json', capture], folder);
      const their = run(['tshark', '-q', '-z', 'rtp,streams', '-r', capture], folder);
      if (round === 0) continue;
      ours.push(our);
      theirs.push(their);
    }
    print('laddergram analyze --json', ours);
    print('tshark -q -z rtp,streams', theirs);
    const ratios = ours.map(({ wallS }, round) => (theirs[round]?.wallS ?? 0) / wallS);
    process.stdout.write(`${median(ratios).toFixed(1)} times as fast (median of the rounds' ratios)\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
