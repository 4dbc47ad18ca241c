import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { credentialKey, type MomentContext } from './momentContext';
import { answerWords, becauseWords, momentOf } from './momentWords';
import type { StoryEvent } from './storyEvents';
import { MAX_TARGETS } from './storyLimits';
import type { StoryMessage } from './storyMessage';

/** A final response of 300 and above. */
export function refusalMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message, request } = event;
  const status = message.status ?? 0;
  const isWithin = (request?.message.toTag ?? '') !== '';
  if (message.method === 'INVITE' && !isWithin) context.progress.lastRefusal = message;
  if (isChallenge(status)) return [challenge(event, context)];
  if (message.method === 'CANCEL') return [tooLate(message)];
  if (message.method === 'INVITE' && !isWithin) return [refusedInvite(message, status, context)];
  if (isGlare(message) && isWithin) return [glare(message, context)];
  if (status === 422) return [tooShort(message)];
  return [refusedRequest(message, isWithin)];
}

/** RFC 3261 §14.2 and RFC 3311 §5.2 have 500 with Retry-After for one of the two cases. */
const isGlare = ({ status, hasRetryAfter, method }: StoryMessage): boolean =>
  (method === 'INVITE' || method === 'UPDATE') && (status === 491 || (status === 500 && hasRetryAfter));

/** A challenge that is met is part of the way; one after credentials, or one that nobody meets, is not. */
function challenge({ message, request }: StoryEvent, { credentialsAt, untilMs }: MomentContext): StoryMoment {
  const { realm, stale, method, row } = message;
  const where = realm === '' ? '' : ` for realm “${realm}”`;
  const reference = 'RFC 3261 §22';
  const of = method === 'INVITE' ? '' : ` of the ${method}`;
  if (request?.message.credentialRealms.includes(realm) === true) {
    if (stale) return momentOf(message, `Nonce too old, challenged again${where}`, 'RFC 7616 §3.3');
    return momentOf(message, `Credentials${of} not accepted: ${answerWords(message)}${where}`, reference, 'wrong');
  }
  const isRetried = (credentialsAt.get(credentialKey(message)) ?? -1) > (row.cseqNumber ?? 0);
  const isLeft = !isRetried && untilMs - row.atMs >= TRANSACTION_TIMEOUT_MS;
  const words = `Credentials${of} asked for by ${row.source.address}${where}${isLeft ? ', none were sent' : ''}`;
  return momentOf(message, words, reference, isLeft ? 'wrong' : 'plain');
}

const tooLate = (message: StoryMessage): StoryMoment =>
  momentOf(message, `CANCEL without effect: ${answerWords(message)}`, 'RFC 3261 §9.2', 'wrong');

function refusedInvite(message: StoryMessage, status: number, { progress }: MomentContext): StoryMoment {
  if (status < 400) {
    const targets = message.contacts.slice(0, MAX_TARGETS).join(', ');
    const where = targets === '' ? '' : ` to ${targets}`;
    return momentOf(message, `Redirected${where} (${answerWords(message)})`, 'RFC 3261 §8.1.3.4');
  }
  if (status === 422) return tooShort(message);
  const words = `${answerWords(message)}${becauseWords(message)}`;
  const isOver = progress.cancelledAtMs !== null && (status === 487 || status === 408);
  if (isOver) return momentOf(message, `INVITE is over: ${words}`, 'RFC 3261 §9.2');
  return momentOf(message, `Refused: ${words}`, 'RFC 3261 §21', 'wrong');
}

const glare = (message: StoryMessage, { sides, progress }: MomentContext): StoryMoment => {
  const side = sides.requesterOf(message);
  progress.glareOf.add(side);
  const whose = side === null ? '' : ` of the ${side}`;
  const name = message.method === 'INVITE' ? 're-INVITE' : message.method;
  const words = `Glare: the ${name}${whose} met one of the other side (${answerWords(message)})`;
  return momentOf(message, words, message.method === 'UPDATE' ? 'RFC 3311 §5.2' : 'RFC 3261 §14.2');
};

function tooShort(message: StoryMessage): StoryMoment {
  const least = message.minimumExpiryS === null ? '' : `, at least ${message.minimumExpiryS} s are asked for`;
  return momentOf(message, `Session timer too short${least} (${answerWords(message)})`, 'RFC 4028 §6');
}

function refusedRequest(message: StoryMessage, isWithin: boolean): StoryMoment {
  const { method, status } = message;
  const words = `${answerWords(message)}${becauseWords(message)}`;
  if (method === 'REFER') return momentOf(message, `Transfer refused: ${words}`, 'RFC 3515 §2.4.2', 'wrong');
  const isGone = status === 481 && isWithin;
  if (isGone)
    return momentOf(message, `${method} met a call that was over already: ${words}`, 'RFC 3261 §12.2.2', 'wrong');
  const name = method === 'INVITE' ? 're-INVITE' : method;
  const stays = name === 're-INVITE' || name === 'UPDATE' ? ', the session stays as it was' : '';
  return momentOf(message, `${name} refused: ${words}${stays}`, 'RFC 3261 §21', 'wrong');
}
