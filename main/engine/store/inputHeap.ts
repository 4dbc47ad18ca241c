import type { CaptureInput } from './captureInput';

/** An input and its place in the order in which the files were named, which decides between frames of the same instant. */
export type RankedInput = { readonly input: CaptureInput; readonly rank: number };

function isBefore(a: RankedInput, b: RankedInput): boolean {
  const first = a.input.frame;
  const second = b.input.frame;
  if (first.seconds !== second.seconds) return first.seconds < second.seconds;
  if (first.nanoseconds !== second.nanoseconds) return first.nanoseconds < second.nanoseconds;
  return a.rank < b.rank;
}

/** Inputs ordered by the time of the frame that each has come to: a binary heap, earliest first. */
export class InputHeap {
  readonly #inputs: RankedInput[] = [];

  get first(): RankedInput | null {
    return this.#inputs[0] ?? null;
  }

  add(input: RankedInput): void {
    const inputs = this.#inputs;
    let at = inputs.length;
    inputs.push(input);
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!isBefore(input, inputs[parent]!)) break;
      inputs[at] = inputs[parent]!;
      at = parent;
    }
    inputs[at] = input;
  }

  removeFirst(): void {
    const last = this.#inputs.pop();
    if (last === undefined || this.#inputs.length === 0) return;
    this.#inputs[0] = last;
    this.settleFirst();
  }

  /** The first input has come to another frame: moves it to its place. */
  settleFirst(): void {
    const inputs = this.#inputs;
    const moving = inputs[0];
    if (moving === undefined) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= inputs.length) break;
      if (child + 1 < inputs.length && isBefore(inputs[child + 1]!, inputs[child]!)) child += 1;
      if (!isBefore(inputs[child]!, moving)) break;
      inputs[at] = inputs[child]!;
      at = child;
    }
    inputs[at] = moving;
  }
}
