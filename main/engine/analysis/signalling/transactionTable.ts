import { DeadlineQueue } from './deadlineQueue';
import type { MessageFacts } from './messageReader';
import { PENDING_INVITE_MS, TRANSACTION_TIMEOUT_MS } from './timers';
import type { Transaction } from './transaction';

const DEFAULT_LIMIT = 500_000;

/**
 * Finds the transaction of each message (RFC 3261 §17.1.3, §17.2.3).
 *
 * Memory: a transaction is forgotten 64·T1 (32 s of capture time) after its last message, an INVITE without a final response
 * after 300 s, and the oldest early when more than `limit` are alive; those are counted.
 */
export class TransactionTable {
  readonly #alive = new Map<string, Transaction>();
  readonly #idle = new DeadlineQueue<Transaction>(TRANSACTION_TIMEOUT_MS);
  readonly #limit: number;
  #nextId = 1;
  droppedEarly = 0;

  constructor(limit = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#alive.size;
  }

  /** `nowMs` is the capture's clock, which never goes back; `atMs` the message's own time. */
  match(facts: MessageFacts, atMs: number, nowMs: number): { transaction: Transaction; opened: boolean } {
    const key = transactionKey(facts, facts.cseqMethod);
    const known = facts.method === 'ACK' ? (this.inviteOf(facts) ?? this.#alive.get(key)) : this.#alive.get(key);
    if (known !== undefined) {
      known.lastAtMs = Math.max(known.lastAtMs, atMs);
      return { transaction: known, opened: false };
    }
    return { transaction: this.#open(facts, key, atMs, nowMs), opened: true };
  }

  /** The INVITE that a CANCEL or an ACK to a refusal belongs to: same branch, sent-by and CSeq number. */
  inviteOf(facts: MessageFacts): Transaction | undefined {
    return this.#alive.get(transactionKey(facts, 'INVITE'));
  }

  forgetIdle(nowMs: number): void {
    for (let due = this.#idle.takeDue(nowMs); due !== undefined; due = this.#idle.takeDue(nowMs)) {
      if (nowMs - due.lastAtMs >= keptMs(due)) this.#alive.delete(due.key);
      else this.#idle.push(due, nowMs);
    }
  }

  #open(facts: MessageFacts, key: string, atMs: number, nowMs: number): Transaction {
    if (this.#alive.size >= this.#limit) this.#dropOldest();
    const transaction: Transaction = {
      id: this.#nextId++,
      key,
      method: facts.cseqMethod,
      requestAtMs: null,
      firstResponseAtMs: null,
      finalAtMs: null,
      finalStatus: null,
      lastAtMs: atMs,
      offer: null,
      calleeTag: '',
      messages: [],
    };
    if (!isIdentified(facts)) return transaction;
    this.#alive.set(transaction.key, transaction);
    this.#idle.push(transaction, nowMs);
    return transaction;
  }

  #dropOldest(): void {
    const oldest = this.#idle.takeOldest();
    if (oldest === undefined) return;
    this.#alive.delete(oldest.key);
    this.droppedEarly += 1;
  }
}

/** A message with neither branch nor Call-ID matches no other: it stands alone. */
const isIdentified = (facts: MessageFacts): boolean => facts.branch !== '' || facts.callId !== '';

const keptMs = (transaction: Transaction): number =>
  transaction.method === 'INVITE' && transaction.finalStatus === null ? PENDING_INVITE_MS : TRANSACTION_TIMEOUT_MS;

/**
 * Branch and sent-by of the top Via and the method, as §17.1.3 asks; and what RFC 2543 needs where the branch lacks the magic
 * cookie (Call-ID, CSeq number, From tag). Taking all of them for every message also keeps apart what senders with a constant
 * branch mix up. A To tag or Request-URI is not in it: an INVITE and its ACK, a request and its response differ there.
 */
function transactionKey(facts: MessageFacts, method: string): string {
  return `${facts.callId}\n${facts.cseqNumber ?? ''} ${method}\n${facts.branch}\n${facts.sentBy}\n${facts.from.tag}`;
}
