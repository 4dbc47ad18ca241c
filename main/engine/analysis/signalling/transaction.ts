import type { MessageRow } from '../../../../shared/protocol/rows';
import type { MediaOffer } from './mediaOffer';
import type { MessageFacts } from './messageReader';
import { FIRST, SENT_AGAIN, SentMessage, type Repetition } from './sentMessage';
import type { Sighting } from './sighting';

/** A request and its responses between two neighbours (RFC 3261 §17), as an observer sees them. */
export type Transaction = {
  /** Counted from 1 within the capture. */
  readonly id: number;
  readonly key: string;
  /** Method of the request that opened it. An ACK to a 2xx stands alone with method ACK. */
  readonly method: string;
  /** null while only responses were seen. */
  requestAtMs: number | null;
  firstResponseAtMs: number | null;
  finalAtMs: number | null;
  finalStatus: number | null;
  lastAtMs: number;
  /** Session description of the request. */
  offer: MediaOffer | null;
  /** To tag of its first response that opened a dialog; empty while there is none. */
  calleeTag: string;
  /** The different messages so far. */
  readonly messages: SentMessage[];
};

/** More different messages than this in one transaction count as sent again: a fork of so many answers is none. */
const MAX_MESSAGES = 256;

/** Says whether a message was seen before in its transaction, and as what; `rows` are those of all messages so far. */
export function noteSighting(
  transaction: Transaction,
  facts: MessageFacts,
  sighting: Sighting,
  rows: readonly MessageRow[],
): Repetition {
  const { messages } = transaction;
  const known = messages.find((message) => message.is(facts));
  if (known !== undefined) return known.seenAgain(sighting, rows);
  if (messages.length >= MAX_MESSAGES) return SENT_AGAIN;
  messages.push(new SentMessage(facts, sighting));
  return FIRST;
}

/** The request was seen; the first sighting counts. */
export function noteRequest(transaction: Transaction, atMs: number): void {
  transaction.requestAtMs ??= atMs;
}

/** A response was seen; of final ones the first counts. */
export function noteResponse(transaction: Transaction, status: number, atMs: number): void {
  transaction.firstResponseAtMs ??= atMs;
  if (status < 200 || transaction.finalStatus !== null) return;
  transaction.finalStatus = status;
  transaction.finalAtMs = atMs;
}

/** Request to first response of any kind, in ms; null unless both were seen in this order. */
export function responseTimeMs(transaction: Transaction): number | null {
  const { requestAtMs, firstResponseAtMs } = transaction;
  if (requestAtMs === null || firstResponseAtMs === null || firstResponseAtMs < requestAtMs) return null;
  return firstResponseAtMs - requestAtMs;
}
