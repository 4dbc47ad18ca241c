import { u32 } from '../../decode/bigEndian';
import { WordTable } from '../media/wordTable';

const KEY_WORDS = 4;
/** Where the last 96 bits of the identifier stand in a message. */
const IDENTIFIER_AT = 8;
/** After this time nobody waits for the answer any more (RFC 8489 §6.2.1: 39.5 s). */
const FORGET_AFTER_MS = 39_500;

/** A request and what its answer will need of it. */
export type StunTransaction = {
  readonly path: number;
  readonly words: readonly [number, number, number];
  readonly firstFrame: number;
  readonly firstAtMs: number;
  readonly forward: boolean;
  /** How often it was sent. */
  requests: number;
  readonly details: StunRequestDetails;
  readonly onUnanswered: (transaction: StunTransaction) => void;
};

export type StunRequestDetails = {
  readonly method: number;
  readonly nominates: boolean;
  readonly hasUsername: boolean;
  readonly channel: number | null;
  readonly peer: string | null;
};

/** Requests of all paths that wait for an answer. Bounded; those that wait longest leave. */
export class StunTransactions {
  /** Left because there were too many. */
  dropped = 0;
  readonly #table = new WordTable<StunTransaction>(KEY_WORDS);
  readonly #inOrder = new Set<StunTransaction>();
  readonly #maxTransactions: number;

  constructor(maxTransactions: number) {
    this.#maxTransactions = maxTransactions;
  }

  find(path: number, bytes: Uint8Array, messageStart: number): StunTransaction | null {
    this.#writeKey(path, u32At(bytes, messageStart, 0), u32At(bytes, messageStart, 1), u32At(bytes, messageStart, 2));
    return this.#table.find();
  }

  /** One that `find` did not find. */
  add(bytes: Uint8Array, messageStart: number, transaction: Omit<StunTransaction, 'words' | 'requests'>): void {
    const words = [0, 1, 2].map((word) => u32At(bytes, messageStart, word)) as unknown as StunTransaction['words'];
    const added: StunTransaction = { ...transaction, words, requests: 1 };
    this.#write(added);
    this.#table.add(added);
    this.#inOrder.add(added);
    if (this.#inOrder.size > this.#maxTransactions) this.#dropOldest();
  }

  remove(transaction: StunTransaction): void {
    if (!this.#inOrder.delete(transaction)) return;
    this.#write(transaction);
    this.#table.remove();
  }

  /** Tells those whose time is over. */
  expire(nowMs: number): void {
    for (const transaction of this.#inOrder) {
      if (nowMs - transaction.firstAtMs < FORGET_AFTER_MS) return;
      this.remove(transaction);
      transaction.onUnanswered(transaction);
    }
  }

  #dropOldest(): void {
    for (const oldest of this.#inOrder) {
      this.remove(oldest);
      this.dropped += 1;
      return;
    }
  }

  #write({ path, words: [one, two, three] }: StunTransaction): void {
    this.#writeKey(path, one, two, three);
  }

  #writeKey(path: number, one: number, two: number, three: number): void {
    const { key } = this.#table;
    key[0] = path;
    key[1] = one;
    key[2] = two;
    key[3] = three;
  }
}

const u32At = (bytes: Uint8Array, messageStart: number, word: number): number =>
  u32(bytes, messageStart + IDENTIFIER_AT + 4 * word);
