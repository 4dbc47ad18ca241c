/** The latest figures of a kind, up to a bound, for a median that follows what is going on. */
export class RecentFigures {
  readonly #figures: number[] = [];
  readonly #most: number;
  #next = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(figure: number): void {
    this.#figures[this.#next] = figure;
    this.#next = (this.#next + 1) % this.#most;
  }

  /** null without figures. */
  median(): number | null {
    const sorted = Float64Array.from(this.#figures).sort();
    const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
    return below === undefined || above === undefined ? null : (below + above) / 2;
  }
}
