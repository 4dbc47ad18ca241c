/** What a key does in a list: pure, so that every list moves alike. */

export type TableMove =
  | { readonly kind: 'moveTo'; readonly row: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'back' };

export type TablePosition = {
  /** Row the reader stands on; null before the first key. */
  readonly row: number | null;
  readonly rows: number;
  /** Rows that fit on the screen. */
  readonly pageRows: number;
};

function targetRow(key: string, { row, rows, pageRows }: TablePosition): number | null {
  const page = Math.max(1, pageRows - 1);
  switch (key) {
    case 'ArrowDown':
      return row === null ? 0 : row + 1;
    case 'ArrowUp':
      return row === null ? rows - 1 : row - 1;
    case 'PageDown':
      return (row ?? 0) + page;
    case 'PageUp':
      return (row ?? 0) - page;
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
}

/** null when the key means nothing here. */
export function tableMove(key: string, position: TablePosition): TableMove | null {
  if (key === 'Enter') return { kind: 'open' };
  if (key === ' ') return { kind: 'mark' };
  if (key === 'Escape') return { kind: 'back' };
  const row = targetRow(key, position);
  if (row === null || position.rows === 0) return null;
  return { kind: 'moveTo', row: Math.min(position.rows - 1, Math.max(0, row)) };
}
