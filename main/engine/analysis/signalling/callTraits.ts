import { CALL_TRAITS, type CallTrait } from '../../../../shared/sip/scenarios';
import type { CallRecord } from './callRecord';

const BITS = Object.fromEntries(CALL_TRAITS.map((trait, index) => [trait, 1 << index])) as Readonly<
  Record<CallTrait, number>
>;

/** Sets of traits that were asked for; beyond these many the memory begins anew. */
const MAX_KEPT = 4096;
const kept = new Map<number, readonly CallTrait[]>();

export const traitBit = (trait: CallTrait): number => BITS[trait];

export function noteTrait(call: CallRecord, trait: CallTrait): void {
  call.traits |= BITS[trait];
}

/** The traits of a set, in the order in which they are told; one list for all calls with the same set. */
export function traitsOf(bits: number): readonly CallTrait[] {
  const known = kept.get(bits);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const traits = Object.freeze(CALL_TRAITS.filter((trait) => (bits & BITS[trait]) !== 0));
  kept.set(bits, traits);
  return traits;
}
