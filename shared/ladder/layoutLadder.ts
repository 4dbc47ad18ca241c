import type { CompanionRow, Endpoint, MessageRow, StreamRow } from '../protocol/rows';
import { assignLanes, type Lane } from './assignLanes';
import { nameLanes } from './nameLanes';
import { createBarSlots } from './barSlots';
import { readConversation } from './readConversation';

/** Sizes in the unit of the target: CSS pixels on the screen, points in the PDF. */
export type LadderSize = {
  readonly timeColumnWidth: number;
  readonly laneWidth: number;
  readonly headHeight: number;
  readonly rowHeight: number;
};

export type LaneLine = {
  readonly lane: Lane;
  readonly x: number;
  /** What people call the machine; null where only its address is known. Unique among the lanes. */
  readonly name: string | null;
  /** The one port that it signals on; null when there are several, or none. */
  readonly signallingPort: number | null;
};

export type MessageArrow = {
  readonly kind: 'message';
  readonly message: MessageRow;
  readonly atMs: number;
  readonly y: number;
  readonly fromX: number;
  readonly toX: number;
  /** Number of its transaction in order of appearance: messages with the same one share a tint. */
  readonly transactionOrdinal: number;
  /** The same request has been sent before with another CSeq. */
  readonly repeated: boolean;
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
  /** Bars that run beside the same lane at the same time have different slots, counted from 0 at the lane. */
  readonly slot: number;
};

/** What runs beside RTP between two endpoints, for as long as it does; lies like a bar of media. */
export type CompanionBar = Omit<MediaBar, 'kind' | 'stream'> & {
  readonly kind: 'companion';
  readonly companion: CompanionRow;
};

export type LadderEntry = MessageArrow | MediaBar | CompanionBar;

export type Ladder = {
  readonly lanes: readonly LaneLine[];
  /** In time order, one a row, so entry i stands at headHeight + (i + 0.5) · rowHeight. */
  readonly entries: readonly LadderEntry[];
  readonly width: number;
  readonly height: number;
};

/** What lasts: it begins in a row of its own and runs on beside the rows that follow. */
type Lasting =
  | { readonly kind: 'media'; readonly stream: StreamRow }
  | { readonly kind: 'companion'; readonly companion: CompanionRow };

type Row = {
  readonly atMs: number;
  readonly what: { readonly kind: 'message'; readonly message: MessageRow } | Lasting;
};

/** Messages first when others begin at the same instant: the SDP comes before its media. */
function rowsInTimeOrder(
  messages: readonly MessageRow[],
  streams: readonly StreamRow[],
  companions: readonly CompanionRow[],
): Row[] {
  const rows: Row[] = messages.map((message) => ({ atMs: message.atMs, what: { kind: 'message', message } }));
  for (const companion of companions)
    rows.push({ atMs: companion.startedAtMs, what: { kind: 'companion', companion } });
  for (const stream of streams) rows.push({ atMs: stream.startedAtMs, what: { kind: 'media', stream } });
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

/** Per lane the one port that its messages use. */
function signallingPorts(
  messages: readonly MessageRow[],
  laneCount: number,
  laneOf: (endpoint: Endpoint) => number,
): (number | null)[] {
  const ports = Array.from({ length: laneCount }, () => new Set<number>());
  for (const { source, destination } of messages) {
    for (const endpoint of [source, destination]) ports[laneOf(endpoint)]?.add(endpoint.port);
  }
  return ports.map((known) => (known.size === 1 ? [...known][0]! : null));
}

/**
 * Rows in, coordinates out. Screen, PDF and tests all call this; none of them measures anything itself. Rows are evenly spaced
 * whatever time passes between them: the time column tells the time. With `shows` only those messages get rows, and no media does;
 * lanes and their names still come from all.
 */
export function layoutLadder(
  messages: readonly MessageRow[],
  streams: readonly StreamRow[],
  size: LadderSize,
  companions: readonly CompanionRow[] = [],
  shows: ((message: MessageRow) => boolean) | null = null,
): Ladder {
  const rows =
    shows === null ? rowsInTimeOrder(messages, streams, companions) : rowsInTimeOrder(messages.filter(shows), [], []);
  const { lanes, laneOf } = assignLanes(messages, streams, companions);
  const xOfLane = (column: number): number => size.timeColumnWidth + (column + 0.5) * size.laneWidth;
  const xOf = (endpoint: Endpoint): number => xOfLane(laneOf(endpoint));
  const yOf = (index: number): number => size.headHeight + (index + 0.5) * size.rowHeight;
  const names = nameLanes(messages, lanes.length, laneOf);
  const ports = signallingPorts(messages, lanes.length, laneOf);
  const conversation = readConversation(rows.flatMap(({ what }) => (what.kind === 'message' ? [what.message] : [])));
  const slotOf = createBarSlots();

  const placeOf = (row: StreamRow | CompanionRow, index: number) => {
    const lastRow = Math.max(index, rowsUntil(rows, row.startedAtMs + row.durationMs) - 1);
    const [fromX, toX, y, endY] = [
      xOf(row.source),
      xOf(row.destination),
      yOf(index),
      yOf(lastRow) + size.rowHeight / 2,
    ];
    return { y, fromX, toX, endY, slot: slotOf({ fromX, toX, y, endY }) };
  };

  const entries = rows.map(({ what, atMs }, index): LadderEntry => {
    if (what.kind === 'media') return { ...what, atMs, ...placeOf(what.stream, index) };
    if (what.kind === 'companion') return { ...what, atMs, ...placeOf(what.companion, index) };
    const { message } = what;
    const place = conversation.get(message) ?? { transactionOrdinal: 0, repeated: false };
    return { ...what, atMs, y: yOf(index), fromX: xOf(message.source), toX: xOf(message.destination), ...place };
  });

  return {
    lanes: lanes.map((lane, column) => ({
      lane,
      x: xOfLane(column),
      name: names[column] ?? null,
      signallingPort: ports[column] ?? null,
    })),
    entries,
    width: size.timeColumnWidth + Math.max(1, lanes.length) * size.laneWidth,
    height: size.headHeight + rows.length * size.rowHeight,
  };
}
