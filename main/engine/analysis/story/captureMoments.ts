import { formatCount } from '../../../../shared/format/quantity';
import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import type { MomentContext } from './momentContext';
import { silenceAt } from './momentWords';
import { isInitialInvite } from './storySides';

/** What of the call lies outside of the capture, or outside of the story. */
export type CaptureEdges = {
  readonly captureEndsAtMs: number;
  readonly evicted: number;
  readonly omittedMessages: number;
  readonly omittedDialogs: number;
  readonly omittedOffers: number;
};

/** Where the story begins in the middle. */
export function beginningMoments(
  { events, visibility }: MomentContext,
  { evicted }: CaptureEdges,
): readonly StoryMoment[] {
  const [first] = events;
  if (first === undefined) return [];
  const { atMs } = first.message.row;
  const hasBeginning = events.some(({ message }) => isInitialInvite(message));
  const missing = !visibility.hasRequests
    ? 'No request was captured, responses alone tell the call'
    : evicted > 0
      ? 'The first messages are no longer kept'
      : 'The capture begins in the middle of the call';
  return [
    ...(hasBeginning ? [] : [silenceAt(atMs, missing)]),
    ...(visibility.isBlind ? [silenceAt(atMs, 'No response was captured: what was answered cannot be told')] : []),
  ];
}

const OPEN_WORDS = new Map([
  ['unanswered', 'nothing has answered the INVITE yet'],
  ['inviting', 'the INVITE is not answered yet'],
  ['ringing', 'it still rings'],
  ['talking', 'the call is still up'],
]);

/** Where the story stops before the call does. */
export function endingMoments({ call, untilMs }: MomentContext, edges: CaptureEdges): readonly StoryMoment[] {
  const left = leftOut(edges);
  const isYoung = call.state !== 'unanswered' || untilMs - call.startedAtMs < TRANSACTION_TIMEOUT_MS;
  const open = edges.omittedMessages > 0 || !isYoung ? undefined : OPEN_WORDS.get(call.state);
  return [
    ...(left === '' ? [] : [silenceAt(untilMs, left)]),
    ...(open === undefined ? [] : [silenceAt(edges.captureEndsAtMs, `The capture ends here, ${open}`)]),
  ];
}

function leftOut({ omittedMessages, omittedDialogs, omittedOffers }: CaptureEdges): string {
  const counts = [
    [omittedMessages, 'messages'],
    [omittedDialogs, 'dialogs'],
    [omittedOffers, 'offers'],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, name]) => `${formatCount(count)} ${name}`);
  return words.length === 0 ? '' : `Not told here: ${words.join(', ')} more`;
}
