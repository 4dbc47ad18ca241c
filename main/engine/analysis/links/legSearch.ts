import { linkBetween, linksOf, partnerIn, type Link } from './callLinkage';
import { fitOfLegs, type LegFit, wordsOfFit } from './legFit';
import type { LinkBook } from './linkBook';
import type { LinkedCall } from './linkedCall';
import { RecentCalls } from './recentCalls';

/** The comparison of a call with those that may be its earlier leg, and with those whose earlier leg it may be. */
export type LegSearch = {
  readonly candidates: readonly LinkedCall[];
  followers: readonly LinkedCall[];
  chosen: LinkedCall | null;
  /** With which it was chosen. */
  points: number;
};

/** With more calls that fit nobody can tell. */
const MAX_CANDIDATES = 16;
const MAX_FOLLOWERS = 16;
/** By so many points one candidate must be better than the next, or nobody can tell. */
const MARGIN_POINTS = 2;
/** An earlier call that has its next leg already is the less probable one. */
const TAKEN_POINTS = 2;

type Candidate = { readonly call: LinkedCall; readonly fit: LegFit; readonly rank: number };

/**
 * Finds the earlier leg of a call by time and users alone. When several calls fit as well, none is joined, unless they are legs of
 * each other: then it is the last of them.
 */
export class LegSearches {
  readonly #book: LinkBook;
  readonly #recent = new RecentCalls();

  constructor(book: LinkBook) {
    this.#book = book;
  }

  /** A call begins. */
  open(call: LinkedCall): void {
    const candidates = this.#recent.admit(call).filter((other) => fitOfLegs(other, call) !== null);
    if (candidates.length === 0 || candidates.length > MAX_CANDIDATES) return;
    call.search = { candidates, followers: call.search?.followers ?? NOBODY, chosen: null, points: 0 };
    for (const candidate of candidates) follow(candidate, call);
    this.#decide(call);
  }

  /** Its INVITE goes on to another machine. */
  onHop(call: LinkedCall, address: string): void {
    this.#recent.addMachine(call, address);
  }

  /** It rings, is answered or ends: what is compared with it is compared again. */
  onProgress(call: LinkedCall): void {
    if (call.ended !== null) this.#recent.remove(call);
    if (call.search === null) return;
    const { candidates, followers } = call.search;
    this.#decide(call);
    for (const follower of followers) this.#decide(follower);
    if (call.ended === null) return;
    for (const each of [call, ...candidates, ...followers]) forgetIfOver(each);
  }

  passTime(nowMs: number): void {
    this.#recent.passTime(nowMs);
  }

  #decide(call: LinkedCall): void {
    const { search } = call;
    if (search === null || search.candidates.length === 0 || isContinuation(call)) return;
    const found = bestOf(call, search.candidates);
    const best = found?.fit.confidence === null ? null : found;
    if (search.chosen !== null && search.chosen !== best?.call) {
      this.#book.withdraw(search.chosen, call, 'usersAndTime');
      search.chosen = null;
    }
    if (best === null || best.fit.confidence === null) return;
    const { confidence, points } = best.fit;
    if (search.chosen === best.call && search.points === points) return;
    const words = wordsOfFit(best.call, call);
    const frames = [best.call.firstFrame, call.firstFrame];
    const evidence = { by: 'usersAndTime', confidence, words, frames, value: 0 } as const;
    if (this.#book.claim({ kind: 'leg', one: best.call, other: call, evidence })) {
      search.chosen = best.call;
      search.points = points;
    }
  }
}

function follow(candidate: LinkedCall, call: LinkedCall): void {
  candidate.search ??= { candidates: NOBODY, followers: NOBODY, chosen: null, points: 0 };
  const { followers } = candidate.search;
  if (followers.length < MAX_FOLLOWERS) candidate.search.followers = [...followers, call];
}

/** When all that are compared are over, nothing that comes changes the comparison. */
function forgetIfOver(call: LinkedCall): void {
  const { search } = call;
  if (search === null || call.ended === null) return;
  if ([...search.candidates, ...search.followers].every(({ ended }) => ended !== null)) call.search = null;
}

const NOBODY: readonly LinkedCall[] = Object.freeze([]);

/** A call that a transfer or a redirect led to has no earlier leg. */
const isContinuation = (call: LinkedCall): boolean =>
  linksOf(call).some((link) => link.kind !== 'leg' && link.other === call);

/** The one candidate that fits, and fits better than the others; null when there is none or nobody can tell. */
function bestOf(call: LinkedCall, candidates: readonly LinkedCall[]): Candidate | null {
  const proven = linksOf(call).find((link) => isProvenLegBefore(link, call));
  if (proven !== undefined) {
    const fit = fitOfLegs(partnerIn(proven, call), call);
    return fit === null ? null : { call: partnerIn(proven, call), fit, rank: fit.points };
  }
  const [best, ...others] = candidates
    .map((each) => rankOf(each, call))
    .filter((each) => each !== null)
    .sort(byRank);
  if (best === undefined || best.fit.confidence === null) return null;
  const rivals = others.filter((other) => best.rank - other.rank < MARGIN_POINTS);
  return rivals.every((rival) => linkBetween(rival.call, best.call) !== undefined) ? best : null;
}

const byRank = (one: Candidate, other: Candidate): number =>
  other.rank - one.rank || other.call.ordinal - one.call.ordinal;

function rankOf(candidate: LinkedCall, call: LinkedCall): Candidate | null {
  const fit = fitOfLegs(candidate, call);
  return fit && { call: candidate, fit, rank: fit.points - (isTaken(candidate, call) ? TAKEN_POINTS : 0) };
}

/** Another call is known as its next leg. */
const isTaken = (candidate: LinkedCall, call: LinkedCall): boolean =>
  linksOf(candidate).some((link) => link.kind === 'leg' && link.one === candidate && link.other !== call);

/** Something else than users and time says that the link's earlier call is a leg of this one. */
const isProvenLegBefore = (link: Link, call: LinkedCall): boolean =>
  link.kind === 'leg' && link.other === call && link.evidence.some(({ by }) => by !== 'usersAndTime');
