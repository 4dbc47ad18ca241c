import type { MessageRow } from '../protocol/rows';
import { assignLanes } from './assignLanes';
import { laneFacts, type LaneFacts } from './laneFacts';

/** `FreeSWITCH-mod_sofia/1.10.2` is FreeSWITCH-mod_sofia: the version says nothing about which machine it is. */
const productOf = (userAgent: string): string => (userAgent.split(/[/(]|\sv?\d/i)[0] ?? '').trim();

const only = (names: ReadonlySet<string>): string | null => (names.size === 1 ? [...names][0]! : null);

/** Takes away what more than one lane would be called. */
function withoutDoubles(names: readonly (string | null)[]): (string | null)[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name) => (name !== null && counts.get(name) === 1 ? name : null));
}

const productName = ({ userAgents }: LaneFacts): string | null =>
  only(new Set([...userAgents].map(productOf).filter((name) => name !== '')));

/**
 * What people call each lane: the user that it speaks for, else the product that it names in its own messages. null where that is
 * not known, or not unique: a server that speaks for many users, two phones of one make.
 */
export function nameLanes(
  messages: readonly MessageRow[],
  laneCount: number,
  laneOf: (endpoint: MessageRow['source']) => number,
): readonly (string | null)[] {
  const facts = laneFacts(messages, laneCount, laneOf);
  const users = withoutDoubles(facts.map((lane) => only(lane.users)));
  const products = withoutDoubles(facts.map(productName));
  return withoutDoubles(users.map((user, lane) => user ?? products[lane] ?? null));
}

/** The names that the lanes of all these messages have, by the lane's key: what a machine is called does not change with what is in sight. */
export function namesByLane(messages: readonly MessageRow[]): ReadonlyMap<string, string | null> {
  const { lanes, laneOf } = assignLanes(messages, []);
  const names = nameLanes(messages, lanes.length, laneOf);
  return new Map(lanes.map(({ key }, column) => [key, names[column] ?? null]));
}
