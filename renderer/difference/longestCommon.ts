/** Above so many comparisons positions are paired as they stand: the pane stays quick whatever it is given. */
const MOST_COMPARISONS = 1_000_000;

/** Positions in both lists of a longest common subsequence, ascending. */
export function longestCommon(
  left: readonly string[],
  right: readonly string[],
): readonly (readonly [number, number])[] {
  const columns = right.length + 1;
  if (left.length * right.length > MOST_COMPARISONS) return samePlaces(left, right);
  const lengths = new Uint32Array((left.length + 1) * columns);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const at = row * columns + column;
      lengths[at] =
        left[row] === right[column]
          ? lengths[at + columns + 1]! + 1
          : Math.max(lengths[at + columns]!, lengths[at + 1]!);
    }
  }
  return pathThrough(left, right, lengths);
}

function pathThrough(left: readonly string[], right: readonly string[], lengths: Uint32Array): [number, number][] {
  const columns = right.length + 1;
  const pairs: [number, number][] = [];
  let row = 0;
  let column = 0;
  while (row < left.length && column < right.length) {
    const at = row * columns + column;
    if (left[row] === right[column]) pairs.push([row++, column++]);
    else if (lengths[at + columns]! >= lengths[at + 1]!) row += 1;
    else column += 1;
  }
  return pairs;
}

const samePlaces = (left: readonly string[], right: readonly string[]): [number, number][] =>
  left.flatMap((word, at): [number, number][] => (word === right[at] ? [[at, at]] : []));
