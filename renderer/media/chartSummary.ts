import type { ChartRow } from './chartRows';
import type { Metric } from './metrics';

export type DirectionName = 'there' | 'back';
export const DIRECTIONS: readonly DirectionName[] = ['there', 'back'];

export type DirectionTitles = Readonly<Record<DirectionName, string | null>>;

/** Known values of one direction in order of time. */
export const valuesOf = (rows: readonly ChartRow[], direction: DirectionName, metric: Metric): number[] =>
  rows.map((row) => row[direction][metric.id]).filter((value) => value !== null);

/** One direction's line in words: lowest, highest, and for how many steps it is over the limit. */
function describeDirection(values: readonly number[], { limit, format }: Metric): string {
  if (values.length === 0) return 'unknown';
  const lowest = values.reduce((least, value) => Math.min(least, value));
  const highest = values.reduce((most, value) => Math.max(most, value));
  const range = lowest === highest ? format(lowest) : `${format(lowest)} to ${format(highest)}`;
  if (limit === null) return range;
  const over = values.filter((value) => value > limit.value).length;
  return over === 0
    ? `${range}, never over the limit`
    : `${range}, over the limit at ${over} of ${values.length} points`;
}

/** The chart in words, for those who do not see it. */
export function describeChart(rows: readonly ChartRow[], titles: DirectionTitles, metric: Metric): string {
  const limit = metric.limit === null ? '' : ` (${metric.limit.label})`;
  const parts = DIRECTIONS.filter((direction) => titles[direction] !== null).map(
    (direction) => `${titles[direction]}: ${describeDirection(valuesOf(rows, direction, metric), metric)}`,
  );
  return `${metric.title} over time${limit}. ${parts.join('. ')}.`;
}
