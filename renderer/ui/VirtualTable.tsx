import { useEffect, useId, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { EngineList } from './useListSource';
import { ColumnMenu } from './ColumnMenu';
import { useTableColumns, type Column } from './tableColumns';
import { TableHeader, type TableSort } from './TableHeader';
import { foldMove, foldNames, type TableFolds } from './tableFolds';
import { tableMove } from './tableKeys';
import { useVirtualRows } from './useVirtualRows';

export const ROW_PX = 24;
const HEAD_PX = 22;
const SIZES = { rowPx: ROW_PX, headPx: HEAD_PX, overscanRows: 12 };
/** Chromium clamps a scroll area at 33.5 million px. */
const MOST_ROWS = 1_300_000;

export type VirtualTableProps<Row, Sort extends string> = {
  /** Name under which columns are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row, Sort>[];
  readonly list: EngineList<Row>;
  readonly keyOf: (row: Row) => string;
  readonly sort: TableSort<Sort>;
  readonly onSort: (sort: TableSort<Sort>) => void;
  readonly activeKey: string | null;
  readonly onActive: (row: Row) => void;
  readonly onOpen: () => void;
  readonly onBack: () => void;
  readonly marked?: ReadonlySet<string>;
  readonly onMark?: (row: Row) => void;
  /** Keeps the newest row in sight. */
  readonly follow: boolean;
  readonly onLeaveFollow: () => void;
  /** Rows that others are folded under; null for a flat list. */
  readonly folds?: TableFolds<Row> | null;
  /** What stands in place of rows when there are none. */
  readonly empty: ReactNode;
};

/** A cell that is cut off tells its whole text on hover. */
function nameClippedCell({ target }: { readonly target: EventTarget }): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell]') : null;
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
}

const LEAVES_FOLLOW = new Set(['ArrowUp', 'PageUp', 'Home']);

/** One table for every list: an ARIA grid whose rows lie in the engine. */
export function VirtualTable<Row, Sort extends string>(props: VirtualTableProps<Row, Sort>) {
  const { list, keyOf, activeKey, onActive, marked, onMark, follow, sort, folds = null } = props;
  const { view, show } = list;
  const id = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const columns = useTableColumns(props.name, props.columns);
  const rowCount = Math.min(view.matching, MOST_ROWS);
  const [lastRow, setLastRow] = useState<number | null>(null);
  /** A row that was moved to before it had arrived; it is awaited until some row becomes the active one. */
  const [moved, setMoved] = useState<{ readonly row: number; readonly fromKey: string | null } | null>(null);

  const { drawn, scrollToRow } = useVirtualRows(scroller, rowCount, SIZES);
  const first = drawn?.first ?? 0;
  const last = drawn?.last ?? 50;
  const drawnRows = drawn === null ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const rowAt = (index: number): Row | undefined => view.rows[index - view.from];
  const awaited = moved !== null && moved.fromKey === activeKey ? moved.row : null;
  const found = activeKey === null ? -1 : view.rows.findIndex((row) => keyOf(row) === activeKey);
  const current = awaited ?? (found >= 0 ? view.from + found : activeKey === null ? null : lastRow);

  useEffect(() => {
    // A fresh view takes the keyboard unless something else has it.
    if (scroller && document.activeElement === document.body) scroller.focus({ preventScroll: true });
  }, [scroller]);

  useEffect(() => show({ first, last }), [show, first, last]);

  const newest = sort.descending ? 0 : rowCount - 1;
  useEffect(() => {
    if (follow && rowCount > 0) scrollToRow(newest);
  }, [scrollToRow, follow, newest, rowCount]);

  const awaitedRow = awaited === null ? undefined : rowAt(awaited);
  useEffect(() => {
    if (awaitedRow !== undefined) onActive(awaitedRow);
  }, [awaitedRow, onActive]);

  const moveTo = (index: number): void => {
    setLastRow(index);
    scrollToRow(index);
    const row = rowAt(index);
    setMoved(row === undefined ? { row: index, fromKey: activeKey } : null);
    if (row !== undefined) onActive(row);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const fold = folds === null || current === null ? null : foldMove(event.key, rowAt, current, folds);
    if (fold !== null) event.preventDefault();
    if (fold?.kind === 'fold') return folds?.onFold(fold.row, fold.open);
    if (fold?.kind === 'moveTo') return moveTo(fold.row);
    const pageRows = Math.floor(((scroller?.clientHeight ?? 0) - HEAD_PX) / ROW_PX);
    const move = tableMove(event.key, { row: current, rows: rowCount, pageRows });
    if (!move) return;
    event.preventDefault();
    if (LEAVES_FOLLOW.has(event.key)) props.onLeaveFollow();
    const row = current === null ? undefined : rowAt(current);
    if (move.kind === 'moveTo') moveTo(move.row);
    else if (move.kind === 'back') props.onBack();
    else if (row !== undefined && move.kind === 'mark') onMark?.(row);
    else if (row !== undefined && move.kind === 'open') props.onOpen();
  };

  const onClick = (event: MouseEvent, row: Row, index: number): void => {
    props.onLeaveFollow();
    if (event.ctrlKey || event.metaKey) return onMark?.(row);
    setLastRow(index);
    setMoved(null);
    onActive(row);
  };

  return (
    <div className="table">
      <div
        ref={setScroller}
        className="grid"
        role={folds === null ? 'grid' : 'treegrid'}
        tabIndex={0}
        data-list
        aria-label={props.label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.shown.length}
        aria-multiselectable={onMark ? true : undefined}
        aria-busy={!view.fresh}
        aria-activedescendant={current !== null && drawnRows.includes(current) ? `${id}-${current}` : undefined}
        style={{ '--columns': columns.template } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onWheel={(event) => event.deltaY < 0 && props.onLeaveFollow()}
      >
        <div role="rowgroup" className="headgroup" style={{ minWidth: columns.widthPx }}>
          <TableHeader columns={columns} sort={sort} onSort={props.onSort} />
        </div>
        <div
          role="rowgroup"
          className="rows"
          style={{ height: rowCount * ROW_PX, minWidth: columns.widthPx }}
          onPointerOver={nameClippedCell}
        >
          {drawnRows.map((index) => {
            const row = rowAt(index);
            const key = row === undefined ? null : keyOf(row);
            const active = index === current;
            const isMarked = key !== null && (marked?.has(key) ?? false);
            return (
              <div
                key={index}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={active || isMarked}
                {...(folds !== null && row !== undefined ? foldNames(folds, row) : null)}
                className={`row${active ? ' active' : ''}${isMarked ? ' marked' : ''}`}
                style={{ transform: `translateY(${index * ROW_PX}px)` }}
                onClick={(event) => row !== undefined && onClick(event, row, index)}
                onDoubleClick={props.onOpen}
              >
                {columns.shown.map((column, at) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    aria-colindex={at + 1}
                    className={`${column.align === 'right' ? 'num ' : ''}${column.mono ? 'mono' : ''}`}
                  >
                    {row === undefined ? null : column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <ColumnMenu columns={columns} all={props.columns} />
      {rowCount === 0 && view.fresh ? <div className="overlay">{props.empty}</div> : null}
      {view.matching > MOST_ROWS ? (
        <p className="tablenote">First {formatCount(MOST_ROWS)} rows shown: search to narrow the list.</p>
      ) : null}
      {view.problem === null ? null : <p className="tablenote error">{view.problem}</p>}
    </div>
  );
}
