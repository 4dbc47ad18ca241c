import { longestCommon } from './longestCommon';

/** A piece of a line, and whether the other line has it too. */
export type Piece = { readonly text: string; readonly changed: boolean };

const wordsOf = (line: string): readonly string[] => line.match(/[^;,\s<>@:="/]+|[;,\s<>@:="/]+/g) ?? [];

function piecesOf(words: readonly string[], kept: ReadonlySet<number>): readonly Piece[] {
  const pieces: Piece[] = [];
  words.forEach((text, at) => {
    const changed = !kept.has(at);
    const last = pieces.at(-1);
    if (last?.changed === changed) pieces[pieces.length - 1] = { text: last.text + text, changed };
    else pieces.push({ text, changed });
  });
  return pieces;
}

/** Both lines in pieces: which of their words the other does not have. */
export function changedWords(
  left: string,
  right: string,
): { readonly left: readonly Piece[]; readonly right: readonly Piece[] } {
  const [leftWords, rightWords] = [wordsOf(left), wordsOf(right)];
  const pairs = longestCommon(leftWords, rightWords);
  return {
    left: piecesOf(leftWords, new Set(pairs.map(([at]) => at))),
    right: piecesOf(rightWords, new Set(pairs.map(([, at]) => at))),
  };
}
