import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useId, useMemo, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { MessageField } from '../../shared/protocol/rows';
import { useVirtualRows, type RowSizes } from '../ui/useVirtualRows';
import { fieldRows, type FieldedBytes, type FieldId, type FieldRow } from './fieldTree';
import { treeMove } from './treeKeys';
import type { FieldSelection } from './useFieldSelection';
import { visibleText } from './visibleText';

const SIZES: RowSizes = { rowPx: 19, headPx: 6, overscanRows: 10 };
const INDENT_PX = 14;

/** A field that holds lines tells how many; their text stands below it. */
function valueOf({ value, children }: MessageField): ReactNode {
  if (children.length > 1 && value.includes('\n')) return <span className="muted">{children.length} lines</span>;
  return visibleText(value);
}

const START_LINES = new Set(['Request line', 'Status line']);

function RowWords({ row, tone }: { readonly row: FieldRow; readonly tone: string }) {
  const { field } = row;
  if (row.level === 1 && START_LINES.has(field.name)) {
    return <span className={`value ${tone}`}>{visibleText(field.value)}</span>;
  }
  return (
    <>
      <span className="muted">{visibleText(field.name, 80)}</span> <span className="value">{valueOf(field)}</span>
      {field.unusual === undefined ? null : (
        <span className="unusual" title={visibleText(field.unusual, 400)}>
          {' '}
          unusual
        </span>
      )}
    </>
  );
}

type Props = {
  readonly detail: FieldedBytes;
  readonly selection: FieldSelection;
  readonly label: string;
  /** Class that colours a message's start line. */
  readonly tone?: string;
};

/** A message or frame as a tree: arrows walk and fold, what is selected is marked in the bytes beside it. */
export function FieldTree({ detail, selection, label, tone = '' }: Props) {
  const { chosen, expanded, choose, expand, collapse, hover } = selection;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const treeId = useId();
  const rows = useMemo(() => fieldRows(detail.fields, expanded), [detail, expanded]);
  const { drawn, scrollToRow } = useVirtualRows(scroller, rows.length, SIZES);
  const selectedId = chosen.kind === 'field' ? chosen.id : null;
  const selectedAt = rows.findIndex(({ id }) => id === selectedId);

  useEffect(() => {
    if (selectedAt >= 0) scrollToRow(selectedAt);
  }, [selectedAt, scrollToRow]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.floor((scroller?.clientHeight ?? 0) / SIZES.rowPx);
    const move = treeMove(event.key, rows, selectedId, pageRows);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'select') choose({ kind: 'field', id: move.id });
    else if (move.kind === 'expand') expand(move.ids);
    else collapse(move.id);
  };
  const onCopy = (event: ClipboardEvent): void => {
    const row = rows[selectedAt];
    if (!row || window.getSelection()?.isCollapsed === false) return;
    event.clipboardData.setData('text/plain', row.field.value);
    event.preventDefault();
  };
  const rowId = (id: FieldId): string => `${treeId}${id}`;
  const first = drawn?.first ?? 0;
  const shown = drawn ? rows.slice(first, drawn.last + 1) : [];
  const activeIsDrawn = shown.some(({ id }) => id === selectedId);

  return (
    <div
      ref={setScroller}
      className="fieldtree mono"
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={selectedId !== null && activeIsDrawn ? rowId(selectedId) : undefined}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onPointerLeave={() => hover(null)}
    >
      <div className="rows" role="presentation" style={{ height: rows.length * SIZES.rowPx }}>
        {shown.map((row, index) => (
          <div
            key={row.id}
            id={rowId(row.id)}
            className="fieldrow"
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-expanded={row.expanded ?? undefined}
            aria-selected={row.id === selectedId}
            style={{ top: (first + index) * SIZES.rowPx, paddingLeft: 8 + (row.level - 1) * INDENT_PX }}
            onClick={() => choose({ kind: 'field', id: row.id })}
            onDoubleClick={() => row.expanded !== null && (row.expanded ? collapse(row.id) : expand([row.id]))}
            onPointerEnter={() => hover({ start: row.field.start, end: row.field.end })}
          >
            <Fold row={row} onFold={() => (row.expanded ? collapse(row.id) : expand([row.id]))} />
            <span className="words">
              <RowWords row={row} tone={tone} />
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The keyboard folds by the tree's own keys; this is for the pointer. */
function Fold({ row, onFold }: { readonly row: FieldRow; readonly onFold: () => void }) {
  if (row.expanded === null) return <span className="fold" />;
  const Chevron = row.expanded ? ChevronDown : ChevronRight;
  return (
    <span
      className="fold"
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Chevron size={12} />
    </span>
  );
}
