const TURN_MS = 10;
const PROGRESS_EVERY_MS = 100;
/** The clock is asked once in so many frames. */
const FRAMES_BETWEEN_CLOCK_READINGS = 64;

/** Keeps a long reading from holding the event loop: tells when a turn is over, and reports progress between turns. */
export class OpeningPace {
  readonly #signal: AbortSignal | undefined;
  readonly #report: () => void;
  #turnBeganMs = performance.now();
  #reportedMs = performance.now();
  #frames = 0;

  constructor(signal: AbortSignal | undefined, report: () => void) {
    this.#signal = signal;
    this.#report = report;
  }

  get aborted(): boolean {
    return this.#signal?.aborted ?? false;
  }

  /** Counts a frame; true when the turn is over and `rest` is due. */
  isDue(): boolean {
    this.#frames += 1;
    if (this.#frames % FRAMES_BETWEEN_CLOCK_READINGS !== 0) return false;
    return performance.now() - this.#turnBeganMs >= TURN_MS;
  }

  /** Lets everything else that waits have its turn. */
  async rest(): Promise<void> {
    if (performance.now() - this.#reportedMs >= PROGRESS_EVERY_MS) {
      this.#report();
      this.#reportedMs = performance.now();
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#turnBeganMs = performance.now();
  }
}
