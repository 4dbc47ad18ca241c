import type { StreamRow } from '../../../../shared/protocol/rows';
import type { RtpStream } from './rtpStream';

/** Mean rate of the IP packets (header, UDP, RTP) in kbit/s: all but the last one, over the time between first and last. */
function bitrateKbps(stream: RtpStream): number {
  const durationMs = stream.lastAtMs - stream.startedAtMs;
  return durationMs > 0 ? ((stream.bytes - stream.lastPacketBytes) * 8) / durationMs : 0;
}

/** A stream's figures as the lists and the command line show them. */
export function streamRowOf(stream: RtpStream): StreamRow {
  const { sequence, payload, delta, jitter } = stream;
  const format = payload.mainFormat;
  const expectedPackets = sequence.expected;
  return {
    key: stream.key,
    ssrc: stream.ssrc,
    source: stream.source.endpoint,
    destination: stream.destination.endpoint,
    payloadTypes: payload.payloadTypes,
    codec: format.codec,
    clockRateHz: format.clockRateHz,
    packets: stream.packets,
    expectedPackets,
    lostPackets: sequence.lost,
    duplicatePackets: sequence.duplicates,
    reorderedPackets: sequence.reordered,
    restarts: sequence.restarts,
    timestampDiscontinuities: stream.timestampDiscontinuities,
    minDeltaMs: delta.min,
    meanDeltaMs: delta.mean,
    maxDeltaMs: delta.max,
    minJitterMs: jitter.min,
    meanJitterMs: jitter.mean,
    maxJitterMs: jitter.max,
    lossPercent: expectedPackets === 0 ? 0 : (100 * sequence.lost) / expectedPackets,
    bitrateKbps: bitrateKbps(stream),
    dscp: stream.dscp,
    boundBy: stream.boundBy,
    call: stream.call,
    startedAtMs: stream.startedAtMs,
    durationMs: Math.max(0, stream.lastAtMs - stream.startedAtMs),
    rtcpPackets: stream.rtcpPackets,
    encapsulation: stream.encapsulation,
    undeliverable: stream.undeliverable,
  };
}
