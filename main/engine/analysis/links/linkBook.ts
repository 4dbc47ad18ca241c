import { callGroupKey, type CallKey } from '../../../../shared/ids';
import type { CallLinkKind, LinkEvidence } from '../../../../shared/protocol/callGroups';
import { type CallLinkage, type Evidence, type Link, linkBetween, linksOf, partnerIn } from './callLinkage';
import type { LinkedCall } from './linkedCall';
import type { LinkLimits } from './linkLimits';

/** What is said of two calls: that they belong together, and why. */
export type LinkClaim = {
  readonly kind: CallLinkKind;
  readonly one: LinkedCall;
  readonly other: LinkedCall;
  readonly evidence: Evidence;
  readonly clause?: string;
  /** `other` began because of what happened in `one`. */
  readonly leads?: boolean;
};

/** Pieces of evidence that one link keeps. */
const MAX_EVIDENCE = 8;

/** All links with the groups that they make: a group is what links connect, within its bound. */
export class LinkBook {
  refusedJoins = 0;
  readonly #limits: Pick<LinkLimits, 'maxGroupCalls'>;
  #changed = new Set<CallKey>();
  #groups = 0;
  #nextGroup = 1;

  constructor(limits: Pick<LinkLimits, 'maxGroupCalls'>) {
    this.#limits = limits;
  }

  /** Groups there are now. */
  get groups(): number {
    return this.#groups;
  }

  /**
   * Takes a claim in. What a person split off joins nothing but by hand.
   * @returns whether the two calls are linked now.
   */
  claim(claim: LinkClaim): boolean {
    const { one, other, evidence } = claim;
    if (one === other || ((one.apart || other.apart) && evidence.by !== 'byHand')) return false;
    const known = linkBetween(one, other);
    if (known !== undefined) return this.#strengthen(known, claim);
    if (!this.#mayJoin(one, other)) {
      this.refusedJoins += 1;
      return false;
    }
    this.#connect({ ...inOrder(claim), evidence: [evidence], clause: claim.clause ?? '', leads: claim.leads ?? false });
    return true;
  }

  /** Takes evidence of one kind between two calls back; without any left they are no longer linked. */
  withdraw(one: LinkedCall, other: LinkedCall, by: LinkEvidence): void {
    const link = linkBetween(one, other);
    if (link !== undefined) this.#keepOnly(link, (evidence) => evidence.by !== by);
  }

  /** Takes back what rests on a value. */
  withdrawValue(call: LinkedCall, value: number): void {
    for (const link of [...linksOf(call)]) this.#keepOnly(link, (evidence) => evidence.value !== value);
  }

  /** Takes back all evidence of one kind that the call's links rest on. */
  withdrawKind(call: LinkedCall, by: LinkEvidence): void {
    for (const link of [...linksOf(call)]) this.#keepOnly(link, (evidence) => evidence.by !== by);
  }

  /** Takes all links of a call away. */
  isolate(call: LinkedCall): void {
    const links = [...linksOf(call)];
    if (links.length === 0) return;
    const { calls } = call.linkage!.group;
    for (const link of links) remove(link);
    this.#regroup(calls);
  }

  /** Calls whose group is another one, or is told otherwise, since this was last asked. */
  takeChanged(): CallKey[] {
    const changed = [...this.#changed];
    if (changed.length > 0) this.#changed = new Set();
    return changed;
  }

  #mayJoin(one: LinkedCall, other: LinkedCall): boolean {
    const group = one.linkage?.group;
    if (group !== undefined && group === other.linkage?.group) return true;
    const calls = (group?.calls.length ?? 1) + (other.linkage?.group.calls.length ?? 1);
    return calls <= this.#limits.maxGroupCalls;
  }

  /** A transfer that is also seen as a leg stays a transfer. */
  #strengthen(link: Link, { kind, one, other, evidence, clause = '', leads = false }: LinkClaim): boolean {
    if (link.kind === 'leg' && kind !== 'leg') Object.assign(link, { kind, one, other });
    if (clause !== '') Object.assign(link, { clause, leads });
    const isSame = ({ by, value }: Evidence): boolean => by === evidence.by && value === evidence.value;
    const before = link.evidence.find(isSame);
    if (before?.words === evidence.words && before.confidence === evidence.confidence) return true;
    if (before === undefined && link.evidence.length >= MAX_EVIDENCE) return true;
    link.evidence = [...link.evidence.filter((known) => !isSame(known)), evidence];
    this.#noteChanged(link.one);
    return true;
  }

  #connect(link: Link): void {
    const { one, other } = link;
    const members = new Set([...membersWith(one), ...membersWith(other)]);
    const joined = one.linkage !== null && one.linkage.group === other.linkage?.group;
    if (!joined) this.#found([...members]);
    attach(one.linkage!, link);
    attach(other.linkage!, link);
    this.#noteChanged(one);
  }

  #keepOnly(link: Link, stays: (evidence: Evidence) => boolean): void {
    const rest = link.evidence.filter(stays);
    if (rest.length === link.evidence.length) return;
    link.evidence = rest;
    this.#noteChanged(link.one);
    if (rest.length > 0) return;
    const { calls } = link.one.linkage!.group;
    remove(link);
    this.#regroup(calls);
  }

  #noteChanged(call: LinkedCall): void {
    const group = call.linkage?.group;
    if (group === undefined) return;
    group.confidence = null;
    for (const { key } of group.calls) this.#changed.add(key);
  }

  /** Makes one group of these calls; those that they were in are gone. */
  #found(calls: readonly LinkedCall[]): void {
    const before = new Set(calls.flatMap(({ linkage }) => linkage?.group ?? []));
    this.#groups += 1 - before.size;
    const group = { key: callGroupKey(`group-${this.#nextGroup}`), calls, confidence: null };
    this.#nextGroup += 1;
    for (const call of calls) {
      if (call.linkage === null) call.linkage = { links: NO_LINKS, group };
      else call.linkage.group = group;
      this.#changed.add(call.key);
    }
  }

  /** Finds the groups that remain among calls that were one, after a link between them has gone. */
  #regroup(calls: readonly LinkedCall[]): void {
    this.#groups -= 1;
    const left = new Set(calls);
    for (const call of calls) {
      this.#changed.add(call.key);
      if (!left.has(call)) continue;
      const connected = reachFrom(call);
      for (const member of connected) left.delete(member);
      if (connected.length === 1) call.linkage = null;
      else this.#refound(connected);
    }
  }

  #refound(calls: readonly LinkedCall[]): void {
    const group = { key: callGroupKey(`group-${this.#nextGroup}`), calls, confidence: null };
    this.#nextGroup += 1;
    this.#groups += 1;
    for (const call of calls) call.linkage!.group = group;
  }
}

const NO_LINKS: readonly Link[] = Object.freeze([]);

const membersWith = (call: LinkedCall): readonly LinkedCall[] => call.linkage?.group.calls ?? [call];

/** Legs stand in order of their beginning; of other links the claim says which call led to which. */
const inOrder = ({ kind, one, other }: LinkClaim): Pick<Link, 'kind' | 'one' | 'other'> =>
  kind === 'leg' && other.ordinal < one.ordinal ? { kind, one: other, other: one } : { kind, one, other };

function attach(linkage: CallLinkage, link: Link): void {
  linkage.links = linkage.links.length === 0 ? [link] : [...linkage.links, link];
}

function remove(link: Link): void {
  for (const { linkage } of [link.one, link.other]) {
    if (linkage !== null) linkage.links = linkage.links.filter((each) => each !== link);
  }
}

/** The call and all that its links lead to. */
function reachFrom(call: LinkedCall): readonly LinkedCall[] {
  const reached = new Set([call]);
  for (const each of reached) for (const link of linksOf(each)) reached.add(partnerIn(link, each));
  return [...reached];
}
