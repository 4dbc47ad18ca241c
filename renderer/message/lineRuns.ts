import { unitsOf, type ByteRange, type VisibleLine } from './visibleText';

export type Mark = 'none' | 'hovered' | 'selected';

/** Neighbouring units of a line that look alike. */
export type Run = { readonly from: number; readonly text: string; readonly symbol: boolean; readonly mark: Mark };

/** Of binary content every other character may be a symbol: beyond this many they are not told apart from text. */
const MOST_SYMBOLS = 200;

const symbolsOf = ({ symbols }: VisibleLine): readonly number[] => (symbols.length > 2 * MOST_SYMBOLS ? [] : symbols);

/** The line in runs; joined, their texts are the line's. Selection wins over hover. */
export function runsOf(line: VisibleLine, selected: ByteRange | null, hovered: ByteRange | null): Run[] {
  const chosen = selected && unitsOf(line, selected);
  const pointed = hovered && unitsOf(line, hovered);
  const symbols = symbolsOf(line);
  const starts = new Set(symbols.filter((_, index) => index % 2 === 0));
  const ends = new Set(symbols.filter((_, index) => index % 2 === 1));
  const edges = new Set([0, ...symbols]);
  for (const part of [chosen, pointed]) if (part) edges.add(part.from).add(part.to);
  const cuts = [...edges].filter((edge) => edge < line.text.length).sort((a, b) => a - b);
  const markOf = (from: number): Mark => {
    if (chosen && from >= chosen.from && from < chosen.to) return 'selected';
    return pointed && from >= pointed.from && from < pointed.to ? 'hovered' : 'none';
  };
  let symbol = false;
  return cuts.map((from, index) => {
    symbol = starts.has(from) || (symbol && !ends.has(from));
    return { from, text: line.text.slice(from, cuts[index + 1]), symbol, mark: markOf(from) };
  });
}
