import { useEffect, useState, type MouseEvent } from 'react';
import { useVirtualRows, type RowSizes } from '../ui/useVirtualRows';
import { fieldAt, type FieldedBytes } from './fieldTree';
import { BYTES_PER_ROW, formatOffset, hexRowCount, hexRunsOf } from './hexRows';
import { isTextSelected, pointedUnit } from './pointedUnit';
import type { FieldSelection } from './useFieldSelection';

const SIZES: RowSizes = { rowPx: 19, headPx: 6, overscanRows: 20 };
/** Two digits and a space. */
const HEX_UNITS = 3;

type Props = { readonly detail: FieldedBytes; readonly selection: FieldSelection; readonly label: string };

/** A message or frame as bytes, sixteen a row; a click selects the innermost field that stands there. */
export function HexDump({ detail, selection, label }: Props) {
  const { bytes, fields } = detail;
  const { choose, selectedRange, hovered } = selection;
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const rowCount = hexRowCount(bytes);
  const { drawn, scrollToRow } = useVirtualRows(scroller, rowCount, SIZES);
  const selectedRow = selectedRange === null ? -1 : Math.floor(selectedRange.start / BYTES_PER_ROW);

  useEffect(() => {
    if (selectedRow >= 0 && selectedRow < rowCount) scrollToRow(selectedRow);
  }, [selectedRow, rowCount, scrollToRow]);

  const onClick = (event: MouseEvent): void => {
    const pointed = pointedUnit(event);
    const start = pointed?.element.dataset['start'];
    if (!pointed || start === undefined || isTextSelected()) return;
    const units = pointed.element.dataset['column'] === 'hex' ? HEX_UNITS : 1;
    const id = fieldAt(fields, Number(start) + Math.floor(pointed.unit / units));
    if (id !== null) choose({ kind: 'field', id });
  };
  const shown = drawn ? Array.from({ length: drawn.last - drawn.first + 1 }, (_, at) => drawn.first + at) : [];
  return (
    <div ref={setScroller} className="hexdump mono" role="region" aria-label={label} tabIndex={0} onClick={onClick}>
      <div className="rows" style={{ height: rowCount * SIZES.rowPx }}>
        {shown.map((row) => {
          const runs = hexRunsOf(bytes, row, selectedRange, hovered);
          return (
            <div key={row} className="hexrow" style={{ top: row * SIZES.rowPx }}>
              <span className="muted">{formatOffset(row * BYTES_PER_ROW)}</span>
              <span className="hex">
                {runs.map(({ start, hex, mark }) => (
                  <span key={start} data-column="hex" data-start={start} className={mark}>
                    {hex}
                  </span>
                ))}
              </span>
              <span>
                {runs.map(({ start, text, mark }) => (
                  <span key={start} data-column="text" data-start={start} className={mark}>
                    {text}
                  </span>
                ))}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
