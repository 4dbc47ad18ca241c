/** Smallest, largest and mean of a figure over a stream. */
export class FigureSpread {
  count = 0;
  #sum = 0;
  #min = 0;
  #max = 0;

  add(value: number): void {
    if (this.count === 0 || value < this.#min) this.#min = value;
    if (this.count === 0 || value > this.#max) this.#max = value;
    this.#sum += value;
    this.count += 1;
  }

  get min(): number | null {
    return this.count === 0 ? null : this.#min;
  }
  get max(): number | null {
    return this.count === 0 ? null : this.#max;
  }
  get mean(): number | null {
    return this.count === 0 ? null : this.#sum / this.count;
  }
}
