import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseArgs } from 'node:util';
import { createRandom } from '../generator/random';
import { saveCrasher } from './crasherFiles';
import type { FuzzFrame } from './fuzzFrame';
import { findingOf, FuzzedEngine, isReallySlow, type Finding } from './fuzzedEngine';
import { minimise } from './minimise';
import { rounds, sessionFrames } from './rounds';
import { Watchdog } from './watchdog';
import { allSeeds } from './seeds';

const MEBIBYTE = 1024 * 1024;
/** Shorter sessions are not weighed: collecting the garbage takes longer than they do. */
const WEIGHED_FRAMES = 2000;
/** What one engine may hold after the longest session, and what may stay behind when it is gone. */
const MAX_SESSION_MEBIBYTES = 600;
const MAX_LEFT_BEHIND_MEBIBYTES = 100;
const PROGRESS_MS = 5000;
const MAX_FINDINGS = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldMebibytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MEBIBYTE;
}

type Settings = { readonly packets: number; readonly seconds: number; readonly seed: number };

function settingsOf(words: readonly string[]): Settings {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { packets: number, seconds: number, seed: number } });
  return {
    packets: Number(values.packets ?? (values.seconds === undefined ? 1_000_000 : Infinity)),
    seconds: Number(values.seconds ?? Infinity),
    seed: Number(values.seed ?? Date.now() % 1_000_000),
  };
}

/** For a throw its message and place in the code, for others their words up to the colon. */
function kindOfFault({ kind, words }: Finding): string {
  const [first = '', place = ''] = words.split('\n');
  return kind === 'fault' ? `${first.replace(/\d+/g, '#')} ${place.trim()}` : (first.split(':')[0] ?? '');
}

/** As few frames as still do it; those before a slow packet may all be needed, but none behind it. */
function smallestOf(finding: Finding, fed: readonly FuzzFrame[]): readonly FuzzFrame[] {
  const stillWrong = (frames: readonly FuzzFrame[]): boolean => {
    if (finding.kind === 'slow') return isReallySlow(frames, frames.length);
    const again = findingOf(frames);
    return again !== null && kindOfFault(again) === kindOfFault(finding);
  };
  const needed = finding.kind === 'slow' ? fed.slice(0, finding.frame) : fed;
  return stillWrong(needed) ? minimise(needed, stillWrong) : needed;
}

/** Counts and watches; everything else is in the modules beside. */
class FuzzRun {
  readonly #settings: Settings;
  readonly #seen = new Set<string>();
  readonly #startMs = performance.now();
  readonly #watchdog = new Watchdog();
  #packets = 0;
  #messages = 0;
  #slowestMs = 0;
  #peakSessionMebibytes = 0;
  #peakResidentMebibytes = 0;
  #toldMs = performance.now();
  findings = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get #isOver(): boolean {
    const { packets, seconds } = this.#settings;
    return (
      this.#packets >= packets || performance.now() - this.#startMs >= seconds * 1000 || this.findings >= MAX_FINDINGS
    );
  }

  run(): void {
    const source = rounds(allSeeds(), this.#settings.seed);
    const random = createRandom(this.#settings.seed + 1);
    const baseMebibytes = heldMebibytes();
    while (!this.#isOver) {
      this.#session(source, sessionFrames(random), baseMebibytes);
    }
    const leftBehind = heldMebibytes() - baseMebibytes;
    if (leftBehind > MAX_LEFT_BEHIND_MEBIBYTES) this.#complain(`${Math.round(leftBehind)} MiB stay behind at the end`);
    this.#watchdog.close();
    this.#tell();
  }

  #session(source: Generator<readonly FuzzFrame[]>, maxFrames: number, baseMebibytes: number): void {
    const engine = new FuzzedEngine();
    const fed: FuzzFrame[] = [];
    let finding: Finding | null = null;
    while (finding === null && fed.length < maxFrames && !this.#isOver) {
      const round = source.next().value as readonly FuzzFrame[];
      this.#watchdog.begin(round);
      finding = engine.feed(round);
      for (const frame of round) fed.push(frame);
      this.#packets += round.length;
      this.#tellNowAndThen();
    }
    finding ??= engine.finish();
    this.#watchdog.end();
    if (engine.frames > WEIGHED_FRAMES) this.#noteMemory(heldMebibytes() - baseMebibytes, engine.frames);
    this.#messages += engine.messages;
    if (finding === null) this.#slowestMs = Math.max(this.#slowestMs, engine.slowestMs);
    else this.#keep(finding, fed);
  }

  #noteMemory(sessionMebibytes: number, frames: number): void {
    this.#peakSessionMebibytes = Math.max(this.#peakSessionMebibytes, sessionMebibytes);
    this.#peakResidentMebibytes = Math.max(this.#peakResidentMebibytes, process.memoryUsage().rss / MEBIBYTE);
    if (sessionMebibytes > MAX_SESSION_MEBIBYTES) {
      this.#complain(`${Math.round(sessionMebibytes)} MiB are held after ${frames} packets`);
    }
  }

  #complain(words: string): void {
    this.findings += 1;
    console.log(`\nFOUND memory: ${words}`);
  }

  /** The same fault found again is no news. */
  #keep(finding: Finding, fed: readonly FuzzFrame[]): void {
    if (finding.kind === 'slow' && !isReallySlow(fed, finding.frame)) return;
    const name = kindOfFault(finding);
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    this.findings += 1;
    const frames = smallestOf(finding, fed);
    console.log(`\nFOUND ${finding.kind}: ${finding.words}\n  saved as ${saveCrasher(finding, frames)}`);
  }

  #tellNowAndThen(): void {
    if (performance.now() - this.#toldMs < PROGRESS_MS) return;
    this.#toldMs = performance.now();
    this.#tell();
  }

  #tell(): void {
    const seconds = (performance.now() - this.#startMs) / 1000;
    console.log(
      [
        `seed ${this.#settings.seed}`,
        `${this.#packets} packets`,
        `${Math.round(this.#packets / seconds)} packets/s`,
        `${this.#messages} messages`,
        `slowest packet ${this.#slowestMs.toFixed(1)} ms`,
        `session up to ${Math.round(this.#peakSessionMebibytes)} MiB`,
        `resident up to ${Math.round(this.#peakResidentMebibytes)} MiB`,
        `${this.findings} found`,
      ].join(' · '),
    );
  }
}

/** Mutated captures through the engine: npm run fuzz -- [--packets 1000000] [--seconds S] [--seed N] */
export function main(words: readonly string[]): void {
  const run = new FuzzRun(settingsOf(words));
  run.run();
  if (run.findings > 0) process.exitCode = 1;
}
