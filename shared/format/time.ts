import type { CaptureStart } from '../capture/frame';

export type TimeMode = 'clock' | 'sinceStart' | 'delta';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Whole seconds and microseconds since the Unix epoch of an instant of the capture. */
function instantOf(start: CaptureStart, atMs: number): { seconds: number; microseconds: number } {
  const microseconds = Math.round(start.nanoseconds / 1000 + atMs * 1000);
  const carry = Math.floor(microseconds / 1e6);
  return { seconds: start.seconds + carry, microseconds: microseconds - carry * 1e6 };
}

/** The second written last: thousands of messages fall into few of them, and a date is slow to write. */
let written = { seconds: Number.NaN, text: '' };

/** `2026-01-12T10:23:16`; null for an instant that no date can name. */
function isoSecond(seconds: number): string | null {
  if (seconds === written.seconds) return written.text;
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  written = { seconds, text: date.toISOString().slice(0, -'.000Z'.length) };
  return written.text;
}

/** ISO 8601 in UTC with microseconds, as the command line's JSON writes times. */
export function formatIsoTime(start: CaptureStart, atMs: number): string {
  const { seconds, microseconds } = instantOf(start, atMs);
  const second = isoSecond(seconds);
  if (second === null) return `epoch+${seconds}.${pad(microseconds, 6)}`;
  return `${second}.${pad(microseconds, 6)}Z`;
}

/** Time of day with milliseconds in the reader's own time zone: 10:23:16.412. */
export function formatClock(start: CaptureStart, atMs: number): string {
  const { seconds, microseconds } = instantOf(start, atMs);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return '–';
  const clock = `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;
  return `${clock}.${pad(Math.floor(microseconds / 1000), 3)}`;
}

/** Seconds with milliseconds: 0.541. */
export const formatSeconds = (durationMs: number): string => (durationMs / 1000).toFixed(3);

/** A short length of time with three digits or fewer: 5.0 ms, 320 ms, 2.4 s. */
export function formatMilliseconds(durationMs: number): string {
  if (durationMs >= 999.5) return `${(durationMs / 1000).toFixed(1)} s`;
  return `${durationMs < 9.95 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`;
}

/** A length of time as people read it on a phone: 00:42, 12:40, 1:02:03. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const clock = `${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${clock}` : clock;
}
