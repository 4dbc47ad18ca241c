import { isChallenge } from '../../../../shared/sip/statusCodes';
import { headerSeconds } from '../../decode/sip/deltaSeconds';
import { headerOf } from '../../decode/sip/headerOf';
import { readNameAddress } from '../../decode/sip/nameAddress';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import { hasCredentials, readSubscriptionState } from './eventHeaders';
import { eventContent, messageContent, oneLine } from './exchangeContent';
import type { Attempt, ExchangeRecord } from './exchangeRecord';
import { onPublish, onPublished, onPublishRefused, publishStep } from './publication';
import { refusalWords } from './statusRemarks';
import { onNotified, onNotify, onSubscribe, onSubscribed, onSubscribeRefused } from './subscription';

const ENDED_WELL = /^2\d\d/;
/** Still under way. */
const PROVISIONAL = /^1\d\d/;

/** A request as it is seen for the first time. A response without its request stands for it: then nothing is known of it. */
export function attemptOf(record: ExchangeRecord, { message, row, facts, transaction }: AnalysedMessage): Attempt {
  const { isRequest } = facts;
  return {
    record,
    method: facts.cseqMethod,
    cseqNumber: facts.cseqNumber,
    fromTag: facts.from.tag,
    transactionId: transaction.id,
    source: isRequest ? row.source : row.destination,
    destination: isRequest ? row.destination : row.source,
    atMs: isRequest ? row.atMs : null,
    isInDialog: isRequest && facts.to.tag !== '',
    hasCredentials: isRequest && hasCredentials(message),
    askedS: isRequest ? headerSeconds(message, 'expires') : null,
    isRepeated: false,
    status: null,
    answeredAtMs: null,
    isSettled: false,
  };
}

const referTarget = (message: SipMessage): string =>
  oneLine(readNameAddress(headerOf(message, 'refer-to')?.value ?? '').uri);

/** Whether a NOTIFY belongs to a subscription: it stands within a dialog, or the exchange has one. */
const isSubscribed = ({ subscription }: ExchangeRecord, { isInDialog }: Attempt): boolean =>
  subscription !== null || isInDialog;

function takeNotify(record: ExchangeRecord, attempt: Attempt, analysed: AnalysedMessage): void {
  const content = eventContent(analysed);
  if (content !== '') record.content = content;
  if (!isSubscribed(record, attempt)) return;
  onNotify(record, readSubscriptionState(analysed.message), analysed.row.atMs);
  if (record.kind === 'refer') noteReferral(record);
}

/** What a REFER led to is told by the last NOTIFY (RFC 3515 §2.4.5). */
function noteReferral(record: ExchangeRecord): void {
  if (record.state !== 'ended' || record.content === '') return;
  if (ENDED_WELL.test(record.content)) record.state = 'done';
  else if (!PROVISIONAL.test(record.content)) record.state = 'rejected';
}

/** What a new request changes in its exchange. */
export function takeRequest(record: ExchangeRecord, attempt: Attempt, analysed: AnalysedMessage): void {
  const { message } = analysed;
  switch (attempt.method) {
    case 'MESSAGE':
      if (record.content === '') record.content = messageContent(analysed);
      break;
    case 'SUBSCRIBE':
      onSubscribe(record, attempt);
      break;
    case 'NOTIFY':
      return takeNotify(record, attempt, analysed);
    case 'PUBLISH':
      onPublish(record, publishStep(message, attempt.askedS));
      record.content = eventContent(analysed) || record.content;
      break;
    case 'REFER':
      record.subject = referTarget(message);
      break;
    default:
  }
  record.remark = '';
  if (record.state !== 'active') record.state = 'open';
}

/** A final response of 200 to 299. */
function takeSuccess(record: ExchangeRecord, attempt: Attempt, { message, row }: AnalysedMessage): void {
  const grantedS = headerSeconds(message, 'expires');
  switch (attempt.method) {
    case 'SUBSCRIBE':
      return onSubscribed(record, attempt, grantedS, row.atMs);
    case 'PUBLISH':
      return onPublished(record, attempt, grantedS, row.atMs);
    case 'REFER':
      // RFC 4488: no NOTIFYs were asked for, and none come.
      if (/^false$/i.test(headerOf(message, 'refer-sub')?.value ?? '')) record.state = 'done';
      else onSubscribed(record, attempt, null, row.atMs);
      return noteReferral(record);
    default:
      record.state = 'done';
  }
}

/** `423 Interval Too Brief: the lifetime is too short, at least 600 s` */
function refusalOf({ method }: Attempt, { message, facts }: AnalysedMessage): string {
  const words = refusalWords(method, facts.status ?? 0, facts.reason);
  const leastS = facts.status === 423 ? headerSeconds(message, 'min-expires') : null;
  return leastS === null ? words : `${words}, at least ${leastS} s`;
}

/** A final response of 300 or more; a challenge waits for the request with credentials. */
function takeRefusal(record: ExchangeRecord, attempt: Attempt, analysed: AnalysedMessage): void {
  const { status, reason } = record;
  if (status === null || isChallenge(status)) return;
  if (attempt.method === 'SUBSCRIBE') onSubscribeRefused(record, attempt, status, reason);
  else if (attempt.method === 'PUBLISH') onPublishRefused(record, attempt, status, reason);
  else record.state = 'rejected';
  if (record.state === 'rejected') record.remark = refusalOf(attempt, analysed);
}

/** What the first final response to a request changes in its exchange. */
export function takeFinal(record: ExchangeRecord, attempt: Attempt, analysed: AnalysedMessage): void {
  const { row, facts } = analysed;
  const status = facts.status ?? 0;
  attempt.status = status;
  attempt.answeredAtMs = row.atMs;
  const isNotified = attempt.method === 'NOTIFY' && record.subscription !== null;
  if (isNotified) return onNotified(record, status, facts.reason);
  record.status = status;
  record.reason = facts.reason;
  if (attempt.atMs !== null) record.roundTripMs ??= Math.max(0, row.atMs - attempt.atMs);
  if (status < 300) takeSuccess(record, attempt, analysed);
  else takeRefusal(record, attempt, analysed);
}
