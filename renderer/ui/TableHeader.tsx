import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Column, TableColumns } from './tableColumns';

export type TableSort<Sort extends string> = { readonly by: Sort; readonly descending: boolean };

type Props<Row, Sort extends string> = {
  readonly columns: TableColumns<Row, Sort>;
  readonly sort: TableSort<Sort>;
  readonly onSort: (sort: TableSort<Sort>) => void;
};

const KEY_STEP_PX = 16;

/** Of figures the largest is what one looks for, so the first click puts it on top. */
const isFigure = ({ align }: { readonly align?: 'right' }): boolean => align === 'right';

/** The edge that is dragged to resize the column before it. */
function ResizeEdge({ widthPx, resize }: { readonly widthPx: number; readonly resize: (widthPx: number) => void }) {
  const [start, setStart] = useState<{ readonly xPx: number; readonly widthPx: number } | null>(null);
  const onDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart({ xPx: event.clientX, widthPx });
  };
  return (
    <span
      className={start ? 'edge on' : 'edge'}
      aria-hidden="true"
      onPointerDown={onDown}
      onPointerMove={(event) => start && resize(start.widthPx + event.clientX - start.xPx)}
      onPointerUp={() => setStart(null)}
      onPointerCancel={() => setStart(null)}
    />
  );
}

/** Titles that sort on click or Enter; Shift with ← → resizes the column that has the focus. */
export function TableHeader<Row, Sort extends string>({ columns, sort, onSort }: Props<Row, Sort>) {
  const header = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent, column: Column<Row, Sort>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.stopPropagation();
    const step = event.key === 'ArrowLeft' ? -1 : 1;
    if (event.shiftKey) return columns.resize(column, columns.widthOf(column) + step * KEY_STEP_PX);
    const buttons = [...(header.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.currentTarget as HTMLButtonElement);
    buttons[at + step]?.focus();
  };

  return (
    <div className="head" role="row" aria-rowindex={1} ref={header}>
      {columns.shown.map((column, at) => {
        const sorted = column.sort !== null && column.sort === sort.by;
        const direction = sort.descending ? 'descending' : 'ascending';
        const title = sorted ? `${column.title} ${sort.descending ? '▾' : '▴'}` : column.title;
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={sorted ? direction : column.sort === null ? undefined : 'none'}
            className={column.align === 'right' ? 'num' : undefined}
            title={column.longTitle}
          >
            {column.sort === null ? (
              <span>{title || <span className="hidden">{column.longTitle}</span>}</span>
            ) : (
              <button
                type="button"
                onClick={() => onSort({ by: column.sort!, descending: sorted ? !sort.descending : isFigure(column) })}
                onKeyDown={(event) => onKeyDown(event, column)}
              >
                {title}
              </button>
            )}
            {column.fixed ? null : (
              <ResizeEdge widthPx={columns.widthOf(column)} resize={(widthPx) => columns.resize(column, widthPx)} />
            )}
          </div>
        );
      })}
    </div>
  );
}
