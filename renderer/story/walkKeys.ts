import type { KeyboardEvent } from 'react';
import { tableMove } from '../ui/tableKeys';

/** Rows that Page Up and Page Down pass. */
const PAGE_ROWS = 10;

type Walk = {
  /** Row that the reader stands on; null before the first key. */
  readonly at: number | null;
  readonly rows: number;
  readonly onMove: (row: number) => void;
  readonly onOpen: (row: number, list: HTMLElement) => void;
};

/** The keys of a list: arrows walk, Enter opens. Escape is left to what the list stands in. */
export const walkKeys =
  ({ at, rows, onMove, onOpen }: Walk) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const move = tableMove(event.key, { row: at, rows, pageRows: PAGE_ROWS });
    if (move === null || move.kind === 'back' || move.kind === 'mark') return;
    event.preventDefault();
    if (move.kind === 'moveTo') onMove(move.row);
    else if (at !== null && at < rows) onOpen(at, event.currentTarget);
  };
