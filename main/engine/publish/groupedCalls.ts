import type { CallGroupKey, CallKey } from '../../../shared/ids';
import type { CallSort } from '../../../shared/protocol/commands';
import type { CallRow } from '../../../shared/protocol/rows';
import type { RowList, RowQuery, RowRange } from './rowList';
import { callOrder } from './rowOrders';

const KEPT_QUESTIONS = 8;

/** The calls of the capture as groups: a call that stands alone is a group of its own. */
type Grouping = {
  /** The first call of each group, in order of their beginning. */
  readonly heads: readonly CallRow[];
  /** Of groups of several calls those after the first, in order of their beginning. */
  readonly followersOf: ReadonlyMap<CallGroupKey, readonly CallRow[]>;
};

export type GroupedQuery = RowQuery<CallRow, CallSort> & { readonly expanded: readonly CallGroupKey[] };

const NATURAL = { search: '', sort: callOrder.naturalSort, descending: false } as const;

function groupRows(rows: readonly CallRow[]): Grouping {
  const heads: CallRow[] = [];
  const followersOf = new Map<CallGroupKey, CallRow[]>();
  for (const row of rows) {
    const followers = row.group === null ? undefined : followersOf.get(row.group.key);
    if (followers) followers.push(row);
    else heads.push(row);
    if (row.group !== null && !followers) followersOf.set(row.group.key, []);
  }
  return { heads, followersOf };
}

/** What a row shares with the first call of its group. */
const groupOf = ({ group, key }: CallRow): CallGroupKey | CallKey => group?.key ?? key;

/**
 * The list of calls with one row per group: its first call, which stands where its own values sort it and matches when any call of
 * the group does. The calls after the first follow it where the group is expanded. Linear in the calls for each new version of
 * the list, then kept.
 */
export class GroupedCalls {
  readonly #calls: RowList<CallKey, CallRow, CallSort>;
  #version = -1;
  #grouping: Grouping = { heads: [], followersOf: new Map() };
  readonly #answered = new Map<string, readonly CallRow[]>();

  constructor(calls: RowList<CallKey, CallRow, CallSort>) {
    this.#calls = calls;
  }

  range(query: GroupedQuery): RowRange<CallRow> {
    this.#bringUpToDate();
    const rows = this.#rowsOf(query);
    return {
      rows: rows.slice(query.from, query.from + query.count),
      from: query.from,
      matching: rows.length,
      total: this.#totalRows(query.expanded),
      version: this.#version,
    };
  }

  #bringUpToDate(): void {
    if (this.#version === this.#calls.version) return;
    this.#version = this.#calls.version;
    this.#grouping = groupRows(this.#calls.found(NATURAL));
    this.#answered.clear();
  }

  #rowsOf({ search, sort, descending, condition, expanded }: GroupedQuery): readonly CallRow[] {
    const question = JSON.stringify([search, sort, descending, condition?.name, expanded]);
    const known = this.#answered.get(question);
    if (known) return known;
    const heads = this.#matchingHeads({ search, ...(condition && { condition }) });
    const rows = this.#unfolded(inOrder(heads, sort, descending), expanded);
    if (this.#answered.size >= KEPT_QUESTIONS) this.#answered.clear();
    this.#answered.set(question, rows);
    return rows;
  }

  #matchingHeads(query: Pick<GroupedQuery, 'search' | 'condition'>): readonly CallRow[] {
    const { heads } = this.#grouping;
    if (query.search.trim() === '' && !query.condition) return heads;
    const matching = new Set(this.#calls.found({ ...NATURAL, ...query }).map(groupOf));
    return heads.filter((head) => matching.has(groupOf(head)));
  }

  #unfolded(heads: readonly CallRow[], expanded: readonly CallGroupKey[]): readonly CallRow[] {
    if (expanded.length === 0) return heads;
    const open = new Set(expanded);
    return heads.flatMap((head) =>
      head.group !== null && open.has(head.group.key) ? [head, ...this.#followers(head.group.key)] : [head],
    );
  }

  #totalRows(expanded: readonly CallGroupKey[]): number {
    const followers = [...new Set(expanded)].reduce((sum, key) => sum + this.#followers(key).length, 0);
    return this.#grouping.heads.length + followers;
  }

  #followers(key: CallGroupKey): readonly CallRow[] {
    return this.#grouping.followersOf.get(key) ?? [];
  }
}

function inOrder(heads: readonly CallRow[], sort: CallSort, descending: boolean): readonly CallRow[] {
  if (sort === callOrder.naturalSort) return descending ? heads.toReversed() : heads;
  const compare = callOrder.compare[sort];
  return heads.toSorted(descending ? (a, b) => compare(b, a) : compare);
}
