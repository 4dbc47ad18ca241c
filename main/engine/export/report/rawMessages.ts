import { formatEndpoint } from '../../../../shared/format/endpoint';
import { formatSeconds } from '../../../../shared/format/time';
import { describeMessage } from '../../../../shared/ladder/describeMessage';
import type { MessageRow } from '../../../../shared/protocol/rows';
import type { ReportPaper } from './reportPaper';
import { INK, SIZE, TONE_INK } from './reportTheme';

const LINE = SIZE.mono * 1.32;
/** A body of many kilobytes says no more on paper than its beginning. */
const MAX_BYTES = 16 * 1024;

/** The message's own text, line by line; lines longer than the page run on below, indented. */
export function drawRawMessage(
  paper: ReportPaper,
  message: MessageRow,
  bytes: Uint8Array | 'evicted',
  startedAtMs: number,
): void {
  const { label, tone } = describeMessage(message);
  const frames = message.frames.length === 1 ? `frame ${message.frame}` : `frames ${message.frames.join(', ')}`;
  const where = `${formatSeconds(message.atMs - startedAtMs)} s · ${frames} · ${formatEndpoint(message.source)} → ${formatEndpoint(message.destination)} · ${message.transport.toUpperCase()}`;
  paper.reserve(LINE * 6);
  paper.y += 5;
  paper.text(label, paper.left, paper.y, {
    font: 'bold',
    size: SIZE.text,
    colour: TONE_INK[tone],
    width: paper.width * 0.42,
  });
  paper.text(where, paper.right, paper.y + 0.8, {
    size: SIZE.small,
    colour: INK.muted,
    align: 'right',
    width: paper.width * 0.56,
  });
  paper.y += SIZE.text * 1.5;
  for (const issue of message.issues) drawLine(paper, `! ${issue.words}`, INK.warn);
  if (bytes === 'evicted') {
    drawLine(paper, 'Its frames were overwritten by the ring before the report was made.', INK.muted);
    return;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES));
  for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) drawLine(paper, line, INK.text);
  if (bytes.length > MAX_BYTES) drawLine(paper, `… ${bytes.length - MAX_BYTES} bytes more`, INK.muted);
}

function drawLine(paper: ReportPaper, line: string, colour: string): void {
  const style = { font: 'mono', size: SIZE.mono, colour } as const;
  const perLine = Math.floor(paper.width / paper.measure('0', style));
  for (let start = 0; start === 0 || start < line.length; start += perLine) {
    paper.reserve(LINE);
    paper.text(line.slice(start, start + perLine), paper.left, paper.y, style);
    paper.y += LINE;
  }
}
