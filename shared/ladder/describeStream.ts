import { formatPercent } from '../format/quantity';
import type { StreamRow } from '../protocol/rows';
import { QUALITY_LIMITS } from '../rtp/qualityLimits';

export type StreamTone = 'media' | 'warn' | 'error';

export type StreamText = { readonly label: string; readonly detail: string; readonly tone: StreamTone };

/** Loss at which speech is hard to follow whatever the codec. */
const HEAVY_LOSS_PERCENT = 5;
/** A rate of fewer packets than these says nothing. */
const FEWEST_PACKETS_FOR_RATE = 10;

/** How a stream's figures stand to the limits that voice over IP is planned with. */
export function streamTone({ lossPercent, maxJitterMs }: Pick<StreamRow, 'lossPercent' | 'maxJitterMs'>): StreamTone {
  if (lossPercent > HEAVY_LOSS_PERCENT) return 'error';
  const jittery = maxJitterMs !== null && maxJitterMs > QUALITY_LIMITS.jitterMs;
  return lossPercent > QUALITY_LIMITS.lossPercent || jittery ? 'warn' : 'media';
}

function rateOf({ packets, durationMs }: StreamRow): string {
  if (packets < FEWEST_PACKETS_FOR_RATE || durationMs <= 0) return packets === 1 ? '1 packet' : `${packets} packets`;
  return `${Math.round(packets / (durationMs / 1000))} packets/s`;
}

/** The words on a stream's bar: codec, then what went wrong with it, as a narrow bar cuts the rest; rate and length. */
export function describeStream(stream: StreamRow): StreamText {
  const parts: string[] = [];
  if (stream.lostPackets > 0) parts.push(`loss ${formatPercent(stream.lossPercent)}`);
  if (stream.maxJitterMs !== null && stream.maxJitterMs > QUALITY_LIMITS.jitterMs)
    parts.push(`jitter ${Math.round(stream.maxJitterMs)} ms`);
  parts.push(rateOf(stream));
  if (stream.durationMs >= 100) parts.push(`${(stream.durationMs / 1000).toFixed(1)} s`);
  return { label: `RTP ${stream.codec}`, detail: parts.join(' · '), tone: streamTone(stream) };
}
