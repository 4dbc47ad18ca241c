import { useState, type ReactNode } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type MouseHandlerDataParam,
} from 'recharts';
import type { ChartRow, TimeRange } from './chartRows';
import { roundUp } from './chartScale';
import { describeChart, DIRECTIONS, valuesOf, type DirectionName, type DirectionTitles } from './chartSummary';
import { DIRECTION_COLOURS, DIRECTION_DASHES, DirectionSwatch } from './DirectionSwatch';
import type { Metric } from './metrics';

const TITLE_PX = 22;
const AXIS_PX = 16;
const MARGIN = { top: 6, right: 16, bottom: 3, left: 0 };
const TICK = { fontSize: 10, fill: 'var(--muted)' };

/** What all charts of one picture share. */
export type ChartFrame = {
  readonly rows: readonly ChartRow[];
  readonly titles: DirectionTitles;
  readonly range: TimeRange;
  readonly ticks: readonly number[];
  readonly formatTime: (atMs: number) => string;
  /** The stretch that is being dragged over. */
  readonly dragged: TimeRange | null;
  readonly onPress: (atMs: number) => void;
  readonly onDrag: (atMs: number) => void;
};

type Props = {
  readonly metric: Metric;
  readonly frame: ChartFrame;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly hasTimeAxis: boolean;
  /** Another chart stands on its left. */
  readonly divided: boolean;
};

/** The top of the axis: above every value and, where there is one, above the limit. */
function topOf(rows: readonly ChartRow[], metric: Metric): number {
  const highest = DIRECTIONS.flatMap((direction) => valuesOf(rows, direction, metric)).reduce(
    (most, value) => Math.max(most, value),
    0,
  );
  const least = metric.limit === null ? 0 : metric.limit.value * 1.2;
  return roundUp(Math.max(highest * 1.02, least));
}

const formatAxis = (value: number): string => String(Number(value.toPrecision(3)));

/** Points without a neighbour draw no line: they get a dot, or they would not be seen. */
function lonePoints(rows: readonly ChartRow[], direction: DirectionName, metric: Metric): ReadonlySet<number> {
  const known = (index: number): boolean => (rows[index]?.[direction][metric.id] ?? null) !== null;
  return new Set([...rows.keys()].filter((index) => known(index) && !known(index - 1) && !known(index + 1)));
}

type DotProps = { readonly cx?: number; readonly cy?: number; readonly index?: number };

function dotsAt(points: ReadonlySet<number>, colour: string) {
  if (points.size === 0) return false;
  return ({ cx, cy, index = -1 }: DotProps): ReactNode =>
    points.has(index) && cx !== undefined && cy !== undefined ? (
      <circle key={index} cx={cx} cy={cy} r={2} fill={colour} />
    ) : (
      <g key={index} />
    );
}

const timeOf = ({ activeLabel }: MouseHandlerDataParam): number | null => {
  const atMs = Number(activeLabel ?? NaN);
  return Number.isFinite(atMs) ? atMs : null;
};

type CursorProps = { readonly payload?: readonly { readonly payload?: unknown }[]; readonly active?: boolean };

/** Time and values under the cursor, in the chart's title. */
function CursorValues({ active, payload, frame, metric }: CursorProps & Pick<Props, 'frame' | 'metric'>) {
  const row = payload?.[0]?.payload as ChartRow | undefined;
  if (!active || !row) return null;
  return (
    <span className="atcursor">
      <span className="muted">{frame.formatTime(row.atMs)}</span>
      {DIRECTIONS.map((direction) => {
        const value = row[direction][metric.id];
        if (frame.titles[direction] === null) return null;
        return (
          <span key={direction}>
            <DirectionSwatch direction={direction} />
            {value === null ? '–' : metric.format(value)}
          </span>
        );
      })}
    </span>
  );
}

/** One figure over time, both directions; the cursor is shared with the charts beside it. */
export function MetricChart({ metric, frame, widthPx, heightPx, hasTimeAxis, divided }: Props) {
  const [readout, setReadout] = useState<HTMLElement | null>(null);
  const { rows, range, ticks, dragged, titles } = frame;
  const top = topOf(rows, metric);
  const drag = (then: (atMs: number) => void) => (state: MouseHandlerDataParam) => {
    const atMs = timeOf(state);
    if (atMs !== null) then(atMs);
  };
  return (
    <figure
      className={divided ? 'metric divided' : 'metric'}
      style={{ height: heightPx }}
      aria-label={describeChart(rows, titles, metric)}
    >
      <figcaption>
        <b>{metric.title}</b> <span className="muted unit">{metric.unit}</span>
        <span className="grow" />
        <span ref={setReadout} className="readout" />
      </figcaption>
      <LineChart
        width={widthPx}
        height={Math.max(20, heightPx - TITLE_PX - 1)}
        data={rows as ChartRow[]}
        margin={MARGIN}
        syncId="media"
        syncMethod="value"
        onMouseDown={drag(frame.onPress)}
        onMouseMove={drag(frame.onDrag)}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="atMs"
          type="number"
          domain={[range.fromMs, range.toMs]}
          allowDataOverflow
          ticks={ticks as number[]}
          interval={0}
          tickFormatter={frame.formatTime}
          tick={hasTimeAxis ? TICK : false}
          height={hasTimeAxis ? AXIS_PX : 3}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          domain={[0, top]}
          allowDataOverflow
          ticks={[0, top / 2, top]}
          interval={0}
          tickFormatter={formatAxis}
          tick={TICK}
          width={46}
          tickLine={false}
          axisLine={false}
        />
        {metric.limit === null ? null : (
          <ReferenceLine
            y={metric.limit.value}
            stroke="var(--error)"
            strokeDasharray="4 4"
            label={{ value: metric.limit.label, position: 'insideBottomRight', fontSize: 10, fill: 'var(--error)' }}
          />
        )}
        <Tooltip
          portal={readout}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--text)', strokeWidth: 0.8 }}
          content={(props) => (
            <CursorValues active={props.active} payload={props.payload} frame={frame} metric={metric} />
          )}
        />
        {DIRECTIONS.map((direction) =>
          titles[direction] === null ? null : (
            <Line
              key={direction}
              dataKey={(row: ChartRow) => row[direction][metric.id]}
              name={titles[direction]}
              stroke={DIRECTION_COLOURS[direction]}
              strokeWidth={1.4}
              strokeDasharray={DIRECTION_DASHES[direction]}
              type="linear"
              dot={dotsAt(lonePoints(rows, direction, metric), DIRECTION_COLOURS[direction])}
              activeDot={{ r: 2.5, strokeWidth: 0 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ),
        )}
        {dragged === null ? null : (
          <ReferenceArea x1={dragged.fromMs} x2={dragged.toMs} fill="var(--accent)" fillOpacity={0.16} />
        )}
      </LineChart>
    </figure>
  );
}
