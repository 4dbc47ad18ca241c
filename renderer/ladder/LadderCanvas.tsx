import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import type { CallKey } from '../../shared/ids';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import { isLive } from '../../shared/protocol/captureState';
import { tableMove } from '../ui/tableKeys';
import { useVirtualRows } from '../ui/useVirtualRows';
import { useCaptureStart, useSelectedCompanion, useSelectedStream, useSession, useTimeMode } from '../store/hooks';
import { NO_REACH, reachOver } from './barReach';
import type { CallMark } from './callMarks';
import { entryKey } from './entryKey';
import { entryName } from './entryName';
import { rowOfEntry } from './entryRow';
import { focusMessagePane } from './ladderFocus';
import { LaneHeads } from './LaneHeads';
import { LadderRow } from './LadderRow';
import { BOTTOM_PX, HEAD_PX, ROW_PX } from './ladderSizes';
import { LadderTooltip } from './LadderTooltip';
import { rowTime, TIME_UNITS } from './rowTime';
import { RunningBars } from './RunningBars';
import { useElementWidth } from './useElementWidth';
import { useHover } from './useHover';
import { useLadder } from './useLadder';
import { useLadderCursor } from './useLadderCursor';
import { useLadderNarrowing } from './useLadderNarrowing';
import { useLadderScroll } from './useLadderScroll';

const SIZES = { rowPx: ROW_PX, headPx: HEAD_PX, overscanRows: 8 };

/** Row under an event, by what the row says of itself. */
function rowUnder(event: SyntheticEvent): number | null {
  const row = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset['row'];
  return row === undefined ? null : Number(row);
}

type Props = {
  /** Changes when another call, or another choice of calls, is shown. */
  readonly identity: string;
  readonly marks: ReadonlyMap<CallKey, CallMark>;
};

/** The ladder itself: heads that stay, lanes, and of all rows those in sight. */
export function LadderCanvas({ identity, marks }: Props) {
  const id = useId();
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const paneWidthPx = useElementWidth(scroller);
  const screen = useLadder(paneWidthPx);
  const { ladder, size, bars } = screen;
  const { entries } = ladder;
  const cursor = useLadderCursor(screen);
  const { narrowed, showAll } = useLadderNarrowing();
  const live = useSession(({ capture }) => isLive(capture));
  const [mode] = useTimeMode();
  const start = useCaptureStart();
  const [stream] = useSelectedStream();
  const [companion] = useSelectedCompanion();
  const selected = useMemo(() => new Set([`stream ${stream}`, `companion ${companion?.key}`]), [stream, companion]);
  const { hovered, over, leave } = useHover();
  const { drawn, scrollToRow } = useVirtualRows(scroller, entries.length, SIZES);
  useLadderScroll(scroller, screen, { identity, live });

  const shown = useRef('');
  const { row: activeRow, key: activeKey } = cursor;
  useEffect(() => {
    const place = `${identity} ${activeKey}`;
    if (activeRow === null || shown.current === place) return;
    shown.current = place;
    scrollToRow(activeRow);
  }, [identity, activeKey, activeRow, scrollToRow]);

  const { originMs } = screen;
  const times = useMemo(() => ({ mode, start, originMs }), [mode, start, originMs]);
  const active = activeRow === null ? undefined : entries[activeRow];
  const transaction = active?.kind === 'message' ? active.message.transaction : null;
  const markOf = (entry: LadderEntry): CallMark | undefined => {
    const { call } = rowOfEntry(entry);
    return call === null ? undefined : marks.get(call);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const pageRows = Math.floor(((scroller?.clientHeight ?? 0) - HEAD_PX) / ROW_PX);
    const move = tableMove(event.key, { row: activeRow, rows: entries.length, pageRows });
    if (move === null || move.kind === 'mark') return;
    if (move.kind === 'back') return void (narrowed && (event.preventDefault(), showAll()));
    event.preventDefault();
    leave();
    if (move.kind === 'moveTo') cursor.moveTo(move.row);
    else if (active?.kind === 'media') cursor.open(active);
    else focusMessagePane(event.currentTarget);
  };

  const onClick = (event: SyntheticEvent): void => {
    const row = rowUnder(event);
    const entry = row === null ? undefined : entries[row];
    if (row === null || !entry) return;
    leave();
    if (entry.kind === 'media') cursor.open(entry);
    else cursor.moveTo(row);
  };

  const bodyStyle = { height: ladder.height + BOTTOM_PX, width: Math.max(ladder.width, paneWidthPx) };
  /** Bars that are scrolled to the left pass under the times, which stay. */
  const beyondTimes = `inset(0 0 0 calc(var(--scrolled, 0px) + ${size.timeColumnWidth - 12}px))`;
  const first = drawn?.first ?? 0;
  const rows = drawn === null ? [] : entries.slice(drawn.first, drawn.last + 1);
  const fromY = first * ROW_PX;
  const toY = Math.min(bodyStyle.height, (first + rows.length + 2) * ROW_PX);
  const barsInSight = bars.filter((bar) => bar.y <= toY && bar.endY >= fromY);
  const barRow = (bar: LadderEntry): number => screen.rowOf.get(entryKey(bar)) ?? 0;
  const hoveredEntry = hovered === null ? undefined : entries[hovered.row];

  return (
    <div
      ref={setScroller}
      className="ladder"
      role="listbox"
      tabIndex={0}
      data-firstfocus
      aria-label="Messages of the ladder"
      aria-activedescendant={
        activeRow !== null && activeRow >= first && activeRow < first + rows.length ? `${id}-${activeRow}` : undefined
      }
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => {
        leave();
        currentTarget.style.setProperty('--scrolled', `${currentTarget.scrollLeft}px`);
      }}
      onPointerLeave={leave}
    >
      <div className="laneheads" style={{ height: HEAD_PX, width: bodyStyle.width }} aria-hidden>
        <span className="timeunit">{TIME_UNITS[mode]}</span>
        <LaneHeads lanes={ladder.lanes} laneWidth={size.laneWidth} />
      </div>
      <div
        className="ladderbody"
        role="presentation"
        style={bodyStyle}
        onClick={onClick}
        onPointerOver={(event) => {
          const row = rowUnder(event);
          if (row !== null) over(row, event);
        }}
      >
        {activeRow === null ? null : (
          <div className="chosen" style={{ transform: `translateY(${activeRow * ROW_PX}px)` }} />
        )}
        {ladder.lanes.map(({ lane, x }) => (
          <i key={lane.key} className="lane" style={{ left: x }} />
        ))}
        {rows.map((entry, at) => {
          const position = first + at;
          const time = rowTime(entries, position, times);
          const mark = markOf(entry);
          const reach = entry.kind === 'message' ? reachOver(entry, barsInSight) : NO_REACH;
          return (
            <LadderRow
              key={position}
              id={`${id}-${position}`}
              entry={entry}
              position={position}
              count={entries.length}
              time={time}
              name={entryName(entry, time, mark?.name ?? null)}
              active={position === activeRow}
              related={entry.kind === 'message' && entry.message.transaction === transaction}
              callMark={mark?.className ?? null}
              callSign={mark?.sign ?? null}
              width={bodyStyle.width}
              laneWidth={size.laneWidth}
              reachLeft={reach.left}
              reachRight={reach.right}
              timeColumnWidth={size.timeColumnWidth}
            />
          );
        })}
        <svg
          className="runs"
          width={bodyStyle.width}
          height={toY - fromY}
          viewBox={`0 ${fromY} ${bodyStyle.width} ${toY - fromY}`}
          style={{ transform: `translateY(${fromY}px)`, clipPath: beyondTimes }}
          aria-hidden
        >
          <RunningBars
            bars={barsInSight}
            selected={selected}
            fromY={fromY}
            toY={toY}
            onChoose={cursor.open}
            onHover={(bar, event) => over(barRow(bar), event)}
          />
        </svg>
      </div>
      {hovered === null || !hoveredEntry ? null : (
        <LadderTooltip
          entry={hoveredEntry}
          hovered={hovered}
          times={[
            `${rowTime(entries, hovered.row, { mode: 'sinceStart', start, originMs })} s`,
            rowTime(entries, hovered.row, { mode: 'clock', start }),
          ]}
          ofCall={markOf(hoveredEntry)?.name ?? null}
        />
      )}
    </div>
  );
}
