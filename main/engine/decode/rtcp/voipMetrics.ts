import { u16, u32 } from '../bigEndian';

export const VOIP_METRICS_BYTES = 32;

/** Gauges that are not known carry this. */
const UNAVAILABLE = 127;

export type LossConcealment = 'unspecified' | 'disabled' | 'enhanced' | 'standard';
export type JitterBufferKind = 'unknown' | 'reserved' | 'fixed' | 'adaptive';

/** VoIP metrics of a receiver (RFC 3611 §4.7); null is what it does not know. */
export type VoipMetrics = {
  /** The stream reported on. */
  readonly ssrc: number;
  /** Lost, and discarded by the jitter buffer, since the stream began: 0 … 255/256. */
  readonly lossRatio: number;
  readonly discardRatio: number;
  /** Lost or discarded within bursts and between them. */
  readonly burstDensityRatio: number;
  readonly gapDensityRatio: number;
  readonly burstDurationMs: number;
  readonly gapDurationMs: number;
  /** 0 while it has not been measured. */
  readonly roundTripMs: number;
  readonly endSystemDelayMs: number;
  readonly signalLevelDbm: number | null;
  readonly noiseLevelDbm: number | null;
  readonly residualEchoReturnLossDb: number | null;
  /** Packets received in a row that end a burst. */
  readonly gapThresholdPackets: number;
  /** 0 … 100. */
  readonly rFactor: number | null;
  readonly externalRFactor: number | null;
  /** 1 … 5. */
  readonly listeningMos: number | null;
  readonly conversationalMos: number | null;
  readonly lossConcealment: LossConcealment;
  readonly jitterBufferKind: JitterBufferKind;
  /** 0 … 15; the buffer adapts within twice this many frames. */
  readonly jitterBufferRate: number;
  readonly jitterBufferNominalMs: number;
  readonly jitterBufferMaximumMs: number;
  readonly jitterBufferAbsoluteMaximumMs: number;
};

const CONCEALMENTS: readonly LossConcealment[] = ['unspecified', 'disabled', 'enhanced', 'standard'];
const BUFFERS: readonly JitterBufferKind[] = ['unknown', 'reserved', 'fixed', 'adaptive'];

const ratio = (value: number): number => value / 256;
const unlessUnavailable = (value: number): number | null => (value === UNAVAILABLE ? null : value);
const signed = (value: number): number => (value << 24) >> 24;
const mos = (value: number): number | null => (value === UNAVAILABLE ? null : value / 10);

/**
 * Reads the block's body at `at`, behind the block header, VOIP_METRICS_BYTES being there (RFC 3611 §4.7):
 *
 *     |                        SSRC of source                         |
 *     |   loss rate   | discard rate  | burst density |  gap density  |
 *     |       burst duration (ms)     |       gap duration (ms)       |
 *     |     round trip delay (ms)     |       end system delay        |
 *     | signal level  |  noise level  |     RERL      |     Gmin      |
 *     |   R factor    | ext. R factor |    MOS-LQ     |    MOS-CQ     |
 *     |   RX config   |   reserved    |          JB nominal           |
 *     |          JB maximum           |          JB abs max           |
 */
export function readVoipMetrics(bytes: Uint8Array, at: number): VoipMetrics {
  const level = (offset: number): number | null => unlessUnavailable(signed(bytes[at + offset]!));
  const configuration = bytes[at + 24]!;
  return {
    ssrc: u32(bytes, at),
    lossRatio: ratio(bytes[at + 4]!),
    discardRatio: ratio(bytes[at + 5]!),
    burstDensityRatio: ratio(bytes[at + 6]!),
    gapDensityRatio: ratio(bytes[at + 7]!),
    burstDurationMs: u16(bytes, at + 8),
    gapDurationMs: u16(bytes, at + 10),
    roundTripMs: u16(bytes, at + 12),
    endSystemDelayMs: u16(bytes, at + 14),
    signalLevelDbm: level(16),
    noiseLevelDbm: level(17),
    residualEchoReturnLossDb: unlessUnavailable(bytes[at + 18]!),
    gapThresholdPackets: bytes[at + 19]!,
    rFactor: unlessUnavailable(bytes[at + 20]!),
    externalRFactor: unlessUnavailable(bytes[at + 21]!),
    listeningMos: mos(bytes[at + 22]!),
    conversationalMos: mos(bytes[at + 23]!),
    lossConcealment: CONCEALMENTS[configuration >>> 6]!,
    jitterBufferKind: BUFFERS[(configuration >>> 4) & 3]!,
    jitterBufferRate: configuration & 0x0f,
    jitterBufferNominalMs: u16(bytes, at + 26),
    jitterBufferMaximumMs: u16(bytes, at + 28),
    jitterBufferAbsoluteMaximumMs: u16(bytes, at + 30),
  };
}
