import { unitsOf, type ByteRange, type VisibleLine } from './visibleText';

export type Mark = 'none' | 'hovered' | 'selected';

/** Neighbouring units of a line that look alike. */
export type Run = { readonly from: number; readonly text: string; readonly symbol: boolean; readonly mark: Mark };

const isInside = (pairs: readonly number[], from: number): boolean => {
  for (let at = 0; at < pairs.length; at += 2) if (from >= pairs[at]! && from < pairs[at + 1]!) return true;
  return false;
};

/** The line in runs; joined, their texts are the line's. Selection wins over hover. */
export function runsOf(line: VisibleLine, selected: ByteRange | null, hovered: ByteRange | null): Run[] {
  const chosen = selected && unitsOf(line, selected);
  const pointed = hovered && unitsOf(line, hovered);
  const edges = new Set([0, ...line.symbols]);
  for (const part of [chosen, pointed]) if (part) edges.add(part.from).add(part.to);
  const cuts = [...edges].filter((edge) => edge < line.text.length).sort((a, b) => a - b);
  const markOf = (from: number): Mark => {
    if (chosen && from >= chosen.from && from < chosen.to) return 'selected';
    return pointed && from >= pointed.from && from < pointed.to ? 'hovered' : 'none';
  };
  return cuts.map((from, index) => ({
    from,
    text: line.text.slice(from, cuts[index + 1]),
    symbol: isInside(line.symbols, from),
    mark: markOf(from),
  }));
}
