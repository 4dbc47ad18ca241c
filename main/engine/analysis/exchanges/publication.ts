import { headerOf } from '../../decode/sip/headerOf';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { Attempt, ExchangeRecord } from './exchangeRecord';
import { refusalWords } from './statusRemarks';

/** What a PUBLISH does (RFC 3903 §4.1): the first one, with an entity tag, without a body, with lifetime 0. */
export type PublishStep = 'publish' | 'modify' | 'refresh' | 'remove';

/** Event state that somebody hands in. */
export type Publication = {
  step: PublishStep;
  refreshes: number;
  modifications: number;
  /** The first PUBLISH was seen. */
  beganHere: boolean;
  isRemoved: boolean;
  isExpired: boolean;
  endsAtMs: number | null;
};

/** What a PUBLISH does; `askedS` is its lifetime in seconds. */
export function publishStep(message: SipMessage, askedS: number | null): PublishStep {
  if (askedS === 0) return 'remove';
  if (headerOf(message, 'sip-if-match') === null) return 'publish';
  return message.body.end > message.body.start ? 'modify' : 'refresh';
}

const obtain = (record: ExchangeRecord): Publication =>
  (record.publication ??= {
    step: 'publish',
    refreshes: 0,
    modifications: 0,
    beganHere: false,
    isRemoved: false,
    isExpired: false,
    endsAtMs: null,
  });

/** A PUBLISH that is new. */
export function onPublish(record: ExchangeRecord, step: PublishStep): void {
  const publication = obtain(record);
  publication.step = step;
  if (step === 'publish') publication.beganHere = true;
}

/** A 2xx with the lifetime that it grants. */
export function onPublished(record: ExchangeRecord, attempt: Attempt, grantedS: number | null, atMs: number): void {
  const publication = obtain(record);
  const { step } = publication;
  publication.isExpired = false;
  publication.isRemoved = step === 'remove';
  if (step === 'remove') {
    publication.endsAtMs = null;
    record.state = 'ended';
    return;
  }
  if (step === 'refresh') publication.refreshes += 1;
  if (step === 'modify') publication.modifications += 1;
  const expiresS = grantedS ?? attempt.askedS;
  if (expiresS !== null) {
    record.expiresS = expiresS;
    publication.endsAtMs = atMs + expiresS * 1000;
  }
  record.state = 'active';
}

/** A final response of 300 or more, though not a challenge: what was published is gone or was never taken. */
export function onPublishRefused(record: ExchangeRecord, attempt: Attempt, status: number, reason: string): void {
  const publication = obtain(record);
  publication.endsAtMs = null;
  record.state = 'rejected';
  record.remark = refusalWords(attempt.method, status, reason);
}

/** Nothing refreshed it in time. */
export function onPublicationExpired(record: ExchangeRecord, publication: Publication): void {
  publication.isExpired = true;
  publication.endsAtMs = null;
  record.state = 'ended';
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** `published for 3600 s, refreshed 2 times` */
export function describePublication(record: ExchangeRecord, publication: Publication): readonly string[] {
  const { refreshes, modifications, isRemoved, isExpired, beganHere } = publication;
  const holds = record.state === 'active' || record.state === 'ended';
  const lifetime = record.expiresS === null ? 'published' : `published for ${record.expiresS} s`;
  const parts = [
    holds ? lifetime : '',
    beganHere ? '' : 'its beginning was not captured',
    modifications === 0 ? '' : `changed ${times(modifications)}`,
    refreshes === 0 ? '' : `refreshed ${times(refreshes)}`,
    isRemoved ? 'removed' : '',
    isExpired ? 'expired: no refresh was captured' : '',
  ];
  return parts.filter((part) => part !== '');
}
