import type { MessageRow } from '../../../../shared/protocol/rows';

export type Repeats = { readonly count: number; readonly last: MessageRow };

/** How often something of each transaction was sent again; copies seen on another link do not count. */
export class RepeatCounts {
  readonly #requests = new Map<number, Repeats>();
  readonly #successes = new Map<number, Repeats>();

  constructor(rows: readonly MessageRow[]) {
    for (const row of rows) {
      if (!row.retransmission || row.copyOf !== null) continue;
      const status = row.status ?? 0;
      if (row.method === row.cseqMethod) count(this.#requests, row);
      else if (row.cseqMethod === 'INVITE' && status >= 200 && status < 300) count(this.#successes, row);
    }
  }

  ofRequest({ transaction }: MessageRow): Repeats | null {
    return this.#requests.get(transaction) ?? null;
  }

  /** Of the 2xx to an INVITE, which is sent again until its ACK comes (RFC 3261 §13.3.1.4). */
  ofSuccess({ transaction }: MessageRow): Repeats | null {
    return this.#successes.get(transaction) ?? null;
  }
}

const count = (counts: Map<number, Repeats>, row: MessageRow): void => {
  counts.set(row.transaction, { count: (counts.get(row.transaction)?.count ?? 0) + 1, last: row });
};
