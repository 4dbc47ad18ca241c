import { formatEndpoint } from '../../../../shared/format/endpoint';
import { formatCount } from '../../../../shared/format/quantity';
import { formatSeconds } from '../../../../shared/format/time';
import { describeCompanion } from '../../../../shared/ladder/describeCompanion';
import type { CompanionRow } from '../../../../shared/protocol/rows';
import { drawTable, type Column } from './factTable';
import type { ReportPaper } from './reportPaper';
import { INK } from './reportTheme';

/** A summary longer than this stands in the window. */
const MOST_LINES = 4;

const columns = (startedAtMs: number): readonly Column<CompanionRow>[] => [
  { title: 'Kind', share: 12, text: (row) => describeCompanion(row).label },
  {
    title: 'Between',
    share: 32,
    mostLines: 2,
    text: ({ source, destination }) => `${formatEndpoint(source)} ↔ ${formatEndpoint(destination)}`,
  },
  { title: 'From s', share: 9, align: 'right', text: (row) => formatSeconds(row.startedAtMs - startedAtMs) },
  { title: 'Packets', share: 8, align: 'right', text: ({ packets }) => formatCount(packets) },
  {
    title: 'What was seen',
    share: 39,
    text: (row) => describeCompanion(row).detail,
    mostLines: MOST_LINES,
    colour: ({ wrong }) => (wrong ? INK.error : INK.text),
  },
];

/** What ran beside the call's RTP; nothing where nothing did. */
export function drawCompanions(paper: ReportPaper, companions: readonly CompanionRow[], startedAtMs: number): void {
  if (companions.length === 0) return;
  paper.heading('Beside RTP');
  drawTable(paper, columns(startedAtMs), companions);
}
