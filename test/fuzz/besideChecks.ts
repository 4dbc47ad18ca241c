import { EXCHANGE_LIMITS } from '../../main/engine/analysis/exchanges/exchangeLimits';
import { KEEPALIVE_LIMITS, MAX_CHANGES } from '../../main/engine/analysis/keepalives/keepaliveLimits';
import type { ExchangeKey, KeepaliveKey, RegistrationKey } from '../../shared/ids';
import { staleRow, unknownFrames, unknownMessages, type Asked } from './asked';
import { belowZero, outOfOrder, type Faults } from './faults';

export function* faultsOfRegistration(asked: Asked, key: RegistrationKey): Faults {
  const { signalling } = asked.through.pipeline;
  const row = signalling.registrationRow(key);
  if (row === null) return yield 'a registration has no row';
  const { firstAtMs, lastAtMs, attemptCount, expiresS, lastRoundTripMs, messages } = row;
  yield* outOfOrder('a registration', { firstAtMs, lastAtMs });
  yield* belowZero('a registration', { attemptCount, expiresS, lastRoundTripMs });
  yield* unknownMessages('a registration', asked, messages, ({ cseqMethod }) => cseqMethod === 'REGISTER');
  yield* staleRow('registration', asked.through.rows.registrations.row(key), row);
}

export function* faultsOfExchange(asked: Asked, key: ExchangeKey): Faults {
  const row = asked.through.pipeline.exchanges.exchangeRow(key);
  if (row === null) return yield 'an exchange has no row';
  const { startedAtMs, lastAtMs, roundTripMs, expiresS, messageCount, messages } = row;
  yield* outOfOrder('an exchange', { startedAtMs, lastAtMs });
  yield* belowZero('an exchange', { roundTripMs, expiresS, messageCount });
  yield* unknownMessages('an exchange', asked, messages, ({ cseqMethod }) => cseqMethod !== 'REGISTER');
  if (messages.length !== Math.min(messageCount, EXCHANGE_LIMITS.maxMessages)) yield 'an exchange lacks messages';
  yield* staleRow('exchange', asked.through.rows.exchanges.row(key), row);
}

export function* faultsOfKeepalive(asked: Asked, key: KeepaliveKey): Faults {
  const row = asked.through.pipeline.keepalives.keepaliveRow(key);
  if (row === null) return yield 'a keepalive has no row';
  const { firstAtMs, lastAtMs, sent, answered, lost, minRoundTripMs, medianRoundTripMs, maxRoundTripMs } = row;
  yield* outOfOrder('a keepalive', { firstAtMs, lastAtMs });
  yield* belowZero('a keepalive', { sent, answered, lost, intervalMs: row.intervalMs, minRoundTripMs });
  yield* outOfOrder('round trips', { minRoundTripMs, medianRoundTripMs, maxRoundTripMs });
  if ((answered ?? 0) + (lost ?? 0) > sent) yield `a keepalive is answered more than sent: ${answered} ${lost} ${sent}`;
  if (row.changes.length > MAX_CHANGES) yield 'a keepalive has too many changes';
  yield* belowZero('a keepalive', { omittedChanges: row.omittedChanges });
  yield* unknownFrames(
    'a change',
    asked,
    row.changes.map(({ frame }) => frame),
  );
  yield* unknownMessages('a keepalive', asked, row.messages, ({ cseqMethod }) => cseqMethod === 'OPTIONS');
  yield* staleRow('keepalive', asked.through.rows.keepalives.row(key), row);
}

/** Exchanges and keepalives stay within their bounds, and the lists hold as many as there are. */
export function* faultsOfTotals({ through }: Asked): Faults {
  const { pipeline, rows } = through;
  const { signalling, exchanges, keepalives } = pipeline;
  const counted = [
    ['calls', rows.calls.total, signalling.calls().length],
    ['messages', rows.messages.total, signalling.messages.length],
    ['registrations', rows.registrations.total, signalling.registrations().length],
    ['exchanges', rows.exchanges.total, exchanges.exchanges().length],
    ['keepalives', rows.keepalives.total, keepalives.keepalives().length],
    ['exchanges', exchanges.counts().exchanges, exchanges.exchanges().length],
    ['keepalives', keepalives.counts().keepalives, keepalives.keepalives().length],
  ] as const;
  for (const [name, listed, there] of counted) {
    if (listed !== there) yield `a list has another number of ${name}: ${listed}, there are ${there}`;
  }
  if (exchanges.counts().exchanges > EXCHANGE_LIMITS.maxExchanges) yield 'there are too many exchanges';
  if (keepalives.counts().keepalives > KEEPALIVE_LIMITS.maxKeepalives) yield 'there are too many keepalives';
}
