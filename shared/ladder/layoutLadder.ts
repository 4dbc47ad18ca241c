import type { Endpoint, MessageRow, StreamRow } from '../protocol/rows';
import { assignLanes, type Lane } from './assignLanes';

/** Sizes in the unit of the target: CSS pixels on the screen, points in the PDF. */
export type LadderSize = {
  readonly timeColumnWidth: number;
  readonly laneWidth: number;
  readonly headHeight: number;
  readonly rowHeight: number;
};

export type LaneLine = { readonly lane: Lane; readonly x: number };

export type MessageArrow = {
  readonly kind: 'message';
  readonly message: MessageRow;
  readonly atMs: number;
  readonly y: number;
  readonly fromX: number;
  readonly toX: number;
};

export type MediaBar = {
  readonly kind: 'media';
  readonly stream: StreamRow;
  readonly atMs: number;
  readonly y: number;
  readonly fromX: number;
  readonly toX: number;
  /** Where the stream's last packet falls among the rows: the bar runs from y to here. */
  readonly endY: number;
};

export type LadderEntry = MessageArrow | MediaBar;

export type Ladder = {
  readonly lanes: readonly LaneLine[];
  /** In time order, one a row, so entry i stands at headHeight + (i + 0.5) · rowHeight. */
  readonly entries: readonly LadderEntry[];
  readonly width: number;
  readonly height: number;
};

type Row =
  { readonly atMs: number; readonly message: MessageRow } | { readonly atMs: number; readonly stream: StreamRow };

/** Messages first when a message and a stream begin at the same instant: the SDP comes before its media. */
function rowsInTimeOrder(messages: readonly MessageRow[], streams: readonly StreamRow[]): Row[] {
  const rows: Row[] = messages.map((message) => ({ atMs: message.atMs, message }));
  for (const stream of streams) rows.push({ atMs: stream.startedAtMs, stream });
  return rows.sort((a, b) => a.atMs - b.atMs);
}

/** Number of rows that begin at or before this instant. */
function rowsUntil(rows: readonly Row[], atMs: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Rows in, coordinates out. Screen, PDF and tests all call this; none of them measures anything itself. Rows are evenly spaced
 * whatever time passes between them: the time column tells the time.
 */
export function layoutLadder(messages: readonly MessageRow[], streams: readonly StreamRow[], size: LadderSize): Ladder {
  const rows = rowsInTimeOrder(messages, streams);
  const { lanes, laneOf } = assignLanes(messages, streams);
  const xOfLane = (column: number): number => size.timeColumnWidth + (column + 0.5) * size.laneWidth;
  const xOf = (endpoint: Endpoint): number => xOfLane(laneOf(endpoint));
  const yOf = (index: number): number => size.headHeight + (index + 0.5) * size.rowHeight;

  const entries = rows.map((row, index): LadderEntry => {
    const y = yOf(index);
    if ('message' in row) {
      const { message, atMs } = row;
      return { kind: 'message', message, atMs, y, fromX: xOf(message.source), toX: xOf(message.destination) };
    }
    const { stream, atMs } = row;
    const lastRow = Math.max(index, rowsUntil(rows, stream.startedAtMs + stream.durationMs) - 1);
    const endY = yOf(lastRow) + size.rowHeight / 2;
    return { kind: 'media', stream, atMs, y, fromX: xOf(stream.source), toX: xOf(stream.destination), endY };
  });

  return {
    lanes: lanes.map((lane, column) => ({ lane, x: xOfLane(column) })),
    entries,
    width: size.timeColumnWidth + Math.max(1, lanes.length) * size.laneWidth,
    height: size.headHeight + rows.length * size.rowHeight,
  };
}
