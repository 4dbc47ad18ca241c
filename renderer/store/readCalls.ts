/** Reads the rows of open calls; one call brings the other calls of its group along when they are wanted. */
import type { CallKey } from '../../shared/ids';
import type { CallGroupMark } from '../../shared/protocol/callGroups';
import type { CallEngine } from '../../shared/protocol/commands';
import { MOST_WATCHED_CALLS, type WatchTarget } from './selection';
import { NOTHING_WATCHED, type Watched } from './session';

type Calls = Extract<WatchTarget, { readonly kind: 'calls' }>;

const markOf = ({ calls }: Watched, call: CallKey | undefined): CallGroupMark | null =>
  calls.find(({ key }) => key === call)?.group ?? null;

const sameMark = (one: CallGroupMark | null, other: CallGroupMark | null): boolean =>
  one?.key === other?.key && one?.calls === other?.calls && one?.confidence === other?.confidence;

/** Whether the open call belongs to another group than the one that was read with it. */
export const groupIsStale = (watched: Watched, { calls }: Calls): boolean =>
  calls.length === 1 && watched.calls.length > 0 && !sameMark(markOf(watched, calls[0]), watched.groupMark);

/** Most calls stand alone: they are read with one question. */
export async function readCalls(ask: CallEngine, { calls, joined }: Calls): Promise<Watched> {
  const rows: Watched = { ...NOTHING_WATCHED, ...(await ask('watchCalls', { calls: [...calls] })) };
  const [call] = calls;
  const groupMark = calls.length === 1 ? markOf(rows, call) : null;
  if (groupMark === null || call === undefined) return rows;
  const group = await ask('readCallGroup', { call });
  if (group === null || !joined || !group.calls.includes(call)) return { ...rows, group, groupMark };
  const legs = group.calls.slice(0, MOST_WATCHED_CALLS);
  return { ...rows, ...(await ask('watchCalls', { calls: legs })), group, groupMark };
}
