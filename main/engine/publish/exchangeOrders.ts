/** What the lists of exchanges and keepalives can be sorted by, and which words find a row. */
import { formatEndpoint } from '../../../shared/format/endpoint';
import { exchangeStateWords, keepaliveStateWords } from '../../../shared/format/exchangeState';
import type { ExchangeSort, KeepaliveSort } from '../../../shared/protocol/commands';
import type { ExchangeRow, KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import { exchangeScenario } from '../../../shared/sip/scenarios';
import { byNumber, byText, searchable } from './rowComparison';
import type { RowOrder } from './rowList';

export const exchangeOrder: RowOrder<ExchangeRow, ExchangeSort> = {
  naturalSort: 'startedAt',
  searchText: (row) =>
    searchable(
      exchangeScenario(row.kind).words,
      row.event,
      exchangeStateWords(row.state),
      row.state === 'unanswered' ? row.state : '',
      row.words,
      row.from.uri,
      row.from.display,
      row.to.uri,
      row.to.display,
      row.callId,
      `${row.status ?? ''} ${row.reason}`,
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
    ),
  compare: {
    startedAt: byNumber((row) => row.startedAtMs),
    kind: byText((row) => exchangeScenario(row.kind).words),
    from: byText((row) => row.from.user || row.from.uri),
    to: byText((row) => row.to.user || row.to.uri),
    state: byText((row) => row.state),
    roundTrip: byNumber((row) => row.roundTripMs),
    messages: byNumber((row) => row.messageCount),
  },
};

export const keepaliveOrder: RowOrder<KeepaliveRow, KeepaliveSort> = {
  naturalSort: 'firstAt',
  searchText: (row) =>
    searchable(
      row.method,
      keepaliveStateWords(row.state),
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
      `${row.lastStatus ?? ''}`,
      row.changes.at(-1)?.words ?? '',
    ),
  compare: {
    firstAt: byNumber((row) => row.firstAtMs),
    lastAt: byNumber((row) => row.lastAtMs),
    source: byText((row) => formatEndpoint(row.source)),
    destination: byText((row) => formatEndpoint(row.destination)),
    method: byText((row) => row.method),
    sent: byNumber((row) => row.sent),
    lost: byNumber((row) => row.lost),
    interval: byNumber((row) => row.intervalMs),
    roundTrip: byNumber((row) => row.medianRoundTripMs),
    state: byText((row) => row.state),
  },
};
