import type { ReactNode } from 'react';
import { usePreference } from '../store/hooks';
import type { ColumnChoice } from '../store/preferences';

export type Column<Row, Sort extends string> = {
  readonly id: string;
  readonly title: string;
  readonly widthPx: number;
  /** null: the engine does not sort by it. */
  readonly sort: Sort | null;
  readonly align?: 'right';
  readonly mono?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Read out and shown on hover where the title is only a sign. */
  readonly longTitle?: string;
  /** Not in the list until the reader asks for it. */
  readonly hidden?: boolean;
  /** The first column of signs is neither resized nor hidden. */
  readonly fixed?: boolean;
};

const NO_CHOICE: ColumnChoice = { widths: {}, hidden: [] };
export const LEAST_COLUMN_PX = 36;

export type TableColumns<Row, Sort extends string> = {
  readonly shown: readonly Column<Row, Sort>[];
  readonly template: string;
  readonly widthPx: number;
  readonly widthOf: (column: Column<Row, Sort>) => number;
  readonly resize: (column: Column<Row, Sort>, widthPx: number) => void;
  readonly isShown: (column: Column<Row, Sort>) => boolean;
  readonly toggle: (column: Column<Row, Sort>) => void;
};

/** A list's columns with the widths and the choice that the reader made, which are remembered under the list's name. */
export function useTableColumns<Row, Sort extends string>(
  list: string,
  columns: readonly Column<Row, Sort>[],
): TableColumns<Row, Sort> {
  const [choices, setChoices] = usePreference('columns');
  const choice = choices[list] ?? {
    ...NO_CHOICE,
    hidden: columns.filter(({ hidden }) => hidden).map(({ id }) => id),
  };
  const change = (next: Partial<ColumnChoice>): void => setChoices({ ...choices, [list]: { ...choice, ...next } });
  const isShown = ({ id }: Column<Row, Sort>): boolean => !choice.hidden.includes(id);
  const widthOf = ({ id, widthPx }: Column<Row, Sort>): number => choice.widths[id] ?? widthPx;
  const shown = columns.filter(isShown);
  const widths = shown.map(widthOf);
  return {
    shown,
    // The last one takes what is left, so that rows reach the edge.
    template: widths
      .map((width, at) => (at === widths.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
      .join(' '),
    widthPx: widths.reduce((sum, width) => sum + width, 0),
    widthOf,
    resize: (column, widthPx) => {
      const width = Math.round(Math.min(1200, Math.max(LEAST_COLUMN_PX, widthPx)));
      change({ widths: { ...choice.widths, [column.id]: width } });
    },
    isShown,
    toggle: (column) =>
      change({
        hidden: isShown(column) ? [...choice.hidden, column.id] : choice.hidden.filter((id) => id !== column.id),
      }),
  };
}
