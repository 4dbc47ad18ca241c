import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import type { CaptureStart } from '../../shared/capture/frame';
import { formatClock } from '../../shared/format/time';
import { useCaptureStart, useTimeMode } from '../store/hooks';
import { useElementSize, type ElementSize } from '../ui/useElementSize';
import { chartRows, rowsWithin, type ChartRows, type TimeRange } from './chartRows';
import { timeTicks } from './chartScale';
import { DIRECTIONS, type DirectionTitles } from './chartSummary';
import { DirectionSwatch } from './DirectionSwatch';
import { MetricChart, type ChartFrame } from './MetricChart';
import { METRICS } from './metrics';
import type { MediaPair } from './streamPairs';
import type { PairSamples } from './usePairSamples';
import { draggedRange, zoomByKey } from './zoom';

const LEAST_CHART_PX = 92;
/** What the axis needs on the chart that has it. */
const TIME_AXIS_PX = 13;
const TWO_COLUMNS_FROM_PX = 560;
const TICK_EVERY_PX = 84;

/** One column where four charts fit above each other, else two where the pane is wide enough. */
function columnsFor({ widthPx, heightPx }: ElementSize): 1 | 2 {
  const fits = heightPx >= METRICS.length * LEAST_CHART_PX + TIME_AXIS_PX;
  return !fits && widthPx >= TWO_COLUMNS_FROM_PX ? 2 : 1;
}

/** From the first row to the last; around a lone row, so that its point stands in the middle. */
function wholeRange(rows: ChartRows['rows'], stepMs: number): TimeRange {
  const fromMs = rows[0]?.atMs ?? 0;
  const toMs = rows.at(-1)?.atMs ?? 0;
  return fromMs === toMs ? { fromMs: fromMs - stepMs, toMs: toMs + stepMs } : { fromMs, toMs };
}

type TimeFormat = { readonly originMs: number; readonly format: (atMs: number) => string };

/** Seconds since the call began, or the time of day; ticks fall on round ones of either. */
function timeFormat(start: CaptureStart | null, clock: boolean, callStartMs: number): TimeFormat {
  if (clock && start !== null) {
    const originMs = -start.nanoseconds / 1e6;
    return { originMs, format: (atMs) => formatClock(start, atMs + 0.5).slice(0, 8) };
  }
  const format = (atMs: number): string => `${Number(((atMs - callStartMs) / 1000).toFixed(1))} s`;
  return { originMs: callStartMs, format };
}

function Legend({ titles }: { readonly titles: DirectionTitles }) {
  return (
    <>
      {DIRECTIONS.map((direction) =>
        titles[direction] === null ? null : (
          <span key={direction} className="legend">
            <DirectionSwatch direction={direction} />
            {titles[direction]}
          </span>
        ),
      )}
    </>
  );
}

type Drag = { readonly fromMs: number; readonly toMs: number };

function useZoom(whole: TimeRange) {
  const [zoom, setZoom] = useState<TimeRange | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const dragging = drag !== null;
  useEffect(() => {
    if (!dragging) return;
    const onUp = (): void => {
      const range = drag === null ? null : draggedRange(drag.fromMs, drag.toMs);
      if (range !== null) setZoom(range);
      setDrag(null);
    };
    window.addEventListener('mouseup', onUp);
    return () => window.removeEventListener('mouseup', onUp);
  }, [dragging, drag]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = zoomByKey(event.key, event.shiftKey, zoom, whole);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setZoom(next);
  };
  return {
    zoom,
    onKeyDown,
    reset: () => setZoom(null),
    dragged: drag === null ? null : draggedRange(drag.fromMs, drag.toMs),
    onPress: (atMs: number) => setDrag({ fromMs: atMs, toMs: atMs }),
    onDrag: (atMs: number) => setDrag((before) => before && { ...before, toMs: atMs }),
  };
}

function useChartRows({ there, back }: MediaPair, samples: PairSamples): ChartRows {
  const [thereRow, backRow] = [there?.stream ?? null, back?.stream ?? null];
  return useMemo(
    () => chartRows({ samples: samples.there, running: thereRow }, { samples: samples.back, running: backRow }),
    [samples, thereRow, backRow],
  );
}

type Props = { readonly pair: MediaPair; readonly samples: PairSamples };

/** Jitter, loss, delta and bit rate of both directions over time. Drag to zoom; + - 0 and Shift with the arrows do the same. */
export function MediaCharts({ pair, samples }: Props) {
  const start = useCaptureStart();
  const [timeMode] = useTimeMode();
  const [size, measure] = useElementSize();
  const { stepMs, rows } = useChartRows(pair, samples);
  const whole = wholeRange(rows, stepMs);
  const { zoom, dragged, reset, onKeyDown, onPress, onDrag } = useZoom(whole);
  const range = zoom ?? whole;
  const titles = { there: pair.there?.title ?? null, back: pair.back?.title ?? null };
  const time = timeFormat(start, timeMode === 'clock', pair.call?.startedAtMs ?? whole.fromMs);
  const columns = size === null ? 1 : columnsFor(size);
  const widthPx = Math.floor((size?.widthPx ?? 0) / columns);
  const lines = METRICS.length / columns;
  const plainPx = Math.max(LEAST_CHART_PX, Math.floor(((size?.heightPx ?? 0) - TIME_AXIS_PX) / lines));
  const frame: ChartFrame = {
    rows: rowsWithin(rows, zoom),
    titles,
    range,
    ticks: timeTicks(range.fromMs, range.toMs, time.originMs, Math.floor(widthPx / TICK_EVERY_PX)),
    formatTime: time.format,
    dragged,
    onPress,
    onDrag,
  };
  return (
    <div className="mediacharts" onKeyDown={onKeyDown} onDoubleClick={reset}>
      <div className="chartbar">
        <Legend titles={titles} />
        <span className="grow" />
        {zoom === null ? (
          <span className="muted">drag to zoom</span>
        ) : (
          <button type="button" onClick={reset}>
            Show all
          </button>
        )}
      </div>
      <div ref={measure} className="chartgrid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {size === null || rows.length === 0
          ? null
          : METRICS.map((metric, index) => {
              const hasTimeAxis = index >= METRICS.length - columns;
              return (
                <MetricChart
                  key={metric.id}
                  metric={metric}
                  frame={frame}
                  widthPx={widthPx}
                  heightPx={plainPx + (hasTimeAxis ? TIME_AXIS_PX : 0)}
                  hasTimeAxis={hasTimeAxis}
                  divided={index % columns > 0}
                />
              );
            })}
      </div>
    </div>
  );
}
