/** Smallest, mean and largest of a figure over a stream; null before there is one. */
export type FigureSpread = { readonly min: number | null; readonly mean: number | null; readonly max: number | null };

/** Places of a spread's four numbers in an array. */
const COUNT = 0;
const SUM = 1;
const MIN = 2;
const MAX = 3;

/** One more value into the spread that begins at `at`. */
export function addToSpread(numbers: Float64Array, at: number, value: number): void {
  const count = numbers[at + COUNT]!;
  if (count === 0 || value < numbers[at + MIN]!) numbers[at + MIN] = value;
  if (count === 0 || value > numbers[at + MAX]!) numbers[at + MAX] = value;
  numbers[at + SUM] = numbers[at + SUM]! + value;
  numbers[at + COUNT] = count + 1;
}

export function readSpread(numbers: Float64Array, at: number): FigureSpread {
  const count = numbers[at + COUNT]!;
  if (count === 0) return { min: null, mean: null, max: null };
  return { min: numbers[at + MIN]!, mean: numbers[at + SUM]! / count, max: numbers[at + MAX]! };
}
