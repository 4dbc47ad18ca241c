/** What is drawn over time: one chart each. */
import { formatPercent } from '../../shared/format/quantity';
import { QUALITY_LIMITS } from '../../shared/rtp/qualityLimits';
import type { DirectionFigures } from './chartRows';

export type Metric = {
  readonly id: keyof DirectionFigures;
  readonly title: string;
  readonly unit: string;
  /** Drawn as a line and labelled; null where none is usual. */
  readonly limit: { readonly value: number; readonly label: string } | null;
  readonly format: (value: number) => string;
};

const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

export const METRICS: readonly Metric[] = [
  {
    id: 'jitterMs',
    title: 'Jitter',
    unit: 'ms, highest per second',
    limit: { value: QUALITY_LIMITS.jitterMs, label: `limit ${QUALITY_LIMITS.jitterMs} ms` },
    format: milliseconds,
  },
  {
    id: 'lossPercent',
    title: 'Loss',
    unit: '% per second',
    limit: { value: QUALITY_LIMITS.lossPercent, label: `limit ${QUALITY_LIMITS.lossPercent} %` },
    format: formatPercent,
  },
  {
    id: 'maxDeltaMs',
    title: 'Delta',
    unit: 'ms, longest between packets',
    limit: null,
    format: milliseconds,
  },
  {
    id: 'bitrateKbps',
    title: 'Bitrate',
    unit: 'kbit/s',
    limit: null,
    format: (value) => `${value.toFixed(1)} kbit/s`,
  },
];
