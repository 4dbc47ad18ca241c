import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatSeconds, type TimeMode } from '../../shared/format/time';
import type { CaptureStart } from '../../shared/capture/frame';
import type { KeepaliveChange } from '../../shared/protocol/exchangeRows';
import type { FrameChoice } from '../frame/frameChoices';
import { visibleText } from '../message/visibleText';

const MOST_CHOICE_SIGNS = 60;

/** Frames of the changes, each once. */
export function framesOfChanges(changes: readonly KeepaliveChange[]): readonly FrameChoice[] {
  const choices = new Map<number, FrameChoice>();
  for (const { frame, words } of changes) {
    if (choices.has(frame)) continue;
    choices.set(frame, { frame, words: `frame ${formatCount(frame)}: ${visibleText(words, MOST_CHOICE_SIGNS)}` });
  }
  return [...choices.values()];
}

type Times = { readonly mode: TimeMode; readonly start: CaptureStart | null; readonly originMs: number };

/** When a change was: time of day, seconds since the first keepalive, or since the change before. */
export function changeTime(changes: readonly KeepaliveChange[], at: number, { mode, start, originMs }: Times): string {
  const atMs = changes[at]?.atMs ?? 0;
  if (mode === 'clock') return start === null ? '' : formatClock(start, atMs);
  if (mode === 'sinceStart' || at === 0) return formatSeconds(atMs - originMs);
  return `+${formatSeconds(atMs - (changes[at - 1]?.atMs ?? atMs))}`;
}

/** What a screen reader says for a change. */
export const changeName = ({ up, words, frame }: KeepaliveChange, time: string): string =>
  `${up ? 'up' : 'down'}: ${visibleText(words)} at ${time}, frame ${formatCount(frame)}`;
