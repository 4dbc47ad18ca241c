/** What each list can be sorted by, and which words find a row. */
import { formatEndpoint } from '../../../shared/format/endpoint';
import { formatSsrc } from '../../../shared/format/ssrc';
import type {
  CallSort,
  CompanionSort,
  MessageSort,
  RegistrationSort,
  StreamSort,
} from '../../../shared/protocol/commands';
import type { CallRow, CompanionRow, MessageRow, RegistrationRow, StreamRow } from '../../../shared/protocol/rows';
import { registrationFailureWords } from '../../../shared/sip/registrationFailures';
import { registrationScenario } from '../../../shared/sip/scenarios';
import { byNumber, byText, searchable } from './rowComparison';
import type { RowOrder } from './rowList';

const worst = (row: CallRow, figure: 'lossPercent' | 'maxJitterMs'): number | null => {
  const figures = [row.callerToCallee?.[figure], row.calleeToCaller?.[figure]].filter((value) => value !== undefined);
  return figures.length === 0 ? null : Math.max(...figures);
};

export const callOrder: RowOrder<CallRow, CallSort> = {
  naturalSort: 'startedAt',
  searchText: (row) =>
    searchable(
      row.callId,
      row.from.uri,
      row.from.display,
      row.to.uri,
      row.to.display,
      row.state,
      row.scenario.words,
      row.endReason,
      `${row.finalStatus ?? ''} ${row.finalReason}`,
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
      ...row.codecs,
    ),
  compare: {
    startedAt: byNumber((row) => row.startedAtMs),
    from: byText((row) => row.from.user || row.from.uri),
    to: byText((row) => row.to.user || row.to.uri),
    state: byText((row) => row.state),
    duration: byNumber((row) => row.durationMs),
    postDialDelay: byNumber((row) => row.postDialDelayMs),
    codec: byText((row) => row.codecs.join(' ')),
    loss: byNumber((row) => worst(row, 'lossPercent')),
    jitter: byNumber((row) => worst(row, 'maxJitterMs')),
    messages: byNumber((row) => row.messageCount),
    scenario: byText((row) => row.scenario.words),
  },
};

export const companionOrder: RowOrder<CompanionRow, CompanionSort> = {
  naturalSort: 'startedAt',
  searchText: (row) =>
    searchable(
      row.kind,
      row.summary,
      row.transport,
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
      ...[row.parties?.from, row.parties?.to].flatMap((party) => (party ? [party.uri, party.display] : [])),
    ),
  compare: {
    startedAt: byNumber((row) => row.startedAtMs),
    kind: byText((row) => row.kind),
    source: byText((row) => formatEndpoint(row.source)),
    destination: byText((row) => formatEndpoint(row.destination)),
    packets: byNumber((row) => row.packets),
    duration: byNumber((row) => row.durationMs),
    summary: byText((row) => row.summary),
  },
};

export const registrationOrder: RowOrder<RegistrationRow, RegistrationSort> = {
  naturalSort: 'firstAt',
  searchText: (row) =>
    searchable(
      row.aor,
      row.contact,
      row.outcome,
      registrationScenario(row.scenario).words,
      row.failure === null ? '' : registrationFailureWords(row.failure),
      row.behindNat ? 'NAT' : '',
      row.userAgent,
      `${row.status ?? ''} ${row.reason}`,
      formatEndpoint(row.source),
      formatEndpoint(row.registrar),
    ),
  compare: {
    firstAt: byNumber((row) => row.firstAtMs),
    lastAt: byNumber((row) => row.lastAtMs),
    aor: byText((row) => row.aor),
    contact: byText((row) => row.contact),
    outcome: byText((row) => row.outcome),
    expires: byNumber((row) => row.expiresS),
    attempts: byNumber((row) => row.attemptCount),
    roundTrip: byNumber((row) => row.lastRoundTripMs),
  },
};

export const streamOrder: RowOrder<StreamRow, StreamSort> = {
  naturalSort: 'startedAt',
  searchText: (row) =>
    searchable(
      formatSsrc(row.ssrc),
      row.codec,
      row.boundBy,
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
    ),
  compare: {
    startedAt: byNumber((row) => row.startedAtMs),
    source: byText((row) => formatEndpoint(row.source)),
    destination: byText((row) => formatEndpoint(row.destination)),
    codec: byText((row) => row.codec),
    packets: byNumber((row) => row.packets),
    lost: byNumber((row) => row.lostPackets),
    loss: byNumber((row) => row.lossPercent),
    maxDelta: byNumber((row) => row.maxDeltaMs),
    meanJitter: byNumber((row) => row.meanJitterMs),
    maxJitter: byNumber((row) => row.maxJitterMs),
    duration: byNumber((row) => row.durationMs),
  },
};

export const messageOrder: RowOrder<MessageRow, MessageSort> = {
  naturalSort: 'at',
  searchText: (row) =>
    searchable(
      row.method ?? '',
      `${row.status ?? ''} ${row.reason}`,
      `${row.cseqNumber ?? ''} ${row.cseqMethod}`,
      row.transport,
      row.callId,
      row.requestUri,
      row.fromUser,
      row.toUser,
      row.userAgent,
      formatEndpoint(row.source),
      formatEndpoint(row.destination),
    ),
  compare: {
    at: byNumber((row) => row.atMs),
    source: byText((row) => formatEndpoint(row.source)),
    destination: byText((row) => formatEndpoint(row.destination)),
    method: byText((row) => row.method ?? String(row.status)),
    callId: byText((row) => row.callId),
  },
};
