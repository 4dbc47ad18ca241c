import { isAtLeast } from '../../../../shared/format/confidence';
import type { CallGroupKey } from '../../../../shared/ids';
import type { CallLinkKind, LinkEvidence } from '../../../../shared/protocol/callGroups';
import type { Confidence } from '../../../../shared/protocol/confidence';
import type { LinkedCall } from './linkedCall';

/** One thing that a link rests on. */
export type Evidence = {
  readonly by: LinkEvidence;
  readonly confidence: Confidence;
  readonly words: string;
  readonly frames: readonly number[];
  /** The value that both calls have, as a number; 0 when it is no value. */
  readonly value: number;
};

/** Two calls that belong together. There is one link at most between two calls. */
export type Link = {
  kind: CallLinkKind;
  one: LinkedCall;
  other: LinkedCall;
  evidence: readonly Evidence[];
  /** What happened, for the group's sentence: `1002 transfers 1001 to 1003`; empty for legs. */
  clause: string;
  /** `other` began because of what happened in `one`. */
  leads: boolean;
};

export type LinkedGroup = {
  readonly key: CallGroupKey;
  readonly calls: readonly LinkedCall[];
  /** How sure the group as a whole is; null when that must be found out anew. */
  confidence: Confidence | null;
};

export type CallLinkage = { links: readonly Link[]; group: LinkedGroup };

export const partnerIn = (link: Link, call: LinkedCall): LinkedCall => (link.one === call ? link.other : link.one);

export const linksOf = (call: LinkedCall): readonly Link[] => call.linkage?.links ?? NO_LINKS;
const NO_LINKS: readonly Link[] = Object.freeze([]);

export const linkBetween = (one: LinkedCall, other: LinkedCall): Link | undefined =>
  linksOf(one).find((link) => partnerIn(link, one) === other);

/** Whether the two are linked by this value already, and as surely. */
export const restsOn = (
  one: LinkedCall,
  other: LinkedCall,
  { by, confidence, value }: Pick<Evidence, 'by' | 'confidence' | 'value'>,
): boolean =>
  linkBetween(one, other)?.evidence.some(
    (known) => known.value === value && known.by === by && known.confidence === confidence,
  ) ?? false;

/** The strongest evidence counts; two likely ones of different kinds that say the same are certain. */
export function confidenceOf({ evidence }: Link): Confidence {
  const strongest = evidence.reduce<Confidence>(
    (best, { confidence }) => (isAtLeast(confidence, best) ? confidence : best),
    'possible',
  );
  if (strongest !== 'likely') return strongest;
  const likely = new Set(evidence.filter(({ confidence }) => confidence === 'likely').map(({ by }) => by));
  return likely.size > 1 ? 'certain' : 'likely';
}
