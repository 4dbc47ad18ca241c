const SHORTEST_SPAN_MS = 1000;

/** Packets per second of a live capture, counted over at least a second so that the figure does not flicker. */
export class PacketRate {
  perSecond = 0;
  #sinceMs: number;
  #sinceFrames = 0;

  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }

  note(frames: number, nowMs: number): void {
    const elapsedMs = nowMs - this.#sinceMs;
    if (elapsedMs < SHORTEST_SPAN_MS) return;
    this.perSecond = Math.round(((frames - this.#sinceFrames) * 1000) / elapsedMs);
    this.#sinceMs = nowMs;
    this.#sinceFrames = frames;
  }
}
