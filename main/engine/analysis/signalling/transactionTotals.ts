import { RecentFigures } from '../recentFigures';
import { detached } from './stringPool';

/** The `transactions` object of `analyze --json`. */
export type TransactionsSummary = {
  readonly total: number;
  readonly byMethod: Readonly<Record<string, MethodSummary>>;
};

export type MethodSummary = {
  /** Transactions, each hop of a proxied request being one. */
  readonly count: number;
  readonly retransmissions: number;
  /** Request to first response of any kind; null when no pair was seen. */
  readonly medianResponseMs: number | null;
};

type MethodTotals = { count: number; retransmissions: number; readonly responseMs: RecentFigures };

/** The median is that of the latest so many responses of a method. */
const KEPT_RESPONSE_TIMES = 65_536;
/** Longer names, and names beyond so many, are hostile variety and counted together. */
const MAX_NAME_LENGTH = 32;
const MAX_METHODS = 64;
const OTHER_METHODS = 'other';
/** Responses whose CSeq names no method. */
const NO_METHOD = 'none';

/** Counts transactions by method; memory does not grow with the capture. */
export class TransactionTotals {
  readonly #methods = new Map<string, MethodTotals>();

  opened(method: string): void {
    this.#of(method).count += 1;
  }

  retransmitted(method: string): void {
    this.#of(method).retransmissions += 1;
  }

  answered(method: string, responseMs: number): void {
    this.#of(method).responseMs.add(responseMs);
  }

  summary(): TransactionsSummary {
    const rows = [...this.#methods].map(([method, totals]): [string, MethodSummary] => [
      method,
      {
        count: totals.count,
        retransmissions: totals.retransmissions,
        medianResponseMs: totals.responseMs.median(),
      },
    ]);
    return { total: rows.reduce((sum, [, row]) => sum + row.count, 0), byMethod: Object.fromEntries(rows) };
  }

  #of(method: string): MethodTotals {
    const isNew = !this.#methods.has(method);
    const isHostile = isNew && (this.#methods.size >= MAX_METHODS || method.length > MAX_NAME_LENGTH);
    const name = isHostile ? OTHER_METHODS : method || NO_METHOD;
    let totals = this.#methods.get(name);
    if (totals === undefined) {
      totals = { count: 0, retransmissions: 0, responseMs: new RecentFigures(KEPT_RESPONSE_TIMES) };
      this.#methods.set(detached(name), totals);
    }
    return totals;
  }
}
