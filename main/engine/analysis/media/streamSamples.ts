import type { StreamSamples } from '../../../../shared/protocol/rows';
import type { RtpStream } from './rtpStream';
import type { Sample } from './sampleSeries';

/** Lost of expected, in percent: expected are the packets that came, each once, and those that did not. */
function lossPercentOf({ packets, duplicates, lost }: Sample): number {
  const expected = Math.max(0, packets - duplicates) + lost;
  return expected === 0 ? 0 : (100 * lost) / expected;
}

function columnsOf(stream: RtpStream, samples: readonly Sample[]): StreamSamples {
  return {
    stream: stream.key,
    atMs: samples.map(({ atMs }) => atMs),
    packets: samples.map(({ packets }) => packets),
    lostPackets: samples.map(({ lost }) => lost),
    duplicatePackets: samples.map(({ duplicates }) => duplicates),
    lossPercent: samples.map(lossPercentOf),
    meanJitterMs: samples.map(({ jitterCount, jitterSumMs }) => (jitterCount === 0 ? null : jitterSumMs / jitterCount)),
    maxJitterMs: samples.map(({ jitterCount, maxJitterMs }) => (jitterCount === 0 ? null : maxJitterMs)),
    maxDeltaMs: samples.map(({ maxDeltaMs }) => (Number.isFinite(maxDeltaMs) ? maxDeltaMs : null)),
    bitrateKbps: samples.map(({ bytes, spanMs }) => (bytes * 8) / spanMs),
  };
}

/** The whole stream in at most `points` entries: neighbours become one, sums added, extremes kept. */
export function samplesOf(stream: RtpStream, points: number): StreamSamples {
  const { samples } = stream;
  const together = Math.max(1, Math.ceil(samples.length / Math.max(1, points)));
  const entries: Sample[] = [];
  for (let from = 0; from < samples.length; from += together) {
    entries.push(samples.read(from, Math.min(samples.length, from + together)));
  }
  return columnsOf(stream, entries);
}

/** The entries from the one on that holds `atMs`. */
export function samplesFromOf(stream: RtpStream, atMs: number): StreamSamples {
  const { samples } = stream;
  const entries: Sample[] = [];
  for (let at = samples.positionOf(atMs); at < samples.length; at += 1) entries.push(samples.read(at, at + 1));
  return columnsOf(stream, entries);
}
