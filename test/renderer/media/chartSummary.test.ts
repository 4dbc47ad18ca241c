import { describe, expect, it } from 'vitest';
import { chartRows } from '../../../renderer/media/chartRows';
import { describeChart } from '../../../renderer/media/chartSummary';
import { METRICS } from '../../../renderer/media/metrics';
import { madeSamples } from '../rows';

const jitter = METRICS.find(({ id }) => id === 'jitterMs')!;
const titles = { there: '1000 → 2000', back: '2000 → 1000' };
const rowsOf = (maxJitterMs: readonly (number | null)[]) =>
  chartRows(
    {
      samples: {
        ...madeSamples(
          0,
          maxJitterMs.map((_, second) => second),
        ),
        maxJitterMs,
      },
      running: null,
    },
    { samples: null, running: null },
  ).rows;

describe('a chart in words', () => {
  it('tells the range and how often the limit was passed', () => {
    expect(describeChart(rowsOf([4, null, 42, 31]), titles, jitter)).toBe(
      'Jitter over time (limit 30 ms). 1000 → 2000: 4.0 ms to 42.0 ms, over the limit at 2 of 3 points. 2000 → 1000: unknown.',
    );
  });

  it('leaves out a direction that is not there', () => {
    expect(describeChart(rowsOf([4, 4]), { ...titles, back: null }, jitter)).toBe(
      'Jitter over time (limit 30 ms). 1000 → 2000: 4.0 ms, never over the limit.',
    );
  });
});
