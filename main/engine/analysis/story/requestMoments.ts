import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { describeMethod } from '../../../../shared/sip/methods';
import { statusWords } from '../../../../shared/sip/statusCodes';
import { inviteMoments } from './inviteMoments';
import { answerKey, dialogTags, inviteKey, type MomentContext } from './momentContext';
import { becauseWords, changeWords, momentOf, senderWords } from './momentWords';
import type { StoryEvent } from './storyEvents';
import type { StoryMessage } from './storyMessage';

type RequestTeller = (message: StoryMessage, context: MomentContext) => readonly StoryMoment[];

const byWords = (message: StoryMessage, { sides }: MomentContext): string =>
  senderWords(sides.requesterOf(message), message);

/** The ACK to a 2xx completes the answer; one to a refusal says nothing new. */
const tellAck: RequestTeller = (message, context) => {
  const { answers, acknowledged } = context.progress;
  const key = answerKey(message);
  const isFirst = !acknowledged.has(key);
  acknowledged.add(key);
  if (!isFirst) return [];
  if (answers.has(key)) {
    const agreed = context.agreedBy.get(message.row.index);
    const changes = agreed === undefined || agreed.changes.length === 0 ? '' : `: ${changeWords(agreed.changes)}`;
    const answer = agreed === undefined ? '' : ', with the answer to the offer';
    return [
      momentOf(message, `Confirmed by ${byWords(message, context)} (ACK)${answer}${changes}`, 'RFC 3261 §13.2.2.4'),
    ];
  }
  return context.refused.has(inviteKey(message))
    ? []
    : [momentOf(message, 'ACK: there was an answer, it was not captured', 'RFC 3261 §13.2.2.4')];
};

const tellCancel: RequestTeller = (message, context) => {
  if (context.progress.answers.size > 0) {
    const late = `CANCEL by ${byWords(message, context)} crossed the answer: the call is up`;
    return [momentOf(message, late, 'RFC 3261 §9.1', 'wrong')];
  }
  context.progress.cancelledAtMs ??= message.row.atMs;
  const words = `Cancelled by ${byWords(message, context)}${becauseWords(message)}`;
  return [momentOf(message, words, 'RFC 3261 §9.1')];
};

const tellBye: RequestTeller = (message, context) => {
  const { ended, answers } = context.progress;
  const tags = dialogTags(message);
  const by = byWords(message, context);
  const wasEnded = ended.has(tags);
  ended.add(tags);
  const isEarly = context.progress.wasInvited && answers.size === 0;
  if (wasEnded) {
    const again = message.hasCredentials ? `BYE again by ${by}, with credentials` : `BYE by ${by} as well`;
    return [momentOf(message, again, 'RFC 3261 §15')];
  }
  const words = `Ended by ${by}${isEarly ? ' before an answer was seen' : ''}${becauseWords(message)}`;
  return [momentOf(message, words, 'RFC 3261 §15')];
};

const tellPrack: RequestTeller = (message) => [momentOf(message, 'Reliable response confirmed (PRACK)', 'RFC 3262 §4')];

const tellUpdate: RequestTeller = (message, context) => {
  const side = context.sides.requesterOf(message);
  const again = context.progress.glareOf.delete(side) ? ', again after the glare' : '';
  const offer = message.row.sdp === null || message.row.sdp === '' ? '' : `, offering ${message.row.sdp}`;
  return [momentOf(message, `UPDATE by ${senderWords(side, message)}${offer}${again}`, 'RFC 3311 §5.1')];
};

const tellRefer: RequestTeller = (message, context) => {
  const { referral } = message;
  const by = byWords(message, context);
  if (referral === null) return [momentOf(message, `REFER by ${by}`, 'RFC 3515')];
  const isAttended = referral.replaces !== '';
  const kind = isAttended ? `attended: in place of call ${referral.replaces}` : 'blind';
  const reference = isAttended ? 'RFC 5359 §2.5' : 'RFC 5359 §2.4';
  return [momentOf(message, `Transfer to ${referral.target} asked by ${by}, ${kind}`, reference)];
};

/** RFC 3515 §2.4.4: the NOTIFYs after a REFER report how the new call goes. */
const tellNotify: RequestTeller = (message, context) => {
  const { reported, event } = message;
  if (reported === null) {
    return [
      momentOf(message, `NOTIFY by ${byWords(message, context)}${event === '' ? '' : ` (${event})`}`, 'RFC 6665 §4.2'),
    ];
  }
  const { status, reason } = reported;
  const words = statusWords(status, reason);
  const reference = 'RFC 3515 §2.4.4';
  if (status < 200) return [momentOf(message, `Transfer goes on: ${words}`, reference)];
  if (status < 300) return [momentOf(message, `Transfer succeeded: ${words}`, reference, 'good')];
  return [momentOf(message, `Transfer failed: ${words}`, reference, 'wrong')];
};

const tellInfo: RequestTeller = (message, context) => {
  const { digit, contentType } = message;
  const what = digit === '' ? contentType : `digit ${digit}`;
  return [momentOf(message, `INFO by ${byWords(message, context)}${what === '' ? '' : `: ${what}`}`, 'RFC 6086')];
};

const TELLERS = new Map<string, RequestTeller>([
  ['ACK', tellAck],
  ['CANCEL', tellCancel],
  ['BYE', tellBye],
  ['PRACK', tellPrack],
  ['UPDATE', tellUpdate],
  ['REFER', tellRefer],
  ['NOTIFY', tellNotify],
  ['INFO', tellInfo],
]);

const tellOther: RequestTeller = (message, context) => [
  momentOf(message, `${message.method} by ${byWords(message, context)}`, describeMethod(message.method)?.rfc ?? ''),
];

/** What a request says of the call. */
export function requestMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message, inner } = event;
  if (inner) return innerRequest(message);
  if (message.method === 'INVITE') return inviteMoments(event, context);
  return (TELLERS.get(message.method) ?? tellOther)(message, context);
}

/** A proxy that cancels the branches of a fork which it no longer needs (RFC 3261 §16.10). */
function innerRequest(message: StoryMessage): readonly StoryMoment[] {
  if (message.method !== 'CANCEL') return [];
  const { source, destination } = message.row;
  const words = `Branch to ${destination.address} called off by ${source.address}${becauseWords(message)}`;
  return [momentOf(message, words, 'RFC 3261 §16.10')];
}
