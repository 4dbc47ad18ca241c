import type { CallSide, NegotiatedMedia } from '../../../../shared/protocol/callStory';
import type { SdpMedia } from '../../decode/sdp/sessionDescription';
import { isHeldLine } from '../signalling/describedMedia';
import { isHoldAddress } from '../signalling/holdAddress';
import { otherSide } from './storySides';

type HeldBy = NegotiatedMedia['heldBy'];

const holds = (held: HeldBy, side: CallSide): boolean => held === side || held === 'both';

/**
 * Whether the answer holds on its own account. What the offer leaves no choice in says nothing new (RFC 3264 §6.1): then the
 * answerer holds if it did before (RFC 6337 §5.3).
 */
function answererHolds(offer: SdpMedia, answer: SdpMedia, heldBefore: boolean): boolean {
  if (isHoldAddress(answer) && !isHoldAddress(offer)) return true;
  switch (offer.direction) {
    case 'sendrecv':
      return answer.direction === 'sendonly' || answer.direction === 'inactive';
    case 'sendonly':
      return answer.direction === 'inactive' || answer.direction === 'sendonly';
    case 'recvonly':
      return answer.direction === 'inactive' || heldBefore;
    case 'inactive':
      return heldBefore;
  }
}

/** Who holds the line after an offer and its answer (RFC 3264 §8.4). */
export function heldBy(offer: SdpMedia, answer: SdpMedia, offeredBy: CallSide, before: HeldBy): HeldBy {
  const answerer = otherSide(offeredBy);
  const byOfferer = isHeldLine(offer);
  const byAnswerer = answererHolds(offer, answer, holds(before, answerer));
  if (byOfferer && byAnswerer) return 'both';
  if (byOfferer) return offeredBy;
  return byAnswerer ? answerer : 'none';
}
