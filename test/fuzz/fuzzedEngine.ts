import { createRandom } from '../generator/random';
import { FramesInMemory } from '../generator/hardInputs/framesInMemory';
import type { Asked } from './asked';
import { faultOfFrame, faultOfMessages } from './checks';
import type { FuzzFrame } from './fuzzFrame';
import { QuestionsToEngine } from './questions';

/** A packet that takes longer is looked at again, alone. */
export const SLOW_MS = 100;

/** `slow` names the packet by its place among all that the engine was fed. */
export type Finding =
  | { readonly kind: 'fault' | 'invariant'; readonly words: string }
  | { readonly kind: 'slow'; readonly words: string; readonly frame: number };

const ETHERNET = 1;
const DESCRIBED_EVERY = 7;
const QUESTIONS_SEED = 5;
const wordsOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** One engine that is fed whatever comes, and watched. */
export class FuzzedEngine {
  readonly #through = new FramesInMemory(ETHERNET, { onFault: (error) => void (this.#error = wordsOf(error)) });
  #error = '';
  #checkedMessages = 0;
  #checkedFrames = 0;
  #slowestMs = 0;
  #lastAtMs = Number.NEGATIVE_INFINITY;
  #isInOrder = true;
  readonly #questions = new QuestionsToEngine(createRandom(QUESTIONS_SEED));

  get frames(): number {
    return this.#through.frames;
  }

  get messages(): number {
    return this.#through.pipeline.signalling.messages.length;
  }

  get slowestMs(): number {
    return this.#slowestMs;
  }

  /** Feeds these frames and looks at what became of them; answers the first thing that is wrong. */
  feed(frames: readonly FuzzFrame[]): Finding | null {
    for (const frame of frames) {
      const began = performance.now();
      this.#noteTime(frame.atMs);
      this.#through.feedOne(frame);
      const tookMs = performance.now() - began;
      this.#slowestMs = Math.max(this.#slowestMs, tookMs);
      if (tookMs > SLOW_MS)
        return { kind: 'slow', words: `a packet takes long: ${Math.round(tookMs)} ms`, frame: this.frames };
    }
    return this.#guarded(() => this.#look());
  }

  /** The capture is over. */
  finish(): Finding | null {
    return this.#guarded(() => {
      this.#through.finish();
      return this.#look() ?? this.#lookAtEverything();
    });
  }

  #noteTime(atMs: number): void {
    if (atMs < this.#lastAtMs) this.#isInOrder = false;
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
  }

  /** Taking a frame apart takes longer than reading it, so only some are. */
  #faultOfFrames(): string | null {
    let fault: string | null = null;
    for (; this.#checkedFrames < this.frames && fault === null; this.#checkedFrames += DESCRIBED_EVERY) {
      fault = faultOfFrame(this.#through, this.#checkedFrames + 1);
    }
    return fault;
  }

  #guarded(step: () => Finding | null): Finding | null {
    try {
      return step();
    } catch (error) {
      return { kind: 'fault', words: wordsOf(error) };
    }
  }

  #look(): Finding | null {
    const { pipeline, rows, decoderFaults } = this.#through;
    if (decoderFaults > 0) return { kind: 'fault', words: this.#error };
    const changed = rows.takeChanged();
    const first = this.#checkedMessages;
    this.#checkedMessages = pipeline.signalling.messages.length;
    const words =
      faultOfMessages(this.#through, first) ??
      this.#faultOfFrames() ??
      this.#questions.faultOfChanged(this.#asked, changed);
    return words === null ? null : { kind: 'invariant', words };
  }

  #lookAtEverything(): Finding | null {
    const words = this.#questions.faultOfEverything(this.#asked);
    return words === null ? null : { kind: 'invariant', words };
  }

  get #asked(): Asked {
    return { through: this.#through, isInOrder: this.#isInOrder };
  }
}

/** What these frames do to an engine of their own. */
export function findingOf(frames: readonly FuzzFrame[]): Finding | null {
  const engine = new FuzzedEngine();
  return engine.feed(frames) ?? engine.finish();
}

function timeOfMs(frames: readonly FuzzFrame[], slow: number): number {
  const through = new FramesInMemory(ETHERNET).feed(frames.slice(0, slow - 1));
  const began = performance.now();
  through.feed(frames.slice(slow - 1, slow));
  return performance.now() - began;
}

/** A machine that does something else makes one packet slow and then another, but never the same one three times more. */
export const isReallySlow = (frames: readonly FuzzFrame[], slow: number): boolean =>
  [1, 2, 3].every(() => timeOfMs(frames, slow) > SLOW_MS / 2);
