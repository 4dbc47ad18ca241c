import type { CallKey } from '../../../../shared/ids';
import type { Endpoint, Party } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { CallLinkage } from './callLinkage';
import type { Expectation } from './expectedCalls';
import type { LegSearch } from './legSearch';
import type { SessionEnds } from './sessionEnds';

/** A step of a call and the frame that shows it. */
export type LinkMoment = { readonly atMs: number; readonly frame: number };

/** One way of the INVITE from machine to machine. */
export type Hop = { readonly source: Endpoint; readonly destination: Endpoint };

/** What is kept of a call to find those that belong to it. */
export type LinkedCall = {
  readonly key: CallKey;
  /** Counted from 1 in order of appearance. */
  readonly ordinal: number;
  readonly callId: string;
  readonly from: Party;
  readonly to: Party;
  /** Users as they are compared, empty for nobody: who calls, whom To names, whom the first Request-URI names. */
  readonly calling: string;
  readonly called: string;
  readonly requested: string;
  readonly startedAtMs: number;
  readonly firstFrame: number;
  /** An INVITE that opens a dialog was seen: only then is its beginning known. */
  readonly beginningSeen: boolean;
  hops: Hop[];
  lastAtMs: number;
  ringing: LinkMoment | null;
  answered: LinkMoment | null;
  ended: LinkMoment | null;
  /** Links and the group they make; null for a call that stands alone. */
  linkage: CallLinkage | null;
  /** Running comparison with calls that may be its other leg; null when there is none. */
  search: LegSearch | null;
  /** What Session-IDs said of it; null without any. */
  session: SessionEnds | null;
  /** Header fields of its INVITEs in pairs: number of the name, number of the value; null without any, or when forgotten. */
  fields: number[] | null;
  /** INVITEs that a REFER or a redirect in it lets expect. */
  expected: Expectation[] | null;
  /** A person has said that it stands alone. */
  apart: boolean;
};

/** Hops of one call that are kept. */
const MAX_HOPS = 8;

/** Arrays begin with their first element: one that begins empty takes room for seventeen. */
export function noteHop(call: LinkedCall, source: Endpoint, destination: Endpoint): void {
  if (call.hops.length === 0) call.hops = [{ source, destination }];
  if (call.hops.length >= MAX_HOPS) return;
  const known = call.hops.some((hop) => sameEndpoint(hop.source, source) && sameEndpoint(hop.destination, destination));
  if (!known) call.hops.push({ source, destination });
}

/** Whether a machine that one call went to is where the other came from. */
export const comesFromWhere = (other: LinkedCall, one: LinkedCall): boolean =>
  one.hops.some(({ destination }) => other.hops.some(({ source }) => source.address === destination.address));

/** As `comesFromWhere`, with the same port: then it is the same program. */
export const comesFromPortWhere = (other: LinkedCall, one: LinkedCall): boolean =>
  one.hops.some(({ destination }) => other.hops.some(({ source }) => sameEndpoint(source, destination)));

/** Two calls side by side from one machine to one endpoint are no legs of each other: nothing stands between them. */
export function areParallel(one: LinkedCall, other: LinkedCall): boolean {
  const first = one.hops[0];
  const second = other.hops[0];
  if (first === undefined || second === undefined) return false;
  return first.source.address === second.source.address && sameEndpoint(first.destination, second.destination);
}

/** Silence after which a call whose end was not captured counts as over: longer than Timer C, and than session timers are apart. */
const SILENT_WAITING_MS = 300_000;
const SILENT_TALKING_MS = 3_600_000;
/** A leg may end this long before the next one begins, as when a machine tries one callee after the other. */
const BETWEEN_LEGS_MS = 5000;

/** Whether the call was up, or only just over, at this time of the capture. */
export function isUpAt(call: LinkedCall, atMs: number): boolean {
  if (call.ended !== null) return atMs <= call.ended.atMs + BETWEEN_LEGS_MS;
  return atMs - call.lastAtMs <= (call.answered === null ? SILENT_WAITING_MS : SILENT_TALKING_MS);
}

/** Both were up, or nearly so, when the later one began. */
export function overlap(one: LinkedCall, other: LinkedCall): boolean {
  const [first, second] = one.ordinal < other.ordinal ? [one, other] : [other, one];
  return isUpAt(first, second.startedAtMs);
}
