import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { keptText } from './keptText';
import { answerKey, dialogTags, type MomentContext } from './momentContext';
import { answerWords, becauseWords, changeWords, momentOf, placeOf, senderWords } from './momentWords';
import { refusalMoments } from './refusalMoments';
import type { StoryEvent } from './storyEvents';
import type { StoryMessage } from './storyMessage';

/** What a response says of the call. */
export function responseMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message, inner } = event;
  const status = message.status ?? 0;
  if (inner) return innerResponse(event, context, status);
  if (status < 200) return provisionalMoments(event, status);
  return status < 300 ? successMoments(event, context) : refusalMoments(event, context);
}

/** What happened between inner hops is told where the caller was told something else. */
function innerResponse(
  { message, request }: StoryEvent,
  context: MomentContext,
  status: number,
): readonly StoryMoment[] {
  if (message.method !== 'INVITE' || status < 200) return [];
  const { address } = message.row.source;
  if (status >= 300) {
    const words = `${answerWords(message)} from ${address} at an inner hop${becauseWords(message)}`;
    return status === 487 ? [] : [momentOf(message, words, 'RFC 3261 §16.7')];
  }
  if (request !== null && context.answered.has(request)) return [];
  return [
    momentOf(message, `Answered at ${address}; the caller’s hop does not show the answer`, 'RFC 3261 §16.7', 'wrong'),
  ];
}

function provisionalMoments({ message, request }: StoryEvent, status: number): readonly StoryMoment[] {
  const isWithin = (request?.message.toTag ?? '') !== '';
  if (message.method !== 'INVITE' || isWithin) return [];
  const reliable = message.reliable ? ', to be confirmed by PRACK' : '';
  const reference = message.reliable ? 'RFC 3262 §3' : 'RFC 3261 §21.1';
  return [momentOf(message, `${progressWords(message, status)}${reliable}`, status === 199 ? 'RFC 6228' : reference)];
}

function progressWords(message: StoryMessage, status: number): string {
  const place = placeOf(message);
  const hasMedia = message.row.sdp !== null;
  switch (status) {
    case 100:
      return `Trying, says ${message.row.source.address}`;
    case 180:
      return `Ringing at ${place}${hasMedia ? ', with early media' : ''}`;
    case 181:
      return `Being forwarded, says ${message.row.source.address}`;
    case 182:
      return `Queued at ${place}`;
    case 183:
      return hasMedia ? `Early media from ${place}` : `Progress at ${place} (183)`;
    case 199:
      return `Early dialog ended (199)${becauseWords(message)}`;
    default:
      return answerWords(message);
  }
}

function successMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message, request } = event;
  const isWithin = (request?.message.toTag ?? '') !== '';
  switch (message.method) {
    case 'INVITE':
      return isWithin ? changed(event, context, 're-INVITE') : answeredMoments(event, context);
    case 'UPDATE':
      return changed(event, context, 'UPDATE');
    case 'PRACK':
      return context.agreedBy.has(message.row.index) ? changed(event, context, 'PRACK') : [];
    case 'REFER':
      return [
        momentOf(
          message,
          `Transfer taken on by ${senderWords(context.sides.senderOf(message), message)}`,
          'RFC 3515 §2.4.2',
        ),
      ];
    default:
      return [];
  }
}

function answeredMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message } = event;
  const { progress } = context;
  const [first] = progress.answers.values();
  progress.answers.set(answerKey(message), event);
  const place = placeOf(message);
  if (first !== undefined) {
    // Behind an intermediary that sends INVITEs of its own under the same Call-ID the answers are no fork's.
    const isFork = first.message.fromTag === message.fromTag;
    return [momentOf(message, `Answered by ${isFork ? 'another fork, ' : ''}${place}`, 'RFC 3261 §13.2.2.4')];
  }
  if (progress.cancelledAtMs !== null) {
    const words = `Answered by ${place} all the same: the answer crossed the CANCEL`;
    return [momentOf(message, words, 'RFC 3261 §9.1', 'wrong'), ...timerMoments(message, context)];
  }
  const words = `Answered by ${place}${codecWords(message, context)}`;
  return [momentOf(message, words, 'RFC 3261 §13.2.2.4', 'good'), ...timerMoments(message, context)];
}

/** ` with PCMU/8000`: of the first media line, both where the directions differ. */
function codecWords(message: StoryMessage, { progress }: MomentContext): string {
  const media = progress.agreedIn.get(dialogTags(message))?.media.find(({ accepted }) => accepted);
  const there = media?.callerToCallee?.codec;
  const back = media?.calleeToCaller?.codec;
  if (there === undefined && back === undefined) return '';
  const isSame = there === undefined || back === undefined || there.toLowerCase() === back.toLowerCase();
  return ` with ${isSame ? (there ?? back ?? '') : `${there} to the callee and ${back} to the caller`}`;
}

/** A change of a call that is up was accepted: what is different now, or that nothing is. */
function changed(event: StoryEvent, context: MomentContext, name: string): readonly StoryMoment[] {
  const { message } = event;
  const { progress, agreedBy, refreshedBy } = context;
  if (message.method === 'INVITE') progress.answers.set(answerKey(message), event);
  const agreed = agreedBy.get(message.row.index);
  const refresher = refreshedBy.get(message.row.index);
  const refreshed = refresher === undefined ? '' : `session refreshed by the ${refresher}`;
  const changes = [...(agreed?.changes ?? []), ...(refreshed === '' ? [] : [refreshed])];
  if (changes.length > 0) {
    const reference = refreshed !== '' && changes.length === 1 ? 'RFC 4028 §7.4' : 'RFC 3264 §8';
    const change = momentOf(message, `${changeWords(changes)} (${name} accepted)`, reference);
    return [change, ...timerMoments(message, context)];
  }
  const words = agreed === undefined ? `${name} accepted` : `${name} accepted, the media stays as it was`;
  return [momentOf(message, words, 'RFC 3264 §8'), ...timerMoments(message, context)];
}

/** The first session timer of the call; later ones are refreshes. */
function timerMoments(message: StoryMessage, { progress, sides }: MomentContext): readonly StoryMoment[] {
  const { sessionExpiry } = message;
  if (sessionExpiry === null || progress.hasTimer) return [];
  progress.hasTimer = true;
  const requester = sides.requesterOf(message);
  const role = sessionExpiry.refresher;
  const refresher = role === null || requester === null ? null : role === 'uac' ? requester : sides.senderOf(message);
  const who = refresher === null ? '' : `, the ${refresher} refreshes`;
  return [momentOf(message, keptText(`Session timer of ${sessionExpiry.intervalS} s${who}`), 'RFC 4028 §7.2')];
}
