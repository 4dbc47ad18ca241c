import { messageIndex, type KeepaliveKey } from '../../../../shared/ids';
import type { KeepaliveMethod, KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { Endpoint } from '../../../../shared/protocol/rows';
import { T1_MS } from '../signalling/timers';
import { ChangeLog } from './changeLog';
import { MAX_FIGURES, MAX_MESSAGES } from './keepaliveLimits';
import { RecentFigures } from '../recentFigures';

/** Where and when something of a keepalive was seen. */
export type Moment = { readonly atMs: number; readonly frame: number };

/** What goes unanswered, for each method. */
const NOUNS: Readonly<Record<KeepaliveMethod, string>> = { options: 'request', crlf: 'ping', stun: 'request' };

/** How one endpoint asks another for a sign of life, by one method. */
export class KeepaliveRecord {
  readonly key: KeepaliveKey;
  readonly identity: string;
  readonly method: KeepaliveMethod;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** A window may hold its row. */
  isTold = false;
  /** Call-ID of an OPTIONS that was answered with a challenge: the one with credentials is the same question. */
  challengedCallId: string | null = null;
  lastAtMs: number;
  readonly #firstAtMs: number;
  readonly #changes = new ChangeLog();
  readonly #intervals = new RecentFigures(MAX_FIGURES);
  readonly #roundTrips = new RecentFigures(MAX_FIGURES);
  readonly #messages: number[] = [];
  #sent = 0;
  #answered = 0;
  #lost = 0;
  #unansweredAtEnd = 0;
  #sentAtMs: number | null = null;
  #minRoundTripMs: number | null = null;
  #maxRoundTripMs: number | null = null;
  #lastStatus: number | null = null;

  constructor(
    identity: { readonly key: KeepaliveKey; readonly identity: string; readonly method: KeepaliveMethod },
    ends: { readonly source: Endpoint; readonly destination: Endpoint },
    atMs: number,
  ) {
    this.key = identity.key;
    this.identity = identity.identity;
    this.method = identity.method;
    this.source = ends.source;
    this.destination = ends.destination;
    this.#firstAtMs = atMs;
    this.lastAtMs = atMs;
  }

  get hasAnswered(): boolean {
    return this.#answered > 0;
  }

  noteSent(atMs: number): void {
    this.#sent += 1;
    if (this.#sentAtMs !== null && atMs >= this.#sentAtMs) this.#intervals.add(atMs - this.#sentAtMs);
    this.#sentAtMs = Math.max(this.#sentAtMs ?? atMs, atMs);
    this.touch(atMs);
  }

  /** `sentAtMs`: null when the request was not captured. */
  noteAnswer(words: string, status: number | null, sentAtMs: number | null, { atMs, frame }: Moment): void {
    this.#answered += 1;
    this.#unansweredAtEnd = 0;
    this.#lastStatus = status;
    this.#changes.noteAnswer(words, sentAtMs ?? atMs, atMs, frame);
    if (sentAtMs !== null && atMs >= sentAtMs) this.#noteRoundTrip(atMs - sentAtMs);
    this.touch(atMs);
  }

  /** `why` it did not arrive, where that is known; empty otherwise. */
  noteLoss({ atMs, frame }: Moment, why?: string): void {
    this.#lost += 1;
    this.#changes.noteLoss(atMs, frame, why);
  }

  /** A request that counted as lost was answered after all: it had been sent again. */
  takeBackLoss(): void {
    this.#lost -= 1;
  }

  /**
   * The capture ends while a request waits for its answer: for longer than any answer took so far, and than the sender waits
   * before it asks again, it speaks against the other side without proving anything.
   */
  noteOpenAtEnd(sentAtMs: number, endsAtMs: number): void {
    const expectedMs = Math.max(T1_MS, this.#maxRoundTripMs ?? 0);
    if (sentAtMs >= this.#changes.answeredSentMs && endsAtMs - sentAtMs >= expectedMs) this.#unansweredAtEnd += 1;
  }

  noteMessage(index: number): void {
    if (this.#messages.length >= MAX_MESSAGES) this.#messages.shift();
    this.#messages.push(index);
  }

  touch(atMs: number): void {
    this.lastAtMs = Math.max(this.lastAtMs, atMs);
  }

  row(): KeepaliveRow {
    const isKnown = this.#answered + this.#lost > 0;
    return {
      key: this.key,
      method: this.method,
      source: this.source,
      destination: this.destination,
      firstAtMs: this.#firstAtMs,
      lastAtMs: this.lastAtMs,
      sent: this.#sent,
      answered: isKnown ? this.#answered : null,
      lost: isKnown ? this.#lost : null,
      intervalMs: this.#intervals.median(),
      minRoundTripMs: this.#minRoundTripMs,
      medianRoundTripMs: this.#roundTrips.median(),
      maxRoundTripMs: this.#maxRoundTripMs,
      lastStatus: this.#lastStatus,
      unansweredAtEnd: this.#unansweredAtEnd,
      state: this.#state(),
      changes: this.#changes.rows(NOUNS[this.method]),
      omittedChanges: this.#changes.omitted,
      messages: this.#messages.map(messageIndex),
    };
  }

  #state(): KeepaliveRow['state'] {
    if (this.#answered + this.#lost === 0) return 'cannotTell';
    if (this.#changes.isDown) return 'down';
    return this.#unansweredAtEnd > 0 ? 'cannotTell' : 'up';
  }

  #noteRoundTrip(lengthMs: number): void {
    this.#roundTrips.add(lengthMs);
    this.#minRoundTripMs = Math.min(this.#minRoundTripMs ?? lengthMs, lengthMs);
    this.#maxRoundTripMs = Math.max(this.#maxRoundTripMs ?? lengthMs, lengthMs);
  }
}
