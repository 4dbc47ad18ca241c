import type { StunMessage } from '../../decode/stun/stunMessage';
import type { Companion } from './companion';
import type { Sighting } from './sighting';
import type { StunRequestDetails, StunTransaction, StunTransactions } from './stunTransactions';

/** Requests and answers of one companion. */
export class StunRounds {
  requests = 0;
  answers = 0;
  unanswered = 0;
  /** Requests with their retransmissions since the last answer. */
  sentSinceAnswer = 0;
  readonly #companion: Companion;
  readonly #path: number;
  readonly #transactions: StunTransactions;
  readonly #onChange: () => void;
  #roundTripSumMs = 0;
  #roundTrips = 0;

  constructor(companion: Companion, path: number, transactions: StunTransactions, onChange: () => void) {
    this.#companion = companion;
    this.#path = path;
    this.#transactions = transactions;
    this.#onChange = onChange;
  }

  /** Of requests that were not repeated, because an answer does not say which of them it is for. null when there was none. */
  get meanRoundTripMs(): number | null {
    return this.#roundTrips === 0 ? null : this.#roundTripSumMs / this.#roundTrips;
  }

  /** False for one that is repeated. */
  takeRequest(
    message: StunMessage,
    { bytes, frame, atMs, forward }: Sighting,
    details: () => StunRequestDetails,
  ): boolean {
    this.sentSinceAnswer += 1;
    const known = this.#transactions.find(this.#path, bytes, message.start);
    if (known) {
      known.requests += 1;
      return false;
    }
    this.requests += 1;
    this.#transactions.add(bytes, message.start, {
      path: this.#path,
      firstFrame: frame,
      firstAtMs: atMs,
      forward,
      details: details(),
      onUnanswered: this.#noteUnanswered,
    });
    return true;
  }

  /** The request that a response answers; null when it was not seen, or answered before. */
  takeAnswer(message: StunMessage, { bytes, atMs, forward }: Sighting): StunTransaction | null {
    const transaction = this.#transactions.find(this.#path, bytes, message.start);
    if (transaction === null || transaction.forward === forward) return null;
    this.#transactions.remove(transaction);
    this.answers += 1;
    this.sentSinceAnswer = 0;
    if (transaction.requests === 1 && atMs >= transaction.firstAtMs) {
      this.#roundTripSumMs += atMs - transaction.firstAtMs;
      this.#roundTrips += 1;
    }
    return transaction;
  }

  readonly #noteUnanswered = ({ requests, firstFrame, firstAtMs, forward }: StunTransaction): void => {
    this.unanswered += 1;
    const times = requests === 1 ? '' : `, sent ${requests} times`;
    const moment = { frame: firstFrame, atMs: firstAtMs, forward };
    this.#companion.addEvent(moment, `no answer to a request${times}`, true);
    this.#onChange();
  };
}
