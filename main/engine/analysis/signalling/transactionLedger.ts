import type { MessageRow } from '../../../../shared/protocol/rows';
import type { Sighting } from './sighting';
import type { MessageFacts } from './messageReader';
import type { Repetition } from './sentMessage';
import { noteRequest, noteResponse, noteSighting, responseTimeMs, type Transaction } from './transaction';
import { TransactionTable } from './transactionTable';
import { TransactionTotals, type TransactionsSummary } from './transactionTotals';

export type Entry = Repetition & {
  readonly transaction: Transaction;
  /** Of a CANCEL: the INVITE it is about, when that was seen. */
  readonly cancelled: Transaction | undefined;
};

/** Enters each message into its transaction, tells retransmissions and copies, and keeps the count. Copies do not count. */
export class TransactionLedger {
  readonly #table = new TransactionTable();
  readonly #totals = new TransactionTotals();

  /** `rows` are those of all messages so far. */
  enter(facts: MessageFacts, sighting: Sighting, rows: readonly MessageRow[]): Entry {
    const { transaction, opened } = this.#table.match(facts, sighting.atMs, sighting.nowMs);
    if (opened) this.#totals.opened(transaction.method);
    const { retransmission, copyOf } = noteSighting(transaction, facts, sighting, rows);
    if (retransmission) this.#totals.retransmitted(facts.cseqMethod);
    else if (copyOf === null) this.#note(transaction, facts, sighting.atMs);
    const cancelled = facts.method === 'CANCEL' ? this.#table.inviteOf(facts) : undefined;
    return { transaction, cancelled, retransmission, copyOf };
  }

  passTime(nowMs: number): void {
    this.#table.forgetIdle(nowMs);
  }

  summary(): TransactionsSummary {
    return this.#totals.summary();
  }

  #note(transaction: Transaction, facts: MessageFacts, atMs: number): void {
    if (facts.isRequest) {
      if (facts.method === transaction.method) noteRequest(transaction, atMs);
      return;
    }
    const isFirst = transaction.firstResponseAtMs === null;
    noteResponse(transaction, facts.status ?? 0, atMs);
    const responseMs = isFirst ? responseTimeMs(transaction) : null;
    if (responseMs !== null) this.#totals.answered(transaction.method, responseMs);
  }
}
