/** Bounds of the keepalives; what leaves because of one is counted. */
export type KeepaliveLimits = {
  /** Pairs of endpoints, each by method; those quiet longest leave. */
  readonly maxKeepalives: number;
  /** Requests of all pairs that wait for an answer; the oldest are no longer waited for. */
  readonly maxProbes: number;
};

export const KEEPALIVE_LIMITS: KeepaliveLimits = { maxKeepalives: 10_000, maxProbes: 65_536 };

/** Of one pair, the latest ones: times that medians are made of, messages, changes between up and down. */
export const MAX_FIGURES = 64;
export const MAX_MESSAGES = 64;
export const MAX_CHANGES = 50;

export type KeepaliveCounts = {
  readonly keepalives: number;
  /** Left because of a bound. */
  readonly droppedKeepalives: number;
};
