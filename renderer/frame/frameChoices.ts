import type { FrameNumber } from '../../shared/ids';
import { formatCount } from '../../shared/format/quantity';
import type { MessageRow } from '../../shared/protocol/rows';

/** A frame that can be looked at, and how it is called in a list of several. */
export type FrameChoice = { readonly frame: FrameNumber; readonly words: string };

/** The frames that a message came in, and that of the ICMP error which quoted it. */
export function framesOfMessage({ frame, frames, undeliverable }: MessageRow): readonly FrameChoice[] {
  const own = frames.length === 0 ? [frame] : frames;
  const choices = own.map((each, at) => ({
    frame: each,
    words: own.length === 1 ? `frame ${formatCount(each)}` : `frame ${formatCount(each)}, ${at + 1} of ${own.length}`,
  }));
  if (undeliverable === null) return choices;
  return [
    ...choices,
    { frame: undeliverable.frame, words: `frame ${formatCount(undeliverable.frame)}, the ICMP error` },
  ];
}
