import { memo, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { MessageDetail } from '../../shared/protocol/rows';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import { fieldAt } from './fieldTree';
import { runsOf } from './lineRuns';
import { isTextSelected, pointedUnit } from './pointedUnit';
import type { FieldSelection } from './useFieldSelection';
import { byteOfUnit, visibleLines, type ByteRange, type VisibleLine } from './visibleText';

/** Drawn at once; the rest of a longer message waits for a press of a button. */
const FIRST_LINES = 400;
const FIRST_BYTES = 32_768;

function firstLineCount(lines: readonly VisibleLine[]): number {
  const beyond = lines.findIndex(({ end }, index) => index >= FIRST_LINES || (index > 0 && end > FIRST_BYTES));
  return beyond < 0 ? lines.length : beyond;
}

type LineProps = {
  readonly line: VisibleLine;
  readonly index: number;
  readonly selected: ByteRange | null;
  readonly hovered: ByteRange | null;
};

const RawLine = memo(function RawLine({ line, index, selected, hovered }: LineProps) {
  return (
    <div className="rawline" data-line={index}>
      {runsOf(line, selected, hovered).map(({ from, text, symbol, mark }) => (
        <span key={from} data-from={from} className={symbol ? `symbol ${mark}` : mark}>
          {text}
        </span>
      ))}
    </div>
  );
});

/** The range where it touches the line, so that lines it does not touch need no new drawing. */
const within = (range: ByteRange | null, { start, end }: VisibleLine): ByteRange | null =>
  range !== null && range.start < end && range.end > start ? range : null;

/** The byte of the message under the pointer; null beside the text. */
function pointedByte(event: MouseEvent, lines: readonly VisibleLine[]): number | null {
  const pointed = pointedUnit(event);
  const from = pointed?.element.dataset['from'];
  const line = lines[Number(pointed?.element.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? NaN)];
  if (!pointed || from === undefined || !line) return null;
  return byteOfUnit(line, Number(from) + pointed.unit);
}

type Props = { readonly detail: MessageDetail; readonly selection: FieldSelection };

/** The message as it was on the wire, every byte of it; a click selects the innermost field that stands there. */
export function RawText({ detail, selection }: Props) {
  const { bytes, fields } = detail;
  const { choose, selectedRange, hovered } = selection;
  const area = useRef<HTMLDivElement>(null);
  const [showAllOf, setShowAllOf] = useState<MessageDetail | null>(null);
  const lines = useMemo(() => visibleLines(bytes), [bytes]);
  const first = useMemo(() => firstLineCount(lines), [lines]);
  const beyond = (lines[first - 1]?.end ?? 0) <= (selectedRange?.start ?? -1);
  const shown = showAllOf === detail || beyond ? lines.length : first;

  useEffect(() => {
    const marked = [...(area.current?.querySelectorAll('.selected') ?? [])];
    // Of many lines as much as fits, and their beginning in any case.
    for (const end of [marked.at(-1), marked[0]]) end?.scrollIntoView({ block: 'nearest' });
  }, [selectedRange, shown]);

  const onClick = (event: MouseEvent): void => {
    if (isTextSelected()) return;
    const byte = pointedByte(event, lines);
    const id = byte === null ? null : fieldAt(fields, byte);
    if (id !== null) choose({ kind: 'field', id });
  };
  return (
    <div ref={area} className="rawtext mono" role="region" aria-label="Raw message" tabIndex={0} onClick={onClick}>
      {lines.slice(0, shown).map((line, index) => (
        <RawLine
          key={line.start}
          line={line}
          index={index}
          selected={within(selectedRange, line)}
          hovered={within(hovered, line)}
        />
      ))}
      {shown < lines.length ? (
        <button type="button" onClick={() => setShowAllOf(detail)}>
          Show all {formatCount(lines.length)} lines, {formatBytes(bytes.length)}
        </button>
      ) : null}
      {bytes.length === 0 ? <p className="muted">The message has no bytes.</p> : null}
    </div>
  );
}
