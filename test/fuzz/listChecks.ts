import { asks } from '../../shared/protocol/commands';
import type { RowQuery, RowRange } from '../../main/engine/publish/rowList';
import type { Random } from '../generator/random';
import type { Asked } from './asked';
import { below, pick } from './choice';
import type { Faults } from './faults';

/** Words that a person may look for. */
const SEARCHES = ['', '', '', 'a', 'sip:', '192.0.2', '[', 'x y z', '\\', 'session'];
const RANGE = 200;

type Listed<Sort extends string> = {
  readonly total: number;
  range(query: RowQuery<never, Sort>): RowRange<unknown>;
};

type Question<Sort extends string> = Pick<RowQuery<never, Sort>, 'search' | 'sort' | 'descending' | 'from' | 'count'>;

const question = <Sort extends string>(random: Random, sorts: readonly Sort[]): Question<Sort> => ({
  search: pick(random, SEARCHES),
  sort: pick(random, sorts),
  descending: random() < 0.5,
  from: below(random, 20),
  count: RANGE,
});

function* faultsOfRange<Sort extends string>(name: string, list: Listed<Sort>, query: Question<Sort>): Faults {
  const { rows, matching, total } = list.range(query);
  if (total !== list.total) yield `a range of ${name} has another total: ${total}`;
  if (matching > total) yield `more ${name} match than there are: ${matching}`;
  if (query.search === '' && matching !== total) yield `not all ${name} match without a search: ${matching}`;
  const expected = Math.max(0, Math.min(RANGE, matching - query.from));
  if (rows.length !== expected) yield `a range of ${name} has another length: ${rows.length}`;
}

/** Every list, sorted and searched at random, as windows do. */
export function* faultsOfLists({ through }: Asked, random: Random): Faults {
  const { rows } = through;
  const sortsOf = <Name extends 'listCalls' | 'listRegistrations' | 'listExchanges' | 'listKeepalives'>(name: Name) =>
    asks[name].shape.sort.unwrap().options;
  yield* faultsOfRange('calls', rows.calls, question(random, sortsOf('listCalls') as never));
  yield* faultsOfRange('registrations', rows.registrations, question(random, sortsOf('listRegistrations') as never));
  yield* faultsOfRange('exchanges', rows.exchanges, question(random, sortsOf('listExchanges') as never));
  yield* faultsOfRange('keepalives', rows.keepalives, question(random, sortsOf('listKeepalives') as never));
}

/** Calls by groups: folded one row a group, unfolded every call once. */
export function* faultsOfGroupedCalls({ through }: Asked, random: Random): Faults {
  const { rows } = through;
  const all = rows.calls.range({ search: '', sort: 'startedAt', descending: false, from: 0, count: rows.calls.total });
  const groups = new Set(all.rows.flatMap(({ group }) => group?.key ?? []));
  const alone = all.rows.filter(({ group }) => group === null).length;
  const sorts = ['startedAt', 'from', 'state', 'messages'] as const;
  const query = { ...question(random, sorts), search: '', from: 0 };
  const folded = rows.groupedCalls.range({ ...query, expanded: [] });
  if (folded.matching !== groups.size + alone) yield `folded calls have another number: ${folded.matching}`;
  const open = { ...query, count: all.total, expanded: [...groups] };
  const unfolded = rows.groupedCalls.range(open);
  if (unfolded.matching !== all.total || unfolded.total !== all.total) yield 'unfolded calls are not all of them';
  if (new Set(unfolded.rows.map(({ key }) => key)).size !== all.total) yield 'a call stands twice in unfolded groups';
}
