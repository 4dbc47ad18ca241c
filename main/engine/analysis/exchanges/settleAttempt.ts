import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { Attempt } from './exchangeRecord';
import { challengeWords } from './statusRemarks';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';

export const NOT_ANSWERED = 'no answer within 32 s';
export const NOT_HEARD = 'no answer was captured, nor anything else that the other side sent';
export const NOT_YET_ANSWERED = 'no answer yet where the capture ends';

/**
 * Nothing came back to a request for 64·T1. `isSure`: it was sent again, or the other side's messages are in the capture, so
 * that an answer would be.
 */
function settleUnanswered(attempt: Attempt, isSure: boolean): void {
  const { record, method, isInDialog } = attempt;
  const { subscription } = record;
  if (method === 'NOTIFY' && subscription !== null) {
    if (isSure) subscription.notifyFailure = 'NOTIFY not answered';
    return;
  }
  if (record.state === 'open') {
    record.state = isSure ? 'unanswered' : 'cannotTell';
    record.remark = isSure ? NOT_ANSWERED : NOT_HEARD;
  } else if (isInDialog && isSure && record.state === 'active') record.remark = 'refresh not answered';
}

/** A subscription that was granted: a NOTIFY must follow at once (RFC 6665 §4.2.1.2). */
function settleGranted({ record, atMs, answeredAtMs, askedS }: Attempt): void {
  const { subscription } = record;
  if (subscription === null || record.state !== 'active' || askedS === 0) return;
  const sinceMs = atMs ?? answeredAtMs ?? 0;
  subscription.lacksNotify = subscription.lastNotifyAtMs === null || subscription.lastNotifyAtMs < sinceMs;
}

function settleChallenged({ record, status, hasCredentials }: Attempt): void {
  if (record.state === 'open') record.state = 'rejected';
  record.remark = challengeWords(status ?? 0, hasCredentials);
}

const isSubscribing = ({ method }: Attempt): boolean => method === 'SUBSCRIBE' || method === 'REFER';

/** Whether an answer that came late still needs time for what must follow it. */
export const needsTime = (attempt: Attempt, nowMs: number): boolean =>
  isSubscribing(attempt) &&
  attempt.answeredAtMs !== null &&
  attempt.record.state === 'active' &&
  nowMs - attempt.answeredAtMs < TRANSACTION_TIMEOUT_MS;

/** The time of a request is over: what it says about its exchange, if it is still the latest of it. */
export function settleAttempt(attempt: Attempt, isSure: boolean): void {
  if (attempt.isSettled) return;
  attempt.isSettled = true;
  if (attempt.status === null) settleUnanswered(attempt, isSure);
  else if (isChallenge(attempt.status) && attempt.method !== 'NOTIFY') settleChallenged(attempt);
  else if (attempt.status < 300 && isSubscribing(attempt)) settleGranted(attempt);
}

/** What is open where the capture ends stays open, and says so. */
export function settleAtEnd({ isSettled, status, record }: Attempt): void {
  if (!isSettled && status === null && record.state === 'open') record.remark = NOT_YET_ANSWERED;
}

/** `not delivered: Destination port unreachable, says 10.0.0.9` */
export const lostWords = (why: string): string => `not delivered: ${why}`;

/** A request that an ICMP error quotes: it may still be sent again, and answered. */
export function loseAttempt({ status, record }: Attempt, why: string): void {
  if (status !== null || record.state !== 'open') return;
  record.state = 'unanswered';
  record.remark = lostWords(why);
}
