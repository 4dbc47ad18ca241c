import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { ExchangeState } from '../../../../shared/protocol/exchangeRows';
import type { SubscriptionState } from './eventHeaders';
import type { Attempt, ExchangeRecord } from './exchangeRecord';
import { refusalWords, answerWords } from './statusRemarks';

/** How long a subscription outlives its lifetime before it counts as expired: clocks and networks are slow. */
const GRACE_MS = 32_000;

/** A subscription (RFC 6665) as far as the exchange shows it; that of a REFER as well (RFC 3515 §2.4.4). */
export type Subscription = {
  notifications: number;
  refreshes: number;
  /** Its first SUBSCRIBE was seen. */
  beganHere: boolean;
  /** Asked once: Expires 0 from the beginning. */
  isFetch: boolean;
  isPending: boolean;
  /** Why it ended; empty while it holds. */
  ending: string;
  /** An ending that a later message may undo: nobody said it. */
  isExpired: boolean;
  endsAtMs: number | null;
  lastNotifyAtMs: number | null;
  /** Answered, and no NOTIFY came of it (RFC 6665 §4.2.1.2). */
  lacksNotify: boolean;
  /** How a NOTIFY failed; empty when none did. */
  notifyFailure: string;
};

const newSubscription = (): Subscription => ({
  notifications: 0,
  refreshes: 0,
  beganHere: false,
  isFetch: false,
  isPending: false,
  ending: '',
  isExpired: false,
  endsAtMs: null,
  lastNotifyAtMs: null,
  lacksNotify: false,
  notifyFailure: '',
});

const obtain = (record: ExchangeRecord): Subscription => (record.subscription ??= newSubscription());

/** Until when a subscription or publication must have been refreshed; null when nothing says so. */
export function expiryOf({ subscription, publication }: ExchangeRecord): number | null {
  const endsAtMs = subscription?.endsAtMs ?? publication?.endsAtMs ?? null;
  return endsAtMs === null ? null : endsAtMs + GRACE_MS;
}

function extend(record: ExchangeRecord, subscription: Subscription, expiresS: number | null, atMs: number): void {
  if (expiresS === null) return;
  record.expiresS = expiresS;
  subscription.endsAtMs = atMs + expiresS * 1000;
}

/** A SUBSCRIBE: outside a dialog it begins a subscription, or asks once. */
export function onSubscribe(record: ExchangeRecord, { isInDialog, askedS }: Attempt): void {
  const subscription = obtain(record);
  if (!isInDialog) {
    subscription.beganHere = true;
    subscription.isFetch = askedS === 0;
  }
}

/** A final response to SUBSCRIBE or REFER. */
export function onSubscribed(record: ExchangeRecord, attempt: Attempt, grantedS: number | null, atMs: number): void {
  const subscription = obtain(record);
  const lifetimeS = attempt.method === 'SUBSCRIBE' ? (grantedS ?? attempt.askedS) : null;
  if (attempt.askedS === 0 && attempt.method === 'SUBSCRIBE') {
    endWith(record, subscription, subscription.isFetch ? 'asked once' : 'unsubscribed');
    if (subscription.isFetch) record.state = 'done';
    return;
  }
  if (attempt.isInDialog) subscription.refreshes += 1;
  if (subscription.isExpired) revive(subscription);
  extend(record, subscription, lifetimeS, atMs);
  // A NOTIFY that ended it may have overtaken the response.
  record.state = subscription.ending === '' ? 'active' : 'ended';
}

function revive(subscription: Subscription): void {
  subscription.ending = '';
  subscription.isExpired = false;
}

/** A refresh that is refused leaves the subscription as it is until its time is over, unless nobody knows it (§4.1.2.2). */
export function onSubscribeRefused(record: ExchangeRecord, attempt: Attempt, status: number, reason: string): void {
  const subscription = obtain(record);
  const words = refusalWords(attempt.method, status, reason);
  const holds = record.state === 'active' || subscription.notifications > 0;
  if (!attempt.isInDialog || !holds) {
    record.state = 'rejected';
    record.remark = words;
  } else if (status === 481) endWith(record, subscription, `refresh answered ${words}`);
  else record.remark = `refresh answered ${words}`;
}

function endWith(record: ExchangeRecord, subscription: Subscription, ending: string): void {
  subscription.ending = ending;
  subscription.endsAtMs = null;
  record.state = 'ended';
}

/** A NOTIFY with what its Subscription-State says (§4.1.3). */
export function onNotify(record: ExchangeRecord, standing: SubscriptionState | null, atMs: number): void {
  const subscription = obtain(record);
  subscription.notifications += 1;
  subscription.lastNotifyAtMs = atMs;
  subscription.lacksNotify = false;
  subscription.isPending = standing?.word === 'pending';
  if (standing === null) return;
  if (standing.word === 'terminated') {
    const reason = standing.reason === '' ? '' : `: ${standing.reason}`;
    const isExpected = subscription.ending === 'unsubscribed' || subscription.ending === 'asked once';
    const ending = isExpected ? subscription.ending : `terminated${reason}`;
    endWith(record, subscription, ending);
    if (ending === 'asked once') record.state = 'done';
    return;
  }
  if (subscription.isExpired) revive(subscription);
  if (subscription.ending !== '') return;
  extend(record, subscription, standing.expiresS, atMs);
  record.state = 'active';
}

/** A final response to a NOTIFY. */
export function onNotified(record: ExchangeRecord, status: number, reason: string): void {
  const subscription = obtain(record);
  if (status < 300 || isChallenge(status)) return;
  subscription.notifyFailure = `NOTIFY answered ${refusalWords('NOTIFY', status, reason)}`;
  if (status === 481 && subscription.ending === '') endWith(record, subscription, subscription.notifyFailure);
}

/** Nothing refreshed it in time. */
export function onSubscriptionExpired(record: ExchangeRecord, subscription: Subscription): void {
  endWith(record, subscription, 'expired: no refresh was captured');
  subscription.isExpired = true;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const LASTING: ReadonlySet<ExchangeState> = new Set(['active', 'ended', 'done']);

/** `subscribed for 3600 s, refreshed 2 times, 4 notifications` */
export function describeSubscription(record: ExchangeRecord, subscription: Subscription): readonly string[] {
  const { notifications, refreshes, ending, isPending, lacksNotify, notifyFailure, isFetch, beganHere } = subscription;
  const lifetime = record.expiresS === null ? 'subscribed' : `subscribed for ${record.expiresS} s`;
  const holds = LASTING.has(record.state) && !isFetch;
  const parts = [
    holds ? (isPending ? `${lifetime}, pending` : lifetime) : '',
    beganHere || record.kind === 'refer' ? '' : 'its beginning was not captured',
    refreshes === 0 ? '' : `refreshed ${refreshes === 1 ? 'once' : `${refreshes} times`}`,
    notifications === 0 ? '' : count(notifications, 'notification'),
    lacksNotify ? 'the NOTIFY that must follow was not captured' : '',
    ending,
    notifyFailure === ending ? '' : notifyFailure,
  ];
  return parts.filter((part) => part !== '');
}

/** How a referral stands: `refers to sip:carol@example.org, 200 OK reported` */
export function describeReferral(record: ExchangeRecord): readonly string[] {
  const { status, reason, subject, content, subscription } = record;
  const accepted = status === null || status >= 300 ? '' : `accepted with ${answerWords(status, reason)}`;
  const parts = [
    subject === '' ? '' : `refers to ${subject}`,
    content === '' ? accepted : `${content} reported`,
    subscription?.lacksNotify === true ? 'no NOTIFY of it was captured' : '',
    subscription?.notifyFailure ?? '',
  ];
  return parts.filter((part) => part !== '');
}
