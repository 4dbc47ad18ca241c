import type { CallSide, TransactionRow } from '../../../../shared/protocol/callStory';
import type { MessageRow } from '../../../../shared/protocol/rows';
import { RINGING_TIMEOUT_MS, TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { isRepeated } from './storySource';

type OpenTransaction = {
  readonly id: number;
  readonly first: MessageRow;
  request: MessageRow | null;
  firstResponse: MessageRow | null;
  lastProvisional: MessageRow | null;
  final: MessageRow | null;
  retransmissions: number;
  copies: number;
};

const openTransaction = (row: MessageRow): OpenTransaction => ({
  id: row.transaction,
  first: row,
  request: null,
  firstResponse: null,
  lastProvisional: null,
  final: null,
  retransmissions: 0,
  copies: 0,
});

export type TransactionTelling = {
  /** Until when silence says something. */
  readonly untilMs: number;
  /** Who sent the request that a message is or answers. */
  readonly sideOf: (row: MessageRow) => CallSide | null;
  /** Whether the capture would have shown an answer to this request. */
  readonly wouldShowAnswer: (request: MessageRow) => boolean;
};

/** One row per request and hop (RFC 3261 §17), in order of the first message. */
export function transactionRows(rows: readonly MessageRow[], telling: TransactionTelling): readonly TransactionRow[] {
  const open = new Map<number, OpenTransaction>();
  for (const row of rows) {
    let transaction = open.get(row.transaction);
    if (transaction === undefined) {
      transaction = openTransaction(row);
      open.set(row.transaction, transaction);
    }
    take(transaction, row);
  }
  return [...open.values()].map((transaction) => transactionRow(transaction, telling));
}

function take(transaction: OpenTransaction, row: MessageRow): void {
  if (row.copyOf !== null) transaction.copies += 1;
  else if (row.retransmission) transaction.retransmissions += 1;
  if (isRepeated(row)) return;
  if (row.method !== null) {
    // The ACK to a refusal belongs to the INVITE's transaction (RFC 3261 §17.1.1.3) without being its request.
    if (row.method !== 'ACK' || transaction.first === row) transaction.request ??= row;
    return;
  }
  transaction.firstResponse ??= row;
  if ((row.status ?? 0) >= 200) transaction.final ??= row;
  else transaction.lastProvisional = row;
}

const since = (request: MessageRow | null, response: MessageRow | null): number | null =>
  request === null || response === null || response.atMs < request.atMs ? null : response.atMs - request.atMs;

function transactionRow(transaction: OpenTransaction, telling: TransactionTelling): TransactionRow {
  const { id, first, request, firstResponse, final, retransmissions, copies } = transaction;
  const isResponse = first.method === null && request === null;
  return {
    transaction: id,
    method: request?.method ?? first.cseqMethod,
    by: telling.sideOf(request ?? first),
    source: isResponse ? first.destination : (request ?? first).source,
    destination: isResponse ? first.source : (request ?? first).destination,
    request: request?.index ?? null,
    startedAtMs: first.atMs,
    firstResponseMs: since(request, firstResponse),
    finalStatus: final?.status ?? null,
    finalMs: since(request, final),
    retransmissions,
    copies,
    outcome: outcomeOf(transaction, telling),
  };
}

function outcomeOf(
  { request, final, lastProvisional }: OpenTransaction,
  { untilMs, wouldShowAnswer }: TransactionTelling,
): TransactionRow['outcome'] {
  if (request === null) return 'requestNotSeen';
  if (final !== null || request.method === 'ACK') return 'ended';
  return answerOverdueAtMs(request, lastProvisional) <= untilMs && wouldShowAnswer(request) ? 'noAnswer' : 'open';
}

/**
 * When a final response is overdue: 64·T1 after the request, or Timer C (RFC 3261 §16.6) after the last provisional response to
 * an INVITE, for a phone may ring for long.
 */
export function answerOverdueAtMs(request: MessageRow, lastProvisional: MessageRow | null): number {
  const rings = request.method === 'INVITE' && lastProvisional !== null;
  return rings
    ? Math.max(request.atMs, lastProvisional.atMs) + RINGING_TIMEOUT_MS
    : request.atMs + TRANSACTION_TIMEOUT_MS;
}
