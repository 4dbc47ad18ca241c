/** Events kept per stream; further ones are only counted in the stream's figures. */
export const MAX_EVENTS = 64;

/**
 * Something that happened to a stream at one packet. `ms` says how much of it: how far a late packet was behind, how long a
 * silence lasted, how far a timestamp jumped; 0 for the others.
 */
export type StreamEvent = {
  readonly kind: 'restart' | 'timestampDiscontinuity' | 'silence' | 'late' | 'ssrcChange';
  readonly atMs: number;
  readonly frame: number;
  readonly ms: number;
};
