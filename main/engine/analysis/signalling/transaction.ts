import type { MediaOffer } from './mediaOffer';

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
  /** Fingerprints of the messages so far: one that occurs again was sent again. */
  readonly seen: string[];
};

/** More different messages than this in one transaction are not remembered. */
const MAX_FINGERPRINTS = 256;

/** Adds a message's fingerprint; true when it was there already. */
export function isRepeated(transaction: Transaction, fingerprint: string): boolean {
  if (transaction.seen.includes(fingerprint)) return true;
  if (transaction.seen.length < MAX_FINGERPRINTS) transaction.seen.push(fingerprint);
  return false;
}

export function noteRequest(transaction: Transaction, atMs: number): void {
  transaction.requestAtMs ??= atMs;
}

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
