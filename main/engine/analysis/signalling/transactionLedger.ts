import type { Sighting } from './sighting';
import type { EndpointPool } from './endpointPool';
import type { MessageFacts } from './messageReader';
import { isRepeated, noteRequest, noteResponse, responseTimeMs, type Transaction } from './transaction';
import { TransactionTable } from './transactionTable';
import { TransactionTotals, type TransactionsSummary } from './transactionTotals';

export type Entry = {
  readonly transaction: Transaction;
  /** Of a CANCEL: the INVITE it is about, when that was seen. */
  readonly cancelled: Transaction | undefined;
  readonly retransmission: boolean;
};

/** Enters each message into its transaction, tells retransmissions, and keeps the count. */
export class TransactionLedger {
  readonly #table = new TransactionTable();
  readonly #totals = new TransactionTotals();

  enter(facts: MessageFacts, sighting: Sighting, endpoints: EndpointPool): Entry {
    const { transaction, opened } = this.#table.match(facts, sighting.atMs, sighting.nowMs);
    if (opened) this.#totals.opened(transaction.method);
    const retransmission = isRepeated(transaction, fingerprint(facts, sighting, endpoints));
    if (retransmission) this.#totals.retransmitted(facts.isRequest ? facts.method : facts.cseqMethod);
    else this.#note(transaction, facts, sighting.atMs);
    const cancelled = facts.method === 'CANCEL' ? this.#table.inviteOf(facts) : undefined;
    return { transaction, cancelled, retransmission };
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

/**
 * Equal for a message and its retransmission: the same between the same two endpoints. A second 2xx of a fork differs in its
 * To tag, the next reliable provisional response in its RSeq (RFC 3262), one with a session description in its length.
 */
function fingerprint(facts: MessageFacts, { source, destination }: Sighting, endpoints: EndpointPool): string {
  const hop = `${endpoints.numberOf(source)}>${endpoints.numberOf(destination)}`;
  if (facts.isRequest) return `${facts.method} ${hop}`;
  return `${facts.status ?? 0} ${hop} ${facts.rseq} ${facts.bodyBytes} ${facts.to.tag}`;
}
