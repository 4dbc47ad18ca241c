import { isDeepStrictEqual } from 'node:util';
import { LINK_LIMITS } from '../../main/engine/analysis/links/linkLimits';
import type { CallKey } from '../../shared/ids';
import type { CallGroup, CallLink } from '../../shared/protocol/callGroups';
import type { CallRow, MessageRow } from '../../shared/protocol/rows';
import { staleRow, unknownFrames, unknownMessages, type Asked } from './asked';
import { belowZero, outOfOrder, type Faults } from './faults';

/** What holds of a call's row, whatever came. */
export function* faultsOfCall(asked: Asked, key: CallKey): Faults {
  const { signalling } = asked.through.pipeline;
  const row = signalling.callRow(key);
  if (row === null) return yield `a call has no row: ${key}`;
  yield* belowZero('a call', figuresOf(row));
  const messages = signalling.messagesOf(key);
  if (asked.isInOrder && beginsWhereSeen(row, messages)) yield* outOfOrder('a call', momentsOf(row));
  if (messages.length !== row.messageCount) yield `a call counts other messages: ${row.messageCount}`;
  if (new Set(messages).size !== messages.length) yield 'a call has a message twice';
  const indexes = messages.map(({ index }) => index);
  yield* unknownMessages('a call', asked, indexes, ({ call }) => call === key);
  if (row.retransmissionCount > row.messageCount) yield 'a call has more retransmissions than messages';
  if (row.scenario.words === '') yield 'a call has no name';
  yield* faultsOfMark(asked, row);
}

/** The list of calls is up to date. */
export function* staleCall({ through }: Asked, key: CallKey): Faults {
  yield* staleRow('call', through.rows.calls.row(key), through.pipeline.signalling.callRow(key));
}

const figuresOf = (row: CallRow): Readonly<Record<string, number | null>> => ({
  postDialDelayMs: row.postDialDelayMs,
  setupMs: row.setupMs,
  durationMs: row.durationMs,
  messageCount: row.messageCount,
  retransmissionCount: row.retransmissionCount,
  issueCount: row.issueCount,
  streamCount: row.streamCount,
});

/** Where an INVITE comes behind what answers it, the call begins with it; its group and its ringing say with the answer. */
const beginsWhereSeen = ({ startedAtMs }: CallRow, [first]: readonly MessageRow[]): boolean =>
  startedAtMs === first?.atMs;

/** A late 180 may come behind the answer or the end: it is no step back. */
const momentsOf = ({ startedAtMs, ringingAtMs, answeredAtMs, endedAtMs }: CallRow) => {
  const isLate = ringingAtMs !== null && ringingAtMs > Math.min(answeredAtMs ?? Infinity, endedAtMs ?? Infinity);
  return { startedAtMs, ...(isLate ? {} : { ringingAtMs }), answeredAtMs, endedAtMs };
};

/** A call's mark and its group say the same, and so do all that are in it. */
function* faultsOfMark({ through }: Asked, { key, group: mark }: CallRow): Faults {
  const { links } = through.pipeline;
  const group = links.groupOf(key);
  if ((group === null) !== (mark === null)) return yield 'a call is marked but has no group, or the other way round';
  if (group === null || mark === null) return;
  if (mark.key !== group.key || mark.calls !== group.calls.length) yield 'a mark and its group differ';
  if (!group.calls.includes(key)) yield 'a call is not in its own group';
  for (const member of group.calls) {
    const theirs = links.markOf(member);
    if (!isDeepStrictEqual(theirs, mark))
      yield `calls of a group are marked otherwise: ${JSON.stringify([mark, theirs])}`;
  }
}

/** What holds of a group, asked of any of its calls. */
export function* faultsOfGroup(asked: Asked, group: CallGroup): Faults {
  const { signalling } = asked.through.pipeline;
  const { calls, links } = group;
  if (calls.length < 2) yield 'a group has one call';
  if (calls.length > LINK_LIMITS.maxGroupCalls) yield `a group has too many calls: ${calls.length}`;
  if (new Set(calls).size !== calls.length) yield 'a group has a call twice';
  if (group.words === '') yield 'a group has no words';
  const rows = calls.map((call) => signalling.callRow(call));
  if (rows.includes(null)) yield 'a group has a call that does not exist';
  const isPlain = rows.every((row) => beginsWhereSeen(row!, signalling.messagesOf(row!.key)));
  if (isPlain && rows.some((row, at) => at > 0 && row!.startedAtMs < rows[at - 1]!.startedAtMs)) {
    yield 'calls of a group are not in their order';
  }
  for (const link of links) yield* faultsOfLink(asked, link, calls);
  if (reached(calls[0]!, links).size !== calls.length) yield 'links do not hold a group together';
}

function* faultsOfLink(asked: Asked, link: CallLink, calls: readonly CallKey[]): Faults {
  if (link.one === link.other) yield 'a call is linked with itself';
  if (!calls.includes(link.one) || !calls.includes(link.other)) yield 'a link leaves its group';
  if (link.evidence.length === 0) yield 'a link rests on nothing';
  if (link.evidence.some(({ words }) => words === '')) yield 'evidence has no words';
  if (link.frames.length === 0) yield `a link has no frames: ${link.evidence.map(({ by }) => by).join(' ')}`;
  yield* unknownFrames('a link', asked, link.frames);
}

function reached(from: CallKey, links: readonly CallLink[]): ReadonlySet<CallKey> {
  const found = new Set([from]);
  for (const call of found) {
    for (const { one, other } of links) {
      if (one === call) found.add(other);
      if (other === call) found.add(one);
    }
  }
  return found;
}

/** All groups of the capture: as many as are counted, each call in one. */
export function* faultsOfGroups(asked: Asked): Faults {
  const { signalling, links } = asked.through.pipeline;
  const groups = new Map<string, CallGroup>();
  for (const call of signalling.calls()) {
    const mark = links.markOf(call);
    const group = mark === null || groups.has(mark.key) ? null : links.groupOf(call);
    if (group !== null) groups.set(group.key, group);
  }
  for (const group of groups.values()) yield* faultsOfGroup(asked, group);
  const counted = links.counts().groups;
  if (counted !== groups.size) yield `groups are counted wrongly: ${counted}, there are ${groups.size}`;
}
