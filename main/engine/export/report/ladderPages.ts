import type { CaptureStart } from '../../../../shared/capture/frame';
import { formatIsoTime, formatSeconds } from '../../../../shared/format/time';
import { describeCompanion } from '../../../../shared/ladder/describeCompanion';
import { describeMessage } from '../../../../shared/ladder/describeMessage';
import {
  layoutLadder,
  type CompanionBar,
  type Ladder,
  type LadderEntry,
  type MediaBar,
  type MessageArrow,
} from '../../../../shared/ladder/layoutLadder';
import type { CompanionRow, MessageRow, StreamRow } from '../../../../shared/protocol/rows';
import type { ReportPaper } from './reportPaper';
import { INK, SIZE, TONE_INK } from './reportTheme';

const TIME_WIDTH = 96;
const HEAD_HEIGHT = 30;
const ROW_HEIGHT = 21;
const ARROW_HEAD = 5;
const MAX_LANE_WIDTH = 210;
/** An IPv4 address in the lane's head needs so much; narrower lanes move to a wider page. */
const MIN_LANE_WIDTH = 64;
const FEWEST_ROWS = 4;

/** Where the ladder's own coordinates fall on the page that is being drawn. */
type Place = { readonly x: (ladderX: number) => number; readonly y: (ladderY: number) => number };

export type LadderRows = {
  readonly messages: readonly MessageRow[];
  readonly streams: readonly StreamRow[];
  readonly companions: readonly CompanionRow[];
  readonly start: CaptureStart;
  readonly startedAtMs: number;
};

/**
 * The call's ladder over as many pages as it needs, the lanes' heads on each. Positions come from the same layout as the window's.
 */
export function drawLadder(
  paper: ReportPaper,
  { messages, streams, companions, start, startedAtMs }: LadderRows,
): void {
  const size = { timeColumnWidth: TIME_WIDTH, headHeight: HEAD_HEIGHT, rowHeight: ROW_HEIGHT, laneWidth: 1 };
  const lanes = Math.max(1, layoutLadder(messages, streams, size, companions).lanes.length);
  const neededWidth = TIME_WIDTH + lanes * MIN_LANE_WIDTH;
  if (neededWidth > paper.uprightWidth) paper.newPage(undefined, neededWidth);
  paper.heading('Ladder (clock in UTC, seconds since the call began)');
  const laneWidth = Math.min(MAX_LANE_WIDTH, (paper.width - TIME_WIDTH) / lanes);
  const ladder = layoutLadder(messages, streams, { ...size, laneWidth }, companions);

  let next = 0;
  while (next < ladder.entries.length) {
    if (paper.y + HEAD_HEIGHT + 3 * ROW_HEIGHT > paper.bottom) paper.newPage(undefined, neededWidth);
    const fitting = Math.floor((paper.bottom - paper.y - HEAD_HEIGHT) / ROW_HEIGHT);
    const part = ladder.entries.slice(next, next + rowsOnPage(fitting, ladder.entries.length - next));
    drawPart(paper, ladder, { part, first: next, laneWidth, start, startedAtMs });
    next += part.length;
  }
}

/** The last page gets at least a few rows: one arrow alone on a page reads as a mistake. */
function rowsOnPage(fitting: number, left: number): number {
  const over = left - fitting;
  return over > 0 && over < FEWEST_ROWS ? Math.max(1, fitting - (FEWEST_ROWS - over)) : fitting;
}

type Part = {
  readonly part: readonly LadderEntry[];
  readonly first: number;
  readonly laneWidth: number;
  readonly start: CaptureStart;
  readonly startedAtMs: number;
};

function drawPart(paper: ReportPaper, ladder: Ladder, { part, first, laneWidth, start, startedAtMs }: Part): void {
  const top = paper.y;
  const bottom = top + HEAD_HEIGHT + part.length * ROW_HEIGHT;
  const skipped = first * ROW_HEIGHT;
  const place: Place = { x: (x) => paper.left + x, y: (y) => top + y - skipped };
  for (const { lane, name, x } of ladder.lanes) {
    const address = lane.port === null ? lane.address : `${lane.address}:${lane.port}`;
    const width = Math.max(1, Math.min(laneWidth - 6, 130));
    drawHead(paper, { x: place.x(x), y: top, width }, { name, address });
    paper.line(place.x(x), top + HEAD_HEIGHT - 8, place.x(x), bottom, INK.line, 0.7);
  }
  drawRunningBars(paper, ladder, place, { top: top + HEAD_HEIGHT, bottom });
  for (const entry of part) {
    const y = place.y(entry.y);
    paper.text(formatIsoTime(start, entry.atMs).slice(11, 23), paper.left, y - 4, {
      font: 'mono',
      size: SIZE.mono,
      colour: INK.faint,
    });
    paper.text(formatSeconds(entry.atMs - startedAtMs), paper.left + TIME_WIDTH - 6, y - 4, {
      font: 'mono',
      size: SIZE.mono,
      colour: INK.muted,
      align: 'right',
    });
    if (entry.kind === 'message') drawArrow(paper, entry, place);
    else if (entry.kind === 'media') drawMediaArrow(paper, entry, place);
    else drawCompanionArrow(paper, entry, place);
  }
  paper.y = bottom + 6;
}

type Box = { readonly x: number; readonly y: number; readonly width: number };

/** The machine's name over its address where there is one and both fit; else the address, on two lines if need be. */
function drawHead(
  paper: ReportPaper,
  { x, y, width }: Box,
  { name, address }: { name: string | null; address: string },
): void {
  paper.document
    .roundedRect(x - width / 2, y, width, HEAD_HEIGHT - 10, Math.min(3, width / 2))
    .lineWidth(0.7)
    .fillAndStroke(INK.band, INK.line);
  const style = { font: 'bold', size: SIZE.small, align: 'center', width: width - 6 } as const;
  const lower = { ...style, size: SIZE.small - 0.8 } as const;
  const plain = { ...lower, font: 'regular', colour: INK.muted } as const;
  if (name !== null && paper.measure(address, plain) <= style.width) {
    paper.text(name, x, y + 2, style);
    paper.text(address, x, y + 11, plain);
    return;
  }
  if (paper.measure(address, style) <= style.width) return paper.text(address, x, y + 6, style);
  const [first, second] = halves(address);
  paper.text(first, x, y + 2.5, lower);
  paper.text(second, x, y + 10.5, lower);
}

/** An IPv6 address in two lines: its end is what tells it from its neighbours. */
function halves(address: string): readonly [string, string] {
  const colon = address.indexOf(':', address.length / 2 - 2);
  return colon === -1 ? [address, ''] : [address.slice(0, colon + 1), address.slice(colon + 1)];
}

function drawLabel(
  paper: ReportPaper,
  entry: LadderEntry,
  place: Place,
  text: { label: string; detail: string; colour: string },
): void {
  const width = Math.max(60, Math.abs(entry.toX - entry.fromX) - 12);
  const middle = place.x((entry.fromX + entry.toX) / 2);
  const y = place.y(entry.y) - 10;
  const label = { font: 'bold', size: SIZE.small } as const;
  const labelWidth = Math.min(width, paper.measure(text.label, label));
  const room = width - labelWidth - 4;
  const detail = room > 24 ? text.detail : '';
  const detailWidth = detail === '' ? 0 : Math.min(room, paper.measure(detail, { size: SIZE.small - 0.8 })) + 4;
  const left = middle - (labelWidth + detailWidth) / 2;
  paper.document
    .rect(left - 2, y - 0.5, labelWidth + detailWidth + 4, SIZE.small * 1.25)
    .fillColor(INK.paper)
    .fill();
  paper.text(text.label, left, y, { ...label, colour: text.colour, width: labelWidth + 0.5 });
  if (detail !== '')
    paper.text(detail, left + labelWidth + 4, y + 0.5, {
      size: SIZE.small - 0.8,
      colour: INK.faint,
      width: detailWidth - 3.5,
    });
}

function drawArrow(paper: ReportPaper, arrow: MessageArrow, place: Place): void {
  const { label, detail, tone } = describeMessage(arrow.message, arrow);
  const colour = arrow.message.copyOf === null ? TONE_INK[tone] : INK.faint;
  const y = place.y(arrow.y);
  const [from, to] = [place.x(arrow.fromX), place.x(arrow.toX)];
  const heavy = tone === 'answered' || tone === 'failed' || tone === 'refused';
  const { document } = paper;
  document.save();
  if (arrow.message.retransmission) document.dash(3, { space: 2.5 });
  const direction = Math.sign(to - from) || 1;
  paper.line(from, y, to - direction * ARROW_HEAD, y, colour, heavy ? 1.2 : 0.8);
  document.restore();
  drawArrowHead(paper, to, y, direction, colour);
  drawLabel(paper, arrow, place, {
    label,
    detail: `#${arrow.message.frame}${detail === '' ? '' : ` · ${detail}`}`,
    colour,
  });
}

function drawArrowHead(paper: ReportPaper, x: number, y: number, direction: number, colour: string): void {
  const back = x - direction * ARROW_HEAD;
  paper.document
    .moveTo(x, y)
    .lineTo(back, y - 2.6)
    .lineTo(back, y + 2.6)
    .closePath()
    .fillColor(colour)
    .fill();
}

function drawMediaArrow(paper: ReportPaper, bar: MediaBar, place: Place): void {
  const y = place.y(bar.y);
  const [from, to] = [place.x(bar.fromX), place.x(bar.toX)];
  const direction = Math.sign(to - from) || 1;
  paper.line(from, y - 1, to - direction * ARROW_HEAD, y - 1, INK.media, 0.7);
  paper.line(from, y + 1, to - direction * ARROW_HEAD, y + 1, INK.media, 0.7);
  drawArrowHead(paper, to, y, direction, INK.media);
  const { stream } = bar;
  const detail = `${stream.packets} packets · ${formatSeconds(stream.durationMs)} s${stream.lostPackets > 0 ? ` · ${stream.lostPackets} lost` : ''}`;
  drawLabel(paper, bar, place, { label: `RTP ${stream.codec}`, detail, colour: INK.media });
}

/** Both directions together, so a line without a head. */
function drawCompanionArrow(paper: ReportPaper, bar: CompanionBar, place: Place): void {
  const { label, detail, tone } = describeCompanion(bar.companion);
  const colour = tone === 'warn' ? INK.error : INK.muted;
  const { document } = paper;
  document.save().dash(1.5, { space: 1.5 });
  paper.line(place.x(bar.fromX), place.y(bar.y), place.x(bar.toX), place.y(bar.y), colour, 0.8);
  document.restore();
  drawLabel(paper, bar, place, { label, detail, colour });
}

/** Beside its sender's lane a bar runs for as long as the stream, on every page that it crosses. */
function drawRunningBars(
  paper: ReportPaper,
  ladder: Ladder,
  place: Place,
  { top, bottom }: { top: number; bottom: number },
): void {
  for (const entry of ladder.entries) {
    if (entry.kind === 'message') continue;
    const from = Math.max(top, place.y(entry.y));
    const to = Math.min(bottom, place.y(entry.endY));
    if (to <= from) continue;
    const side = Math.sign(entry.toX - entry.fromX) || 1;
    const x = place.x(entry.fromX) + side * 2 - (side < 0 ? 2 : 0);
    paper.document
      .rect(x, from, 2, to - from)
      .fillOpacity(0.35)
      .fillColor(entry.kind === 'media' ? INK.media : INK.muted)
      .fill()
      .fillOpacity(1);
  }
}
