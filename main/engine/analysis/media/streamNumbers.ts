/**
 * What stands where in a stream's stretch of numbers, so that a packet touches a few neighbouring cache lines and no object of its
 * own for every figure: with thousands of streams in turn, memory is what a packet waits for. The seldom ones stand at both ends.
 */

/** Timing, seldom: of the last packet's event, how far it was late, how long the silence or the jump was. */
export const EVENT_MS = 0;
export const TIMESTAMP_DISCONTINUITIES = 1;

/** Timing. The arrival before, whatever it was of, but no duplicate. */
export const ARRIVED_AT_MS = 2;
/** 1 behind a packet of media or telephone events; 0 before the first packet and behind comfort noise. */
export const RUNS_ON = 3;
export const JITTER_MS = 4;
/** The last packet that kept the media clock; 0 Hz when there is none to compare with. */
export const REFERENCE_AT_MS = 5;
export const REFERENCE_TIMESTAMP = 6;
export const REFERENCE_CLOCK_HZ = 7;
export const SPACING_TICKS = 8;
/** Four numbers each. */
export const DELTA_SPREAD = 9;
export const JITTER_SPREAD = 13;

/** The stream as a whole. */
export const LAST_AT_MS = 17;
export const PACKETS = 18;
export const BYTES = 19;
export const LAST_PACKET_BYTES = 20;
export const DSCP = 21;
/** Number of the analysis's last packet that was this stream's, for finding who was quiet longest. */
export const LAST_ACTIVITY = 22;

/** The entry of the series that packets count in now, from its first millisecond to the one behind its last. */
export const SAMPLE_FROM_MS = 23;
export const SAMPLE_TO_MS = 24;
export const SAMPLE_PACKETS = 25;
export const SAMPLE_BYTES = 26;
export const SAMPLE_JITTER_COUNT = 27;
export const SAMPLE_JITTER_SUM_MS = 28;
export const SAMPLE_MAX_JITTER_MS = 29;
export const SAMPLE_MAX_DELTA_MS = 30;

/** Sequence numbers. Extended ones, 0 when there is none. */
export const HIGHEST = 31;
export const JUMPED_TO = 32;
export const UNIQUE = 33;
/** Signed distance of the last packet from the highest number before it. */
export const STEP = 34;

/** Sequence numbers, seldom. */
export const FIRST = 35;
export const EXPECTED_BEFORE = 36;
export const DUPLICATES = 37;
export const REORDERED = 38;
export const RESTARTS = 39;
export const STRAYS = 40;

/** Which numbers were seen, one bit each: 1,024 bits, read as 32-bit words. */
export const WINDOW = 41;
export const WINDOW_NUMBERS = 16;

export const STREAM_NUMBERS = WINDOW + WINDOW_NUMBERS;
