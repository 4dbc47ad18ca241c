import { formatEndpoint } from '../../../../shared/format/endpoint';
import { formatCount, formatPercent } from '../../../../shared/format/quantity';
import { formatSsrc } from '../../../../shared/format/ssrc';
import type { StreamRow } from '../../../../shared/protocol/rows';
import { QUALITY_LIMITS } from '../../../../shared/rtp/qualityLimits';
import { drawTable, type Column } from './factTable';
import type { ReportPaper } from './reportPaper';
import { INK, SIZE } from './reportTheme';

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
const over = (isOver: boolean): string => (isOver ? INK.error : INK.text);

const COLUMNS: readonly Column<StreamRow>[] = [
  {
    title: 'From → to',
    share: 30,
    mostLines: 2,
    text: ({ source, destination }) => `${formatEndpoint(source)} → ${formatEndpoint(destination)}`,
  },
  { title: 'SSRC', share: 12, text: ({ ssrc }) => formatSsrc(ssrc) },
  { title: 'Codec', share: 8, text: ({ codec }) => codec },
  { title: 'Packets', share: 8, align: 'right', text: ({ packets }) => formatCount(packets) },
  {
    title: 'Lost',
    share: 11,
    align: 'right',
    text: ({ lostPackets, lossPercent }) => `${formatCount(lostPackets)} (${formatPercent(lossPercent)})`,
    colour: ({ lossPercent }) => over(lossPercent > QUALITY_LIMITS.lossPercent),
  },
  { title: 'Twice', share: 7, align: 'right', text: ({ duplicatePackets }) => formatCount(duplicatePackets) },
  { title: 'Late', share: 7, align: 'right', text: ({ reorderedPackets }) => formatCount(reorderedPackets) },
  { title: 'Max Δ', share: 8, align: 'right', text: ({ maxDeltaMs }) => ms(maxDeltaMs) },
  {
    title: 'Jitter ø / max',
    share: 14,
    align: 'right',
    text: ({ meanJitterMs, maxJitterMs }) => `${ms(meanJitterMs)} / ${ms(maxJitterMs)}`,
    colour: ({ maxJitterMs }) => over((maxJitterMs ?? 0) > QUALITY_LIMITS.jitterMs),
  },
];

/** The call's streams with their figures; figures over their limit are red. */
export function drawMedia(paper: ReportPaper, streams: readonly StreamRow[]): void {
  paper.heading('Media');
  if (streams.length === 0) {
    paper.paragraph('No RTP of this call is in the capture.', { colour: INK.muted });
    return;
  }
  drawTable(paper, COLUMNS, streams);
  const rules = [...new Set(streams.map(({ boundBy }) => boundBy))].join(', ');
  const words = `Times in ms. Lost counts unique packets that never came, twice the duplicates, late those that a later one overtook; jitter is RFC 3550 interarrival jitter. Limits: ${QUALITY_LIMITS.lossPercent} % loss, ${QUALITY_LIMITS.jitterMs} ms jitter. Bound to the call by: ${rules}.`;
  paper.y += 2;
  paper.paragraph(words, { size: SIZE.small, colour: INK.muted });
}
