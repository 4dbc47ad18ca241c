import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import { keptText } from './keptText';
import type { MomentContext } from './momentContext';
import { momentOf, senderWords } from './momentWords';
import type { StoryEvent } from './storyEvents';
import { MAX_TARGETS } from './storyLimits';
import type { StoryMessage } from './storyMessage';
import { isInitialInvite } from './storySides';

/** Begins the call, tries again, or changes a call that is up. */
export function inviteMoments(event: StoryEvent, context: MomentContext): readonly StoryMoment[] {
  const { message } = event;
  if (!isInitialInvite(message)) return [reInvite(message, context)];
  const words = `${invitedWords(message, context)}${offerWords(message)}${occasionWords(message)}`;
  const reference = message.replaces === '' ? 'RFC 3261 §13.2' : 'RFC 3891 §3';
  context.progress.wasInvited = true;
  context.progress.callerTags.add(message.fromTag);
  context.progress.lastRefusal = null;
  return [momentOf(message, words, reference), ...furtherTargets(event, context)];
}

function invitedWords(message: StoryMessage, { progress }: MomentContext): string {
  const target = keptText(message.row.requestUri);
  const refusal = progress.lastRefusal;
  const status = refusal?.status ?? 0;
  if (!progress.wasInvited) return `Invited ${target}`;
  // Nothing refused the INVITE before: another server is tried, or an intermediary sends an INVITE of its own.
  if (refusal === null)
    return progress.callerTags.has(message.fromTag) ? throughWords(message) : `Invited ${target} as well`;
  if (isChallenge(status)) {
    return message.hasCredentials ? 'Invited again with credentials' : 'Invited again, without credentials';
  }
  if (status >= 300 && status < 400) return `Followed the redirect to ${target}`;
  if (status === 422 && message.sessionExpiry !== null) {
    return `Invited again with a session timer of ${message.sessionExpiry.intervalS} s`;
  }
  return `Invited again at ${target}`;
}

const throughWords = ({ row }: StoryMessage): string => `Invited again by way of ${row.destination.address}`;

function offerWords({ row, isRead }: StoryMessage): string {
  if (row.sdp === null) return isRead ? ', without an offer' : '';
  return row.sdp === '' ? '' : `, offering ${row.sdp}`;
}

function occasionWords({ replaces, referredBy }: StoryMessage): string {
  const taking = replaces === '' ? '' : `, to take the place of call ${replaces}`;
  return referredBy === '' ? taking : `${taking}, referred by ${referredBy}`;
}

/** One sender that tries several targets with the same INVITE forks it (RFC 3261 §16.6), all at once or one after the other. */
function furtherTargets(event: StoryEvent, { refusalsOf }: MomentContext): readonly StoryMoment[] {
  const targets = new Map<string, Set<string>>();
  const moments: StoryMoment[] = [];
  for (const sighting of event.sightings) {
    const { source, destination, atMs } = sighting.row;
    const known = targets.get(formatEndpoint(source)) ?? new Set<string>();
    const target = formatEndpoint(destination);
    if (known.size > 0 && !known.has(target)) {
      const refused = (refusalsOf.get(event) ?? []).filter(
        ({ row }) => row.atMs <= atMs && row.destination.address === source.address,
      );
      moments.push(furtherTarget(sighting, refused.length >= known.size));
    }
    targets.set(formatEndpoint(source), known.add(target));
  }
  return moments.slice(0, MAX_TARGETS);
}

function furtherTarget(sighting: StoryMessage, othersRefused: boolean): StoryMoment {
  const { source, destination } = sighting.row;
  const target = formatEndpoint(destination);
  if (othersRefused) return momentOf(sighting, `Passed on to ${target} by ${source.address} instead`, 'RFC 3261 §16.6');
  return momentOf(sighting, `Also sent to ${target} by ${source.address}: a fork`, 'RFC 3261 §16.6');
}

function reInvite(message: StoryMessage, { sides, progress }: MomentContext): StoryMoment {
  const side = sides.requesterOf(message);
  const name = message.isRead ? 're-INVITE' : 'INVITE';
  const again = progress.glareOf.delete(side) ? ', again after the glare' : '';
  return momentOf(message, `${name} by ${senderWords(side, message)}${offerWords(message)}${again}`, 'RFC 3261 §14.1');
}
