/** Lists in which rows are folded under others, one level deep. */

export type TableFolds<Row> = {
  /** null for a row that nothing is folded under. */
  readonly isOpen: (row: Row) => boolean | null;
  /** It stands below the row that it is folded under. */
  readonly isBelow: (row: Row) => boolean;
  readonly onFold: (row: Row, open: boolean) => void;
};

export type FoldMove<Row> =
  | { readonly kind: 'fold'; readonly row: Row; readonly open: boolean }
  | { readonly kind: 'moveTo'; readonly row: number };

/** What → and ← do on a row: unfold and fold; from below to the row above, and from an open row to the first below it. */
export function foldMove<Row>(
  key: string,
  rowAt: (index: number) => Row | undefined,
  at: number,
  { isOpen, isBelow }: TableFolds<Row>,
): FoldMove<Row> | null {
  const row = rowAt(at);
  if (row === undefined || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return null;
  if (isBelow(row)) return key === 'ArrowLeft' ? moveUp(rowAt, at, isBelow) : null;
  const open = isOpen(row);
  if (open === null) return null;
  if (key === 'ArrowLeft') return open ? { kind: 'fold', row, open: false } : null;
  return open ? { kind: 'moveTo', row: at + 1 } : { kind: 'fold', row, open: true };
}

function moveUp<Row>(
  rowAt: (index: number) => Row | undefined,
  at: number,
  isBelow: (row: Row) => boolean,
): FoldMove<Row> | null {
  for (let above = at - 1; above >= 0; above -= 1) {
    const row = rowAt(above);
    if (row === undefined) return null; // not fetched
    if (!isBelow(row)) return { kind: 'moveTo', row: above };
  }
  return null;
}

/** How a screen reader is told of a row's fold. */
export function foldNames<Row>({ isOpen, isBelow }: TableFolds<Row>, row: Row) {
  return { 'aria-level': isBelow(row) ? 2 : 1, 'aria-expanded': isOpen(row) ?? undefined };
}
