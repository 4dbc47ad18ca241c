/** Bounds of the companions; what leaves because of one is counted. */
export type CompanionLimits = {
  readonly maxCompanions: number;
  /** Endpoints that signalling announced. */
  readonly maxAnnouncements: number;
  /** Calls whose ufrags and fingerprints are remembered. */
  readonly maxSessions: number;
  /** STUN requests that wait for an answer. */
  readonly maxTransactions: number;
  /** Handshake messages of DTLS of which parts are missing. */
  readonly maxAssemblies: number;
  /** Characters of what HEP agents reported, in all. */
  readonly maxReportCharacters: number;
};

export const COMPANION_LIMITS: CompanionLimits = {
  maxCompanions: 10_000,
  maxAnnouncements: 100_000,
  maxSessions: 20_000,
  maxTransactions: 16_384,
  maxAssemblies: 256,
  maxReportCharacters: 16 * 1024 * 1024,
};

export type CompanionCounts = {
  readonly companions: number;
  /** Left because of a bound. */
  readonly droppedCompanions: number;
  readonly droppedAnnouncements: number;
  readonly droppedSessions: number;
  readonly droppedTransactions: number;
  readonly droppedAssemblies: number;
  /** Reports of HEP agents that were not kept. */
  readonly droppedReports: number;
};
