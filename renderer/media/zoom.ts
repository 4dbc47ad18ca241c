/** Zooming along the time axis: pure, the same for pointer and keys. */
import type { TimeRange } from './chartRows';

/** Narrower than this nothing more is to be seen: samples are a second apart. */
const LEAST_SPAN_MS = 2000;

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The range with a length of `spanMs` around the middle of another, kept inside of the whole. */
function around(range: TimeRange, whole: TimeRange, spanMs: number): TimeRange | null {
  const wholeMs = whole.toMs - whole.fromMs;
  if (spanMs >= wholeMs) return null;
  const middle = (range.fromMs + range.toMs) / 2;
  const fromMs = between(middle - spanMs / 2, whole.fromMs, whole.toMs - spanMs);
  return { fromMs, toMs: fromMs + spanMs };
}

/** What dragging from one time to another zooms to, whichever way; null when that is no stretch. */
export function draggedRange(fromMs: number, toMs: number): TimeRange | null {
  return fromMs === toMs ? null : { fromMs: Math.min(fromMs, toMs), toMs: Math.max(fromMs, toMs) };
}

/** What a key does: + and - zoom, Shift with an arrow moves, 0 shows all. undefined when the key means nothing; null shows all. */
export function zoomByKey(
  key: string,
  shift: boolean,
  zoom: TimeRange | null,
  whole: TimeRange,
): TimeRange | null | undefined {
  const range = zoom ?? whole;
  const spanMs = range.toMs - range.fromMs;
  if (key === '0') return null;
  if (key === '+' || key === '=') return around(range, whole, Math.max(LEAST_SPAN_MS, spanMs / 2));
  if (key === '-') return around(range, whole, spanMs * 2);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (!shift || step === 0 || zoom === null) return undefined;
  const shiftMs = (step * spanMs) / 4;
  return around({ fromMs: range.fromMs + shiftMs, toMs: range.toMs + shiftMs }, whole, spanMs);
}
