import { manyCalls } from '../generator/manyCalls';
import { writeCapture } from '../generator/writeCapture';

/** Writes the benchmark's capture: node test/run.js test/bench/writeBenchCapture.ts OUT.pcapng [calls] [seconds] */
export function main([path = 'bench.pcapng', calls = '1000', seconds = '10']: readonly string[]): void {
  const frames = writeCapture(path, manyCalls(Number(calls), Number(seconds) * 1000));
  process.stdout.write(`${frames} frames in ${path}\n`);
}
