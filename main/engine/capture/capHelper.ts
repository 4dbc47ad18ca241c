/**
 * The program behind the source `cap`: reads packets through the `cap` package and writes pcapng with host-clock timestamps to
 * standard output. It ends on SIGINT, SIGTERM and when its standard input or output closes, so it never outlives the engine.
 */
import { writeSync } from 'node:fs';
import { readCapArguments, type CapArguments } from './capArguments';
import { loadCap, type CapModule } from './capModule';
import { checkCapFilter, startCapRecorder, type CapRecorder, type CapRequest } from './capRecorder';

const STANDARD_OUTPUT = 1;
const LOOK_EVERY_MS = 200;
/** A packet that waits in the kernel when the end is asked for gets this long to come in. */
const LAST_PACKETS_MS = 20;

function main(): void {
  const words = readCapArguments(process.argv.slice(2));
  if (!words.ok) return fail(words.error, 2);
  const cap = loadCap();
  if (!cap.ok) return fail(cap.error, 1);
  run(cap.value, words.value);
}

function run(cap: CapModule, words: CapArguments): void {
  switch (words.mode) {
    case 'probe':
      process.stdout.write(`cap ${cap.version}\n`);
      return;
    case 'list':
      return list(cap);
    case 'checkFilter': {
      const complaint = checkCapFilter(cap, words.request);
      return complaint === null ? process.exit(0) : fail(complaint, 1);
    }
    case 'capture':
      return capture(cap, words.request);
  }
}

function list(cap: CapModule): void {
  try {
    process.stdout.write(`${JSON.stringify(cap.Cap.deviceList())}\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

function capture(cap: CapModule, request: CapRequest): void {
  process.stdout.on('error', () => process.exit(0)); // touching it makes the pipe non-blocking, too
  const recorder = startCapRecorder(cap, request, writeSome);
  if (!recorder.ok) return fail(recorder.error, 1);
  endWithParent(recorder.value);
}

function endWithParent(recorder: CapRecorder): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => void recorder.finish().finally(() => process.exit(0)), LAST_PACKETS_MS);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
  setInterval(() => {
    if (recorder.closed) process.exit(0);
  }, LOOK_EVERY_MS);
}

function writeSome(bytes: Uint8Array): number | null {
  try {
    return writeSync(STANDARD_OUTPUT, bytes);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : null;
  }
}

function fail(line: string, exitCode: number): void {
  writeSync(2, `capHelper: ${line}\n`);
  process.exit(exitCode);
}

main();
