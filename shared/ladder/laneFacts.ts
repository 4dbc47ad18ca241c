import type { MessageRow } from '../protocol/rows';

/** What a lane's own messages tell of the machine behind it. */
export type LaneFacts = { readonly users: ReadonlySet<string>; readonly userAgents: ReadonlySet<string> };

type Dialog = {
  /** The request that opened it; its copies on further hops have the same users. */
  readonly opening: MessageRow;
  readonly senders: Set<number>;
  readonly receivers: Set<number>;
};

const CHALLENGES = new Set([401, 407]);

/** Answers that a phone gives for its user; a server on the way gives others of its own. */
const speaksForUser = (status: number): boolean =>
  (status > 100 && status < 300) || status === 480 || status === 486 || status === 600 || status === 603;

const opens = ({ opening }: Dialog, row: MessageRow): boolean =>
  row.method === opening.method && row.fromUser === opening.fromUser && row.toUser === opening.toUser;

function dialogsOf(messages: readonly MessageRow[], laneOf: (endpoint: MessageRow['source']) => number) {
  const dialogs = new Map<string, Dialog>();
  for (const row of messages) {
    if (row.method === null) continue;
    let dialog = dialogs.get(row.callId);
    if (!dialog) dialogs.set(row.callId, (dialog = { opening: row, senders: new Set(), receivers: new Set() }));
    if (!opens(dialog, row)) continue;
    dialog.senders.add(laneOf(row.source));
    dialog.receivers.add(laneOf(row.destination));
  }
  return dialogs;
}

/**
 * Who stands at the ends of each dialog: the first sender speaks for the From user, the last receiver for the To user when it
 * answers as a phone would. Messages that only pass through a lane tell nothing of it, their User-Agent is another's.
 */
export function laneFacts(
  messages: readonly MessageRow[],
  laneCount: number,
  laneOf: (endpoint: MessageRow['source']) => number,
): readonly LaneFacts[] {
  const dialogs = dialogsOf(messages, laneOf);
  const facts = Array.from({ length: laneCount }, () => ({ users: new Set<string>(), userAgents: new Set<string>() }));
  const servers = new Set<number>();

  for (const row of messages) {
    const dialog = dialogs.get(row.callId);
    const lane = laneOf(row.source);
    const own = facts[lane];
    if (!dialog || !own) continue;
    const isOrigin = !dialog.receivers.has(lane);
    const isEnd = !dialog.senders.has(lane);
    if (row.status !== null && CHALLENGES.has(row.status)) servers.add(lane);
    if (row.userAgent !== '' && (isOrigin || isEnd || row.status === 100)) own.userAgents.add(row.userAgent);
    if (row === dialog.opening && row.fromUser !== '' && isOrigin) own.users.add(row.fromUser);
    const answersCall = row.status !== null && dialog.opening.method === 'INVITE' && row.cseqMethod === 'INVITE';
    if (answersCall && isEnd && speaksForUser(row.status) && dialog.opening.toUser !== '')
      own.users.add(dialog.opening.toUser);
  }
  return facts.map((lane, at) => (servers.has(at) ? { ...lane, users: new Set<string>() } : lane));
}
