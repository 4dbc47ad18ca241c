import type { CallSide, NegotiatedMedia } from '../../../../shared/protocol/callStory';
import type { Endpoint } from '../../../../shared/protocol/rows';
import type { SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import { canonicalAddress } from '../signalling/canonicalAddress';
import { heldBy } from './heldBy';
import { isNowhere } from '../signalling/holdAddress';
import { keptText } from './keptText';
import { mediaFlow } from './mediaFlow';
import { protectionWords, usesIce, type PlacedLine } from './mediaProtection';
import { MAX_MEDIA_LINES } from './storyLimits';

/** Offer and answer; null stands for what was not captured, or did not come. */
export type DescriptionPair = {
  readonly offer: SessionDescription | null;
  readonly answer: SessionDescription | null;
  readonly offeredBy: CallSide;
  /** Nothing flowed before that could be held. */
  readonly opensSession: boolean;
};

/** Where a side wants its media; null when it says nowhere. */
function endpointOf(line: SdpMedia | null): Endpoint | null {
  if (line === null || line.port === 0 || line.address === null || isNowhere(line)) return null;
  return { address: keptText(canonicalAddress(line.address)), port: line.port };
}

const placed = (description: SessionDescription | null, at: number): PlacedLine | null => {
  const line = description?.media[at];
  return description === null || line === undefined ? null : { description, line };
};

type Terms = Pick<DescriptionPair, 'offeredBy' | 'opensSession'>;

function mediaLine(
  offer: PlacedLine | null,
  answer: PlacedLine | null,
  { offeredBy, opensSession }: Terms,
  before: NegotiatedMedia | undefined,
): NegotiatedMedia {
  const isCaller = offeredBy === 'caller';
  const caller = (isCaller ? offer : answer)?.line ?? null;
  const callee = (isCaller ? answer : offer)?.line ?? null;
  const accepted = answer !== null && answer.line.port !== 0;
  const type = (answer ?? offer)?.line.type ?? '';
  const profile = (accepted ? answer : (offer ?? answer))?.line.protocol ?? '';
  const both = offer !== null && accepted ? { offer, answer } : null;
  return {
    type: keptText(type),
    accepted,
    callerToCallee: accepted ? mediaFlow(caller, callee) : null,
    calleeToCaller: accepted ? mediaFlow(callee, caller) : null,
    callerEndpoint: endpointOf(caller),
    calleeEndpoint: endpointOf(callee),
    profile: keptText(profile),
    crypto: both === null ? '' : protectionWords(both.offer, both.answer, offeredBy),
    ice: both !== null && usesIce(both.offer, both.answer),
    heldBy:
      both === null || opensSession
        ? 'none'
        : heldBy(both.offer.line, both.answer.line, offeredBy, before?.heldBy ?? 'none'),
  };
}

/** The media lines as offer and answer left them (RFC 3264 §6); `before` is what was agreed until then. */
export function negotiatedMedia(
  { offer, answer, ...terms }: DescriptionPair,
  before: readonly NegotiatedMedia[],
): readonly NegotiatedMedia[] {
  const lines = Math.min(Math.max(offer?.media.length ?? 0, answer?.media.length ?? 0), MAX_MEDIA_LINES);
  return Array.from({ length: lines }, (_, at) => mediaLine(placed(offer, at), placed(answer, at), terms, before[at]));
}
