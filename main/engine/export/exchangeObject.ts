import type { ExchangeRow, KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import { exchangeScenario } from '../../../shared/sip/scenarios';
import type { Clock } from './messageObject';
import { sixDecimals } from './sixDecimals';

/** What SIP did outside calls and registrations, as docs/CLI.md describes it. */
export function exchangeObject(exchange: ExchangeRow, clock: Clock): object {
  const party = ({ uri, display }: ExchangeRow['from']) => ({ uri, display });
  return {
    key: exchange.key,
    kind: exchange.kind,
    scenario: exchangeScenario(exchange.kind).words,
    event: exchange.event,
    state: exchange.state,
    words: exchange.words,
    callId: exchange.callId,
    from: party(exchange.from),
    to: party(exchange.to),
    src: exchange.source,
    dst: exchange.destination,
    startedAt: clock(exchange.startedAtMs),
    lastAt: clock(exchange.lastAtMs),
    status: exchange.status,
    reason: exchange.reason,
    roundTripMs: sixDecimals(exchange.roundTripMs),
    expiresS: exchange.expiresS,
    messages: exchange.messageCount,
  };
}

/** How a pair of hosts keeps in touch, as docs/CLI.md describes it. */
export function keepaliveObject(keepalive: KeepaliveRow, clock: Clock): object {
  return {
    key: keepalive.key,
    method: keepalive.method,
    src: keepalive.source,
    dst: keepalive.destination,
    firstAt: clock(keepalive.firstAtMs),
    lastAt: clock(keepalive.lastAtMs),
    sent: keepalive.sent,
    answered: keepalive.answered,
    lost: keepalive.lost,
    unansweredAtEnd: keepalive.unansweredAtEnd,
    intervalMs: sixDecimals(keepalive.intervalMs),
    minRoundTripMs: sixDecimals(keepalive.minRoundTripMs),
    medianRoundTripMs: sixDecimals(keepalive.medianRoundTripMs),
    maxRoundTripMs: sixDecimals(keepalive.maxRoundTripMs),
    lastStatus: keepalive.lastStatus,
    state: keepalive.state,
    changes: keepalive.changes.map(({ atMs, frame, up, words }) => ({ at: clock(atMs), frame, up, words })),
    omittedChanges: keepalive.omittedChanges,
  };
}
