/** Bounds of the links between calls; what leaves because of one is counted. */
export type LinkLimits = {
  /** Calls of one group; more are not joined to it. */
  readonly maxGroupCalls: number;
  /** Calls that one value may join; of more it tells nothing. */
  readonly maxCallsOfValue: number;
  /** Values of header fields that are remembered; the oldest leave. */
  readonly maxValues: number;
  /** Media endpoints that are remembered; the oldest leave. */
  readonly maxEndpoints: number;
  /** Header fields that are remembered for a later choice of names; those of the oldest calls leave. */
  readonly maxRemembered: number;
  /** INVITEs that a REFER or a redirect lets expect; the oldest leave. */
  readonly maxExpected: number;
};

export const LINK_LIMITS: LinkLimits = {
  maxGroupCalls: 50,
  maxCallsOfValue: 8,
  maxValues: 200_000,
  maxEndpoints: 100_000,
  maxRemembered: 400_000,
  maxExpected: 10_000,
};

/** How much was let go or refused because of a bound. */
export type LinkCounts = {
  readonly groups: number;
  /** Joins that would have made a group larger than `maxGroupCalls`. */
  readonly refusedJoins: number;
  /** Values that too many calls share to tell calls apart. */
  readonly sharedValues: number;
  /** Values, endpoints, header fields and expected INVITEs that left before their time. */
  readonly forgotten: number;
};
