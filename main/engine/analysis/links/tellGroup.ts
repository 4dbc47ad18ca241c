import { isAtLeast } from '../../../../shared/format/confidence';
import { frameNumber } from '../../../../shared/ids';
import type { CallGroup, CallGroupMark, CallLink } from '../../../../shared/protocol/callGroups';
import type { Confidence } from '../../../../shared/protocol/confidence';
import { confidenceOf, type Link, type LinkedGroup, linksOf, partnerIn } from './callLinkage';
import type { LinkedCall } from './linkedCall';
import { nameOf } from './partyName';
import { sharedMediaWords, sharedWithEarlier, sharesOnlyMedia } from './sharedMedia';

/** Frames that one link names. */
const MAX_FRAMES = 16;

/** The group with all its links, in order of time. */
export function tellGroup(group: LinkedGroup): CallGroup {
  const calls = [...group.calls].sort(byBeginning);
  const links = linksAmong(calls);
  return {
    key: group.key,
    calls: calls.map(({ key }) => key),
    links: links.map(callLink),
    confidence: sureness(group),
    words: wordsOf(calls, links),
  };
}

/** The group as the rows of its calls show it. */
export function markOfGroup(group: LinkedGroup): CallGroupMark {
  return { key: group.key, calls: group.calls.length, confidence: sureness(group) };
}

const sureness = (group: LinkedGroup): Confidence => (group.confidence ??= confidenceOfGroup(group));

/** A group is as sure as the weakest link that it needs to hold together. */
function confidenceOfGroup({ calls }: LinkedGroup): Confidence {
  if (holdsTogether(calls, 'certain')) return 'certain';
  return holdsTogether(calls, 'likely') ? 'likely' : 'possible';
}

function holdsTogether(calls: readonly LinkedCall[], least: Confidence): boolean {
  const reached = new Set(calls.slice(0, 1));
  for (const call of reached) {
    for (const link of linksOf(call)) if (isAtLeast(confidenceOf(link), least)) reached.add(partnerIn(link, call));
  }
  return reached.size === calls.length;
}

const byBeginning = (one: LinkedCall, other: LinkedCall): number =>
  one.startedAtMs - other.startedAtMs || one.ordinal - other.ordinal;

const linksAmong = (calls: readonly LinkedCall[]): readonly Link[] => [...new Set(calls.flatMap(linksOf))];

function callLink(link: Link): CallLink {
  const frames = new Set(link.evidence.flatMap((evidence) => evidence.frames));
  return {
    kind: link.kind,
    one: link.one.key,
    other: link.other.key,
    confidence: confidenceOf(link),
    evidence: evidenceOf(link),
    frames: [...frames]
      .sort((one, other) => one - other)
      .slice(0, MAX_FRAMES)
      .map(frameNumber),
  };
}

/** Two values that say the same in the same words are one piece of evidence to people. */
const evidenceOf = ({ evidence }: Link): CallLink['evidence'] => [
  ...new Map(evidence.map(({ by, words }) => [`${by} ${words}`, { by, words }])).values(),
];

/** `1001 calls 1002; 1002 transfers 1001 to 1003`: what each conversation was, and what led from one to the next. */
function wordsOf(calls: readonly LinkedCall[], links: readonly Link[]): string {
  const followed = new Set(links.filter(({ leads }) => leads).map(({ other }) => other));
  const telling = links.filter((link) => link.clause !== '' && !isToldByTransfer(link, links));
  const told = new Set<LinkedCall>();
  const clauses = telling.map((link) => ({ frame: frameOf(link), words: link.clause }));
  for (const call of calls) {
    if (told.has(call)) continue;
    const legs = legsFrom(call);
    for (const leg of legs) told.add(leg);
    if (legs.some((leg) => followed.has(leg))) continue;
    const shared = sharedWithEarlier(legs);
    const words = shared === null ? conversationWords(call, legs.length) : sharedMediaWords(shared);
    clauses.push({ frame: call.firstFrame, words });
  }
  clauses.sort((one, other) => one.frame - other.frame);
  return [...new Set(clauses.map(({ words }) => words))].join('; ');
}

/** The frame with which what a link tells comes about. */
const frameOf = ({ leads, other, evidence }: Link): number =>
  leads ? other.firstFrame : Math.max(...evidence.flatMap(({ frames }) => frames));

/** The call that takes another's place at the end of an attended transfer is told as the transfer. */
const isToldByTransfer = ({ kind, other }: Link, links: readonly Link[]): boolean =>
  kind === 'replacement' && links.some((link) => link.kind === 'transfer' && link.other === other);

/** All legs of the call's conversation, itself included. */
function legsFrom(call: LinkedCall): readonly LinkedCall[] {
  const legs = new Set([call]);
  for (const leg of legs) {
    for (const link of linksOf(leg)) {
      if (link.kind === 'leg' && !sharesOnlyMedia(link)) legs.add(partnerIn(link, leg));
    }
  }
  return [...legs];
}

const conversationWords = (call: LinkedCall, legs: number): string =>
  `${nameOf(call.from)} calls ${nameOf(call.to)}${legs === 1 ? '' : ` over ${legs} legs`}`;
