import { formatEndpoint } from '../../../../shared/format/endpoint';
import { describeEncapsulationInFull } from '../../../../shared/format/encapsulation';
import { describeFrames } from '../../../../shared/format/frames';
import { formatSeconds } from '../../../../shared/format/time';
import { describeUndeliverable } from '../../../../shared/format/undeliverable';
import { describeMessage } from '../../../../shared/ladder/describeMessage';
import type { MessageRow } from '../../../../shared/protocol/rows';
import type { ReportPaper } from './reportPaper';
import { INK, SIZE, TONE_INK } from './reportTheme';

const LINE = SIZE.mono * 1.32;
/** A body of many kilobytes says no more on paper than its beginning. */
const MAX_BYTES = 16 * 1024;
const GAP = 9;
const HEAD = SIZE.text * 1.5;
/** Part of a page: shorter messages are not broken over two. */
const MOST_KEPT_TOGETHER = 0.6;
const MONO = { font: 'mono', size: SIZE.mono } as const;

type PrintedLine = { readonly text: string; readonly colour: string };

/** The message's own text, line by line; lines longer than the page run on below, indented. */
export function drawRawMessage(
  paper: ReportPaper,
  message: MessageRow,
  bytes: Uint8Array | 'evicted',
  startedAtMs: number,
): void {
  const { label, tone } = describeMessage(message);
  const where = `${formatSeconds(message.atMs - startedAtMs)} s · ${describeFrames(message)} · ${formatEndpoint(message.source)} → ${formatEndpoint(message.destination)} · ${message.transport.toUpperCase()}`;
  const lines = printedLines(paper, message, bytes);
  const room = paper.width - paper.measure(label, { font: 'bold' }) - 12;
  const isBeside = paper.measure(where, { size: SIZE.small }) <= room;
  const height = GAP + HEAD * (isBeside ? 1 : 2) + lines.length * LINE;
  paper.reserve(height < (paper.bottom - paper.top) * MOST_KEPT_TOGETHER ? height : LINE * 6);
  paper.y += GAP;
  paper.text(label, paper.left, paper.y, {
    font: 'bold',
    size: SIZE.text,
    colour: TONE_INK[tone],
    width: paper.width,
  });
  const small = { size: SIZE.small, colour: INK.muted, width: paper.width } as const;
  if (isBeside) paper.text(where, paper.right, paper.y + 0.8, { ...small, align: 'right' });
  else paper.text(where, paper.left, (paper.y += HEAD), small);
  paper.y += HEAD;
  for (const { text, colour } of lines) {
    paper.reserve(LINE);
    paper.text(text, paper.left, paper.y, { ...MONO, colour });
    paper.y += LINE;
  }
}

function printedLines(paper: ReportPaper, message: MessageRow, bytes: Uint8Array | 'evicted'): PrintedLine[] {
  const inColour = (text: string, colour: string): PrintedLine[] =>
    broken(paper, text).map((line) => ({ text: line, colour }));
  const { encapsulation, undeliverable } = message;
  const way = encapsulation === null ? [] : inColour(`In ${describeEncapsulationInFull(encapsulation)}`, INK.muted);
  const fate =
    undeliverable === null ? [] : inColour(`! ${describeUndeliverable(undeliverable, message.atMs)}`, INK.error);
  const issues = [...way, ...fate, ...message.issues.flatMap(({ words }) => inColour(`! ${words}`, INK.warn))];
  if (bytes === 'evicted') {
    return [...issues, ...inColour('Its frames were overwritten by the ring before the report was made.', INK.muted)];
  }
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES)).replace(/(?<![\r\n])[\r\n]+$/, '');
  const more = bytes.length > MAX_BYTES ? inColour(`… ${bytes.length - MAX_BYTES} bytes more`, INK.muted) : [];
  return [...issues, ...text.split(/\r?\n/).flatMap((line) => inColour(line, INK.text)), ...more];
}

/** What the font can show of the line, in pieces as long as the page is wide; every glyph has the same width. */
function broken(paper: ReportPaper, line: string): string[] {
  const perLine = Math.floor(paper.width / paper.measure('0', MONO));
  const characters = [...paper.shown(line, 'mono')];
  const pieces: string[] = [];
  for (let start = 0; start === 0 || start < characters.length; start += perLine) {
    pieces.push(characters.slice(start, start + perLine).join(''));
  }
  return pieces;
}
