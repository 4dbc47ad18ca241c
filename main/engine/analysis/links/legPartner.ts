import { linkBetween } from './callLinkage';
import { areParallel, type LinkedCall, overlap } from './linkedCall';

/** Whether the two can be legs of each other at all: up at the same time, and something between them. */
export const canBeLegs = (one: LinkedCall, other: LinkedCall): boolean =>
  one !== other && !one.apart && !other.apart && overlap(one, other) && !areParallel(one, other);

/** What answers one leg passes on to the other at once. */
const ANSWERED_TOGETHER_MS = 300;

export const areAnsweredTogether = ({ answered: one }: LinkedCall, { answered: other }: LinkedCall): boolean =>
  one !== null && other !== null && Math.abs(one.atMs - other.atMs) <= ANSWERED_TOGETHER_MS;

/**
 * Of the calls that have something in common with this one, the one to link it to: one that it is linked to already, else the
 * last that is not over, else the last. null when none can be its leg.
 */
export function partnerOf(call: LinkedCall, others: readonly LinkedCall[]): LinkedCall | null {
  let partner: LinkedCall | null = null;
  for (const other of others) {
    if (other === call) continue;
    if (linkBetween(other, call) !== undefined) return other;
    if (!canBeLegs(other, call)) continue;
    if (partner === null || other.ended === null || partner.ended !== null) partner = other;
  }
  return partner;
}
