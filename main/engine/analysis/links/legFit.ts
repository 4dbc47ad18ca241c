import type { Confidence } from '../../../../shared/protocol/confidence';
import { areParallel, comesFromPortWhere, comesFromWhere, type LinkedCall, type LinkMoment } from './linkedCall';
import { haveSameCalled, haveSameCalling, haveSameUser } from './sameUsers';

/** How well a later call fits as the next leg of an earlier one, without any header that says so. */
export type LegFit = { readonly points: number; readonly confidence: Confidence | null };

/** A leg begins this long after the one before it at most. */
export const MAX_BETWEEN_INVITES_MS = 30_000;
const SOON_MS = 1000;
const LATE_MS = 5000;
/** A step of the later leg shows on the earlier one within these times; clocks of two taps may differ a little. */
const CLOCKS_MS = 100;
const RINGING_STEP_MS = 1500;
const ANSWER_STEP_MS = 2000;
const END_STEP_MS = 1500;
/** Legs that were answered further apart are two conversations. */
const ANSWERED_APART_MS = 5000;

const LIKELY_POINTS = 8;
const POSSIBLE_POINTS = 5;
/** Call-IDs of which one holds the other's local part, when that is as long as this. */
const TELLING_LOCAL_PART = 12;

/** Words are only collected when somebody is to read them. */
type Points = { points: number; readonly words: string[] | null };

/** null when the two cannot be legs of one conversation. `one` began first. */
export function fitOfLegs(one: LinkedCall, other: LinkedCall): LegFit | null {
  const fit = scored(one, other, null);
  return fit && { points: fit.points, confidence: confidenceOfFit(fit.points, haveSameUser(one, other)) };
}

/** Why they fit, for people. */
export const wordsOfFit = (one: LinkedCall, other: LinkedCall): string =>
  scored(one, other, [])?.words?.join(', ') ?? '';

function scored(one: LinkedCall, other: LinkedCall, words: string[] | null): Points | null {
  if (contradict(one, other)) return null;
  const fit: Points = { points: 0, words };
  const chained = noteMachine(fit, one, other);
  const sameCalled = haveSameCalled(one, other);
  const sameCalling = haveSameCalling(one, other);
  if (!chained && !(sameCalled && sameCalling)) return null;
  if (!chained && haveCommonMachine(one, other)) return null;
  if (!sameCalled && !sameCalling && comesFromWhere(one, other)) return null;
  noteUsers(fit, sameCalled, sameCalling);
  noteBeginning(fit, one, other);
  if (haveCommonCallId(one, other)) add(fit, 1, 'Call-IDs have a part in common');
  noteSteps(fit, one, other);
  return fit;
}

function confidenceOfFit(points: number, sameUser: boolean): Confidence | null {
  if (points >= LIKELY_POINTS) return sameUser ? 'likely' : 'possible';
  return points >= POSSIBLE_POINTS ? 'possible' : null;
}

/** One is over before the other matters, or they were answered too far apart. */
function contradict(one: LinkedCall, other: LinkedCall): boolean {
  const betweenMs = other.startedAtMs - one.startedAtMs;
  if (betweenMs < -CLOCKS_MS || betweenMs > MAX_BETWEEN_INVITES_MS || areParallel(one, other)) return true;
  if (one.ended !== null && one.ended.atMs < other.startedAtMs) return true;
  if (other.answered === null) return false;
  if (one.answered !== null) return Math.abs(one.answered.atMs - other.answered.atMs) > ANSWERED_APART_MS;
  return one.ended !== null && one.ended.atMs < other.answered.atMs - ANSWER_STEP_MS;
}

function noteMachine(fit: Points, one: LinkedCall, other: LinkedCall): boolean {
  if (!comesFromWhere(other, one)) return false;
  add(fit, 2, 'begins at the machine that the other went to');
  if (comesFromPortWhere(other, one)) fit.points += 1;
  return true;
}

/**
 * Without a machine that passes one on as the other, ways that meet at any machine are side by side, or the later one is the
 * earlier leg of a third.
 */
const haveCommonMachine = (one: LinkedCall, other: LinkedCall): boolean =>
  machinesOf(one).some((address) => machinesOf(other).includes(address));

const machinesOf = ({ hops }: LinkedCall): readonly string[] =>
  hops.flatMap(({ source, destination }) => [source.address, destination.address]);

function noteUsers(fit: Points, sameCalled: boolean, sameCalling: boolean): void {
  if (sameCalled) fit.points += 3;
  if (sameCalling) fit.points += 2;
  if (sameCalled && sameCalling) fit.words?.push('same calling and called user');
  else if (sameCalled) fit.words?.push('same called user');
  else if (sameCalling) fit.words?.push('same calling user');
}

function noteBeginning(fit: Points, one: LinkedCall, other: LinkedCall): void {
  const betweenMs = other.startedAtMs - one.startedAtMs;
  const points = betweenMs <= SOON_MS ? 1 : betweenMs <= LATE_MS ? 0 : -1;
  fit.points += points;
  fit.words?.push(`${seconds(betweenMs)} after it`);
  if (one.answered !== null && one.answered.atMs < other.startedAtMs) {
    add(fit, -3, 'which had been answered before');
  }
}

function noteSteps(fit: Points, one: LinkedCall, other: LinkedCall): void {
  if (follows(one.ringing, other.ringing, RINGING_STEP_MS)) add(fit, 1, 'rings in step');
  if (follows(one.answered, other.answered, ANSWER_STEP_MS)) add(fit, 3, 'is answered in step');
  if (one.ended === null || other.ended === null) return;
  const apartMs = Math.abs(one.ended.atMs - other.ended.atMs);
  if (apartMs <= END_STEP_MS) add(fit, 2, 'ends in step');
  else if (other.answered !== null) {
    fit.points -= 2;
    fit.words?.push(`ends ${seconds(apartMs)} apart`);
  }
}

/** What the later leg is told reaches the earlier one a moment later. */
function follows(one: LinkMoment | null, other: LinkMoment | null, withinMs: number): boolean {
  if (one === null || other === null) return false;
  const afterMs = one.atMs - other.atMs;
  return afterMs >= -CLOCKS_MS && afterMs <= withinMs;
}

function haveCommonCallId({ callId: one }: LinkedCall, { callId: other }: LinkedCall): boolean {
  const oneLocal = localPartOf(one);
  const otherLocal = localPartOf(other);
  const [short, long] = oneLocal.length <= otherLocal.length ? [oneLocal, otherLocal] : [otherLocal, oneLocal];
  return short.length >= TELLING_LOCAL_PART && (long.startsWith(short) || long.endsWith(short));
}

function localPartOf(callId: string): string {
  const at = callId.indexOf('@');
  return at < 0 ? callId : callId.slice(0, at);
}

function add(fit: Points, points: number, words: string): void {
  fit.points += points;
  fit.words?.push(words);
}

const seconds = (lengthMs: number): string => `${(Math.max(0, lengthMs) / 1000).toFixed(1)} s`;
