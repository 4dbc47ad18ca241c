import type { ExchangeKey } from '../../../../shared/ids';
import type { ExchangeRow } from '../../../../shared/protocol/exchangeRows';
import type { MessageRow } from '../../../../shared/protocol/rows';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import { DeadlineQueue } from '../signalling/deadlineQueue';
import { detached } from '../signalling/stringPool';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { describeExchange } from './describeExchange';
import { DueBuckets } from './dueBuckets';
import { readEvent } from './eventHeaders';
import { exchangeKind, subscriptionKind } from './exchangeKind';
import { EXCHANGE_LIMITS, type ExchangeCounts, type ExchangeLimits } from './exchangeLimits';
import { exchangeRow, type Attempt, type ExchangeRecord } from './exchangeRecord';
import { ExchangeTable } from './exchangeTable';
import { hasRequests, isNewRequest } from './followedRequests';
import { OptionsExchanges } from './optionsExchanges';
import { onPublicationExpired } from './publication';
import { attemptOf, takeFinal, takeRequest } from './requestSteps';
import { SeenPaths } from './seenPaths';
import { loseAttempt, needsTime, settleAttempt, settleAtEnd } from './settleAttempt';
import { expiryOf, onSubscriptionExpired } from './subscription';

/** Requests to which nothing is answered. */
const NEVER_ANSWERED = 'ACK';
/** Kinds whose messages an INVITE that comes late makes part of a call. */
const MAY_JOIN_CALL: ReadonlySet<string> = new Set(['cannotTell', 'info', 'refer']);

/**
 * Everything that SIP does outside calls and registrations: one exchange per Call-ID, OPTIONS folded by pair of endpoints. Time
 * is the capture's; work per message does not grow with the number of exchanges. Bounds are in `exchangeLimits.ts`.
 */
export class ExchangeAnalysis {
  readonly #limits: ExchangeLimits;
  readonly #paths: SeenPaths;
  readonly #table: ExchangeTable;
  readonly #options = new OptionsExchanges();
  readonly #waiting = new DeadlineQueue<Attempt>(TRANSACTION_TIMEOUT_MS);
  readonly #expiring = new DueBuckets<ExchangeRecord>();

  constructor(paths = new SeenPaths(), limits: Partial<ExchangeLimits> = {}) {
    this.#limits = { ...EXCHANGE_LIMITS, ...limits };
    this.#paths = paths;
    this.#table = new ExchangeTable(this.#limits.maxExchanges, (record) => this.#forget(record));
  }

  onMessage(analysed: AnalysedMessage): void {
    const { row, facts, call, nowMs } = analysed;
    this.#paths.note(row.source, row.destination);
    this.#passTime(nowMs);
    if (call !== null) return this.#leaveToCall(facts.callId);
    if (facts.cseqMethod === 'REGISTER') return;
    const record = this.#recordOf(analysed);
    record.lastAtMs = Math.max(record.lastAtMs, row.atMs);
    record.messageCount += 1;
    if (record.messages.length < this.#limits.maxMessages) record.messages.push(row.index);
    if (row.retransmission || row.copyOf !== null) this.#onRepeated(record, analysed);
    else if (facts.cseqMethod === 'OPTIONS') this.#onOptions(record, analysed);
    else if (facts.isRequest) this.#onRequest(record, analysed);
    else if ((facts.status ?? 0) >= 200) this.#onFinal(record, analysed);
    this.#noteChanged(record);
  }

  /** An ICMP error quotes this message: nobody answers a request that did not arrive, unless it is sent again. */
  onUndeliverable({ method, transaction, callId, undeliverable }: MessageRow): void {
    if (method === null || undeliverable === null) return;
    const ping = this.#options.find(transaction);
    const record = ping?.record ?? this.#table.findByIdentity(callId);
    if (record === undefined) return;
    const why = `${undeliverable.words}, says ${undeliverable.reporter}`;
    if (ping !== undefined) this.#options.lose(ping, why);
    else if (record.request?.transactionId === transaction) loseAttempt(record.request, why);
    this.#noteChanged(record);
  }

  /** In order of appearance. */
  exchanges(): readonly ExchangeKey[] {
    return this.#table.keys();
  }

  exchangeRow(key: ExchangeKey): ExchangeRow | null {
    const record = this.#table.find(key);
    return record === undefined ? null : exchangeRow(record, describeExchange(record));
  }

  /** The capture is over: what waits for an answer still does, and says that the capture ends there. */
  finish(atMs: number): void {
    this.#passTime(atMs);
    for (let open = this.#waiting.takeOldest(); open !== undefined; open = this.#waiting.takeOldest()) {
      if (open.method === 'OPTIONS') this.#options.settleAtEnd(open, atMs);
      else settleAtEnd(open);
      this.#table.noteChanged(open.record);
    }
  }

  /** Rows that are new or different, and those that are no longer kept, since this was last asked. */
  takeChanged(): { readonly exchanges: readonly ExchangeKey[]; readonly removed: readonly ExchangeKey[] } {
    return this.#table.takeChanged();
  }

  counts(): ExchangeCounts {
    return { exchanges: this.#table.size, droppedExchanges: this.#table.dropped };
  }

  #passTime(nowMs: number): void {
    for (let due = this.#waiting.takeDue(nowMs); due !== undefined; due = this.#waiting.takeDue(nowMs)) {
      this.#settle(due, nowMs);
    }
    for (const record of this.#expiring.takeDue(nowMs)) this.#expire(record);
  }

  #settle(attempt: Attempt, nowMs: number): void {
    const { record } = attempt;
    if (needsTime(attempt, nowMs)) return this.#waiting.push(attempt, nowMs);
    const isSure = attempt.isRepeated || this.#paths.has(attempt.destination, attempt.source);
    if (attempt.method === 'OPTIONS') this.#options.settle(attempt, isSure);
    else settleAttempt(attempt, isSure);
    this.#noteChanged(record);
  }

  #expire(record: ExchangeRecord): void {
    if (record.subscription !== null) onSubscriptionExpired(record, record.subscription);
    else if (record.publication !== null) onPublicationExpired(record, record.publication);
    this.#noteChanged(record);
  }

  #noteChanged(record: ExchangeRecord): void {
    if (record.kind === 'cannotTell') record.state = 'cannotTell';
    this.#table.noteChanged(record);
    if (record.subscription === null && record.publication === null) return;
    const dueAtMs = expiryOf(record);
    if (dueAtMs === null || this.#table.find(record.key) === undefined) this.#expiring.clear(record);
    else this.#expiring.set(record, dueAtMs);
  }

  #forget(record: ExchangeRecord): void {
    this.#expiring.clear(record);
    for (const attempt of [record.request, record.notification]) if (attempt !== null) attempt.isSettled = true;
  }

  #leaveToCall(callId: string): void {
    const record = this.#table.findByIdentity(callId);
    if (record !== undefined && MAY_JOIN_CALL.has(record.kind)) this.#table.remove(record);
  }

  /** The exchange of a message; a message without Call-ID stands alone with its transaction. */
  #recordOf(analysed: AnalysedMessage): ExchangeRecord {
    const { facts, row, transaction, message } = analysed;
    const [source, destination] = facts.isRequest ? [row.source, row.destination] : [row.destination, row.source];
    const isOptions = facts.cseqMethod === 'OPTIONS';
    const known = isOptions ? this.#options.find(transaction.id)?.record : undefined;
    if (known !== undefined && this.#table.find(known.key) === known) return known;
    const ends = `${source.address} ${source.port} ${destination.address} ${destination.port}`;
    // A line end cannot stand in a Call-ID.
    const identity = isOptions ? `\n${ends}` : facts.callId === '' ? `\n${transaction.id}` : facts.callId;
    const found = this.#table.findByIdentity(identity);
    if (found !== undefined) return found;
    const event = readEvent(message);
    return this.#table.open({
      identity: identity === facts.callId ? identity : detached(identity),
      callId: facts.callId,
      source,
      destination,
      startedAtMs: row.atMs,
      from: facts.from,
      to: facts.to,
      kind: isOptions ? 'options' : exchangeKind(facts, event),
      event,
    });
  }

  #onRepeated(record: ExchangeRecord, { facts, row, transaction }: AnalysedMessage): void {
    if (!facts.isRequest || row.copyOf !== null) return;
    for (const attempt of [this.#options.find(transaction.id), record.request, record.notification]) {
      if (attempt?.transactionId === transaction.id && attempt.status === null) attempt.isRepeated = true;
    }
  }

  #onOptions(record: ExchangeRecord, analysed: AnalysedMessage): void {
    const { facts, transaction, nowMs } = analysed;
    const known = this.#options.find(transaction.id);
    if (facts.isRequest) {
      if (known === undefined) this.#wait(this.#options.begin(record, analysed), nowMs);
    } else if ((facts.status ?? 0) >= 200) {
      this.#options.answer(known ?? this.#options.begin(record, analysed), analysed);
    }
  }

  #onRequest(record: ExchangeRecord, analysed: AnalysedMessage): void {
    const { facts, message, nowMs } = analysed;
    const isFirst = !hasRequests(record.followed);
    if (!isNewRequest(record.followed, facts)) return;
    this.#revise(record, analysed, isFirst);
    if (record.event === '') record.event = readEvent(message);
    const attempt = this.#begin(record, analysed);
    takeRequest(record, attempt, analysed);
    if (facts.method !== NEVER_ANSWERED) this.#wait(attempt, nowMs);
  }

  /** What a response, or a NOTIFY that overtook its SUBSCRIBE, could only guess. */
  #revise(record: ExchangeRecord, { facts, message }: AnalysedMessage, isFirst: boolean): void {
    const event = readEvent(message) || record.event;
    if (isFirst) record.kind = exchangeKind(facts, event);
    else if (facts.method === 'SUBSCRIBE' && record.kind === 'notify') record.kind = subscriptionKind(event);
  }

  #begin(record: ExchangeRecord, analysed: AnalysedMessage): Attempt {
    const attempt = attemptOf(record, analysed);
    const slot = attempt.method === 'NOTIFY' ? 'notification' : 'request';
    const before = record[slot];
    if (before !== null) before.isSettled = true;
    record[slot] = attempt;
    return attempt;
  }

  #wait(attempt: Attempt, nowMs: number): void {
    if (this.#waiting.size >= this.#limits.maxAttempts) {
      const oldest = this.#waiting.takeOldest();
      if (oldest !== undefined) this.#options.forget(oldest);
    }
    this.#waiting.push(attempt, nowMs);
  }

  /** On the hop where the request was first seen; on any while the request was not. */
  #onFinal(record: ExchangeRecord, analysed: AnalysedMessage): void {
    const { facts, transaction } = analysed;
    const latest = facts.cseqMethod === 'NOTIFY' ? record.notification : record.request;
    const isLatest =
      latest?.method === facts.cseqMethod &&
      latest.cseqNumber === facts.cseqNumber &&
      latest.fromTag === facts.from.tag;
    if (isLatest) {
      const isItsHop = latest.atMs === null || latest.transactionId === transaction.id;
      if (latest.status === null && isItsHop) takeFinal(record, latest, analysed);
      return;
    }
    if (!isNewRequest(record.followed, facts)) return;
    takeFinal(record, this.#begin(record, analysed), analysed);
  }
}
