/** Bounds of the exchanges; what leaves because of one is counted. */
export type ExchangeLimits = {
  readonly maxExchanges: number;
  /** Messages of one exchange that its row names: the first ones. */
  readonly maxMessages: number;
  /** Requests that wait for an answer; the oldest are no longer waited for. */
  readonly maxAttempts: number;
};

export const EXCHANGE_LIMITS: ExchangeLimits = { maxExchanges: 50_000, maxMessages: 200, maxAttempts: 100_000 };

export type ExchangeCounts = { readonly exchanges: number; readonly droppedExchanges: number };
