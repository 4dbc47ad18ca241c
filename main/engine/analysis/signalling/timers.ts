/** Times of RFC 3261 §17, in ms of capture time. */
export const T1_MS = 500;

/** Timers B, F, H and J: after 64·T1 nothing more comes of a transaction that is over or was never answered. */
export const TRANSACTION_TIMEOUT_MS = 64 * T1_MS;

/** Timer C (§16.6): a proxy waits longer than three minutes between provisional responses before it gives up. */
export const RINGING_TIMEOUT_MS = 180_000;

/** An INVITE that rings is remembered this long after its last message, well beyond Timer C. */
export const PENDING_INVITE_MS = 300_000;
