import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatSeconds, type TimeMode } from '../../shared/format/time';
import type { CaptureStart } from '../../shared/capture/frame';
import type { CompanionEvent, CompanionRow } from '../../shared/protocol/rows';
import type { FrameChoice } from '../frame/frameChoices';
import { visibleText } from '../message/visibleText';

const MOST_CHOICE_SIGNS = 60;

/** `10.0.0.1:4000 → 10.0.0.2:4000`: who spoke first stands first. */
export const describeWay = ({ source, destination }: Pick<CompanionRow, 'source' | 'destination'>): string =>
  `${formatEndpoint(source)} → ${formatEndpoint(destination)}`;

/** Frames of the events, each once, called by what happened in it first. */
export function framesOfEvents(events: readonly CompanionEvent[]): readonly FrameChoice[] {
  const choices = new Map<number, FrameChoice>();
  for (const { frame, words } of events) {
    if (choices.has(frame)) continue;
    choices.set(frame, { frame, words: `frame ${formatCount(frame)}: ${visibleText(words, MOST_CHOICE_SIGNS)}` });
  }
  return [...choices.values()];
}

type Times = { readonly mode: TimeMode; readonly start: CaptureStart | null; readonly originMs: number };

/** When an event happened: time of day, seconds since the ladder's first row, or since the event before. */
export function eventTime(events: readonly CompanionEvent[], at: number, { mode, start, originMs }: Times): string {
  const atMs = events[at]?.atMs ?? 0;
  if (mode === 'clock') return start === null ? '' : formatClock(start, atMs);
  if (mode === 'sinceStart' || at === 0) return formatSeconds(atMs - originMs);
  return `+${formatSeconds(atMs - (events[at - 1]?.atMs ?? atMs))}`;
}

/** What a screen reader says for an event. */
export function eventName(
  { source, destination }: CompanionRow,
  { forward, words, frame, wrong }: CompanionEvent,
  time: string,
): string {
  const [from, to] = forward ? [source, destination] : [destination, source];
  const tells = wrong ? `wrong: ${visibleText(words)}` : visibleText(words);
  return `${tells}, from ${formatEndpoint(from)} to ${formatEndpoint(to)} at ${time}, frame ${formatCount(frame)}`;
}
