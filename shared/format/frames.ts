import type { MessageRow } from '../protocol/rows';
import { formatCount } from './quantity';

const MOST_FRAMES = 4;

/** Frames a message came in: `frame 4,218`, `frames 4,216–4,218 (3)`, or the first few of many. */
export function describeFrames({ frame, frames }: Pick<MessageRow, 'frame' | 'frames'>): string {
  if (frames.length < 2) return `frame ${formatCount(frame)}`;
  const first = frames[0]!;
  const last = frames.at(-1)!;
  if (last - first === frames.length - 1) {
    return `frames ${formatCount(first)}–${formatCount(last)} (${formatCount(frames.length)})`;
  }
  const named = frames.slice(0, MOST_FRAMES).map(formatCount).join(', ');
  return frames.length > MOST_FRAMES
    ? `frames ${named} and ${formatCount(frames.length - MOST_FRAMES)} more`
    : `frames ${named}`;
}
