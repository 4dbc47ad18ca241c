import type { CallKey } from '../../../../shared/ids';
import { formatDuration, formatIsoTime } from '../../../../shared/format/time';
import type { CallRow } from '../../../../shared/protocol/rows';
import { reportAndPause } from '../exportPace';
import type { ExportControl, ExportOutcome, ExportSource } from '../exportSource';
import { UnfinishedFile } from '../unfinishedFile';
import { callTitle, courseFacts, describeOutcome, partyFacts, storyFacts } from './describeCall';
import { drawFacts, drawLongFacts, drawTable } from './factTable';
import { drawLadder } from './ladderPages';
import { drawCompanions } from './companionTable';
import { drawMedia } from './mediaTable';
import { drawRawMessage } from './rawMessages';
import { ReportPaper, type PaperSize } from './reportPaper';
import { INK, SIZE } from './reportTheme';

export type CallReportOptions = { readonly path: string; readonly paper: PaperSize };

const MESSAGES_BETWEEN_PAUSES = 50;

/**
 * A PDF of these calls: of each its facts, its ladder, its media and its messages; of several first a list of them. Text can be selected
 * and searched. The file appears under its name only when it is whole.
 */
export async function writeCallReport(
  source: ExportSource,
  calls: readonly CallKey[],
  { path, paper: size }: CallReportOptions,
  control: ExportControl,
): Promise<ExportOutcome> {
  const rows = calls.map((call) => source.callRow(call)).filter((row) => row !== null);
  const [first] = rows;
  if (!first) throw new Error('There is no call to report on: choose at least one.');
  const producer = `Laddergram ${source.engineVersion}`;
  const title = rows.length === 1 ? `Call ${callTitle(first)}` : `${rows.length} calls of ${source.captureName}`;
  const file = new UnfinishedFile(path);
  const paper = new ReportPaper(size, title, producer);
  const written = writeDocument(paper, file);
  try {
    if (rows.length > 1) drawCallList(paper, rows, source);
    const evictedFrames = await drawCalls(paper, rows, source, control);
    paper.finish(`${source.captureName} · made by ${producer}`);
    const failure = await written;
    if (failure !== null) throw failure;
    file.keep();
    return { frames: source.framesOf(calls).length - evictedFrames, bytes: file.bytes, evictedFrames };
  } finally {
    paper.document.destroy();
    await written;
    file.discard();
  }
}

/** Writes the document as it grows; answers why that ended too early, null when it did not. */
async function writeDocument({ document }: ReportPaper, file: UnfinishedFile): Promise<Error | null> {
  try {
    for await (const piece of document) file.write(piece as Uint8Array);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function drawCallList(paper: ReportPaper, rows: readonly CallRow[], source: ExportSource): void {
  paper.newPage(source.captureName);
  paper.bookmark('Calls');
  drawTitle(paper, `${rows.length} calls`, source.captureName);
  drawTable(
    paper,
    [
      {
        title: 'Started (UTC)',
        share: 24,
        text: (call) => formatIsoTime(source.start, call.startedAtMs).slice(0, 23).replace('T', ' '),
      },
      { title: 'From', share: 14, text: ({ from }) => from.user || from.uri },
      { title: 'To', share: 14, text: ({ to }) => to.user || to.uri },
      {
        title: 'State',
        share: 14,
        text: ({ state, finalStatus }) =>
          state === 'completed' || finalStatus === null ? state : `${state} ${finalStatus}`,
      },
      {
        title: 'Length',
        share: 9,
        align: 'right',
        text: ({ durationMs }) => (durationMs === null ? '–' : formatDuration(durationMs)),
      },
      { title: 'What happened', share: 32, mostLines: 2, text: ({ scenario }) => scenario.words },
    ],
    rows,
  );
}

function drawTitle(paper: ReportPaper, title: string, subtitle: string): void {
  paper.text(title, paper.left, paper.y, { font: 'bold', size: SIZE.title, width: paper.width });
  paper.y += SIZE.title * 1.5;
  paper.text(subtitle, paper.left, paper.y, { colour: INK.muted, width: paper.width });
  paper.y += SIZE.text * 2.4;
}

async function drawCalls(
  paper: ReportPaper,
  rows: readonly CallRow[],
  source: ExportSource,
  control: ExportControl,
): Promise<number> {
  const total = rows.reduce((sum, { messageCount }) => sum + messageCount, 0);
  let done = 0;
  let evictedFrames = 0;
  for (const call of rows) {
    const messages = source.messagesOf(call.key).toSorted((a, b) => a.atMs - b.atMs);
    const streams = source.streamsOf(call.key);
    const companions = source.companionsOf(call.key);
    paper.newPage(`Call ${callTitle(call)}`);
    const bookmark = paper.bookmark(`${callTitle(call)}  ${call.state}`);
    drawTitle(paper, callTitle(call), describeOutcome(call));
    drawLongFacts(paper, [...storyFacts(call, source.groupOf(call.key)), ...partyFacts(call)]);
    drawFacts(paper, courseFacts(call, source.start), 2);
    drawMedia(paper, streams);
    drawCompanions(paper, companions, call.startedAtMs);
    paper.bookmark('Ladder', bookmark);
    drawLadder(paper, { messages, streams, companions, start: source.start, startedAtMs: call.startedAtMs });
    paper.newPage();
    paper.bookmark('Messages', bookmark);
    paper.heading('Messages');
    for (const message of messages) {
      if (done % MESSAGES_BETWEEN_PAUSES === 0) await reportAndPause(control, done, total);
      const bytes = source.readMessage(message);
      if (bytes === 'evicted') evictedFrames += message.frames.length;
      drawRawMessage(paper, message, bytes, call.startedAtMs);
      done += 1;
    }
  }
  control.onProgress(total, total);
  return evictedFrames;
}
