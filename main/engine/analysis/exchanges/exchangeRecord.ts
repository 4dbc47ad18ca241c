import { type ExchangeKey, type MessageIndex, messageIndex } from '../../../../shared/ids';
import type { ExchangeRow, ExchangeState } from '../../../../shared/protocol/exchangeRows';
import type { Endpoint, Party } from '../../../../shared/protocol/rows';
import type { ExchangeKind } from '../../../../shared/sip/scenarios';
import type { Followed } from './followedRequests';
import type { OptionsTally } from './optionsTally';
import type { Publication } from './publication';
import type { Subscription } from './subscription';

/** A request on whatever hops it is seen, and what came back. */
export type Attempt = {
  readonly record: ExchangeRecord;
  readonly method: string;
  readonly cseqNumber: number | null;
  readonly fromTag: string;
  /** Transaction on the first hop that was seen, which the round trip is measured on. */
  readonly transactionId: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** null while only a response was seen. */
  readonly atMs: number | null;
  readonly isInDialog: boolean;
  readonly hasCredentials: boolean;
  /** Expires of the request. */
  readonly askedS: number | null;
  /** It was sent again, so that nothing had come back until then. */
  isRepeated: boolean;
  status: number | null;
  answeredAtMs: number | null;
  isSettled: boolean;
};

/** One exchange. Changed in place by the analysis. */
export type ExchangeRecord = {
  readonly key: ExchangeKey;
  /** What its messages have in common: the Call-ID, or the pair of endpoints. */
  readonly identity: string;
  readonly callId: string;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly startedAtMs: number;
  from: Party;
  to: Party;
  kind: ExchangeKind;
  event: string;
  state: ExchangeState;
  status: number | null;
  reason: string;
  roundTripMs: number | null;
  expiresS: number | null;
  lastAtMs: number;
  messageCount: number;
  readonly messages: number[];
  /** By sender and method in order of appearance. */
  readonly followed: Followed[];
  /** Where a REFER points to. */
  subject: string;
  /** What a MESSAGE says, what a NOTIFY tells. */
  content: string;
  /** What else is worth saying of how it stands. */
  remark: string;
  /** The latest request of the side that began, and the latest NOTIFY. */
  request: Attempt | null;
  notification: Attempt | null;
  subscription: Subscription | null;
  publication: Publication | null;
  options: OptionsTally | null;
  /** A window may hold its row. */
  isTold: boolean;
};

export type OpenedRecord = Pick<
  ExchangeRecord,
  'key' | 'identity' | 'callId' | 'source' | 'destination' | 'startedAtMs' | 'from' | 'to' | 'kind' | 'event'
>;

/** Written out field by field: spreading makes slow objects. */
export const openRecord = (opened: OpenedRecord): ExchangeRecord => ({
  key: opened.key,
  identity: opened.identity,
  callId: opened.callId,
  source: opened.source,
  destination: opened.destination,
  startedAtMs: opened.startedAtMs,
  from: opened.from,
  to: opened.to,
  kind: opened.kind,
  event: opened.event,
  state: 'open',
  status: null,
  reason: '',
  roundTripMs: null,
  expiresS: null,
  lastAtMs: opened.startedAtMs,
  messageCount: 0,
  messages: [],
  followed: [],
  subject: '',
  content: '',
  remark: '',
  request: null,
  notification: null,
  subscription: null,
  publication: null,
  options: null,
  isTold: false,
});

/** An exchange as the list shows it. */
export const exchangeRow = (record: ExchangeRecord, words: string): ExchangeRow => ({
  key: record.key,
  kind: record.kind,
  event: record.event,
  state: record.state,
  words,
  from: record.from,
  to: record.to,
  source: record.source,
  destination: record.destination,
  callId: record.callId,
  startedAtMs: record.startedAtMs,
  lastAtMs: record.lastAtMs,
  status: record.status,
  reason: record.reason,
  roundTripMs: record.roundTripMs,
  expiresS: record.expiresS,
  messageCount: record.messageCount,
  messages: record.messages.map((index): MessageIndex => messageIndex(index)),
});
