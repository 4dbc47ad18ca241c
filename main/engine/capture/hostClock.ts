const NANOSECONDS_PER_SECOND = 1_000_000_000;

/**
 * Wall-clock time that never steps back: the wall clock at the start, then the monotone clock.
 * Stamping a packet makes no object. Exact to the nanosecond for a hundred days.
 */
export class HostClock {
  seconds = 0;
  nanoseconds = 0;
  private readonly anchorSeconds: number;
  private readonly anchorNanoseconds: number;
  private readonly elapsedMs: () => number;

  /** @param startMs wall clock, ms since the Unix epoch, when `elapsedMs` was 0. */
  constructor(startMs = performance.timeOrigin, elapsedMs: () => number = () => performance.now()) {
    this.anchorSeconds = Math.floor(startMs / 1000);
    this.anchorNanoseconds = Math.round((startMs - this.anchorSeconds * 1000) * 1e6);
    this.elapsedMs = elapsedMs;
  }

  /** Sets seconds and nanoseconds to now; answers the elapsed time in ms. */
  read(): number {
    const elapsedMs = this.elapsedMs();
    const total = this.anchorNanoseconds + Math.round(elapsedMs * 1e6);
    const wholeSeconds = Math.floor(total / NANOSECONDS_PER_SECOND);
    this.seconds = this.anchorSeconds + wholeSeconds;
    this.nanoseconds = total - wholeSeconds * NANOSECONDS_PER_SECOND;
    return elapsedMs;
  }
}
