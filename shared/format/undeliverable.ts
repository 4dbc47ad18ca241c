import type { Undeliverable } from '../protocol/rows';
import { formatCount } from './quantity';

/** `0.4 ms later`, `1.2 s later`; a capture whose clock went back says so. */
function describeDelay(delayMs: number): string {
  const long = Math.abs(delayMs);
  const text = long < 1000 ? `${long.toFixed(1)} ms` : `${(long / 1000).toFixed(1)} s`;
  return `${text} ${delayMs < 0 ? 'earlier' : 'later'}`;
}

/** What the network says of a packet of this instant: `10.0.0.9: Host unreachable (ICMP type 3, code 1), 0.4 ms later, frame 17`. */
export const describeUndeliverable = ({ reporter, words, frame, atMs }: Undeliverable, sentAtMs: number): string =>
  `${reporter}: ${words}, ${describeDelay(atMs - sentAtMs)}, frame ${formatCount(frame)}`;
