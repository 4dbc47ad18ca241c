/** How one kind of row is searched and sorted. */
export type RowOrder<Row, Sort extends string> = {
  /** Everything a person might type to find the row, in lower case. */
  readonly searchText: (row: Row) => string;
  readonly compare: Readonly<Record<Sort, (a: Row, b: Row) => number>>;
  /** The order of appearance, as a rule: as long as it is, sorting by it costs nothing. */
  readonly naturalSort: Sort;
};

/** Which rows are asked for, in which order. */
export type RowQuestion<Row, Sort extends string> = {
  readonly search: string;
  readonly sort: Sort;
  readonly descending: boolean;
  /** Further condition with a name that tells one condition from another. */
  readonly condition?: { readonly name: string; readonly holds: (row: Row) => boolean };
};

export type RowQuery<Row, Sort extends string> = RowQuestion<Row, Sort> & {
  readonly from: number;
  readonly count: number;
};

export type RowRange<Row> = {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly matching: number;
  readonly total: number;
  readonly version: number;
};

const KEPT_QUERIES = 8;

/**
 * The rows of one list by key, in order of appearance. Windows ask for ranges of a sorted and filtered list; the order found for a
 * question is kept until a row changes.
 */
export class RowList<Key, Row, Sort extends string> {
  readonly #order: RowOrder<Row, Sort>;
  readonly #positionOf = new Map<Key, number>();
  readonly #rows: Row[] = [];
  readonly #answered = new Map<string, readonly Row[]>();
  /** Whether the rows stand in their natural order still; captures whose clock steps back break it. */
  #isOrdered = true;
  version = 0;

  constructor(order: RowOrder<Row, Sort>) {
    this.#order = order;
  }

  get total(): number {
    return this.#rows.length;
  }

  put(key: Key, row: Row): void {
    const position = this.#positionOf.get(key);
    if (position === undefined) {
      this.#positionOf.set(key, this.#rows.length);
      this.#rows.push(row);
    } else {
      this.#rows[position] = row;
    }
    if (this.#isOrdered) this.#isOrdered = this.#standsInOrder(position ?? this.#rows.length - 1);
    this.#forget();
  }

  /** Drops the rows of keys that are no longer kept; the others keep their order. */
  removeAll(keys: ReadonlySet<Key>): void {
    const leaving = [...keys].filter((key) => this.#positionOf.has(key));
    if (leaving.length === 0) return;
    for (const key of leaving) this.#positionOf.delete(key);
    const staying = [...this.#positionOf].map(([key, position]) => ({ key, row: this.#rows[position]! }));
    this.#rows.length = 0;
    for (const { key, row } of staying) {
      this.#positionOf.set(key, this.#rows.length);
      this.#rows.push(row);
    }
    this.#forget();
  }

  #standsInOrder(position: number): boolean {
    const compare = this.#order.compare[this.#order.naturalSort];
    const [before, row, after] = [this.#rows[position - 1], this.#rows[position]!, this.#rows[position + 1]];
    return (before === undefined || compare(before, row) <= 0) && (after === undefined || compare(row, after) <= 0);
  }

  #forget(): void {
    this.version += 1;
    this.#answered.clear();
  }

  row(key: Key): Row | null {
    const position = this.#positionOf.get(key);
    return position === undefined ? null : (this.#rows[position] ?? null);
  }

  range(query: RowQuery<Row, Sort>): RowRange<Row> {
    const matching = this.found(query);
    return {
      rows: matching.slice(query.from, query.from + query.count),
      from: query.from,
      matching: matching.length,
      total: this.#rows.length,
      version: this.version,
    };
  }

  /** All rows that match, in the order asked for; the same array until a row changes. */
  found(query: RowQuestion<Row, Sort>): readonly Row[] {
    const question = JSON.stringify([query.search, query.sort, query.descending, query.condition?.name]);
    const known = this.#answered.get(question);
    if (known) return known;
    const found = this.#sorted(this.#filtered(query), query);
    if (this.#answered.size >= KEPT_QUERIES) this.#answered.clear();
    this.#answered.set(question, found);
    return found;
  }

  #filtered(query: RowQuestion<Row, Sort>): readonly Row[] {
    const words = query.search.toLowerCase().split(/\s+/).filter(Boolean);
    const { condition } = query;
    if (words.length === 0 && !condition) return this.#rows;
    return this.#rows.filter((row) => {
      if (condition && !condition.holds(row)) return false;
      if (words.length === 0) return true;
      const text = this.#order.searchText(row);
      return words.every((word) => text.includes(word));
    });
  }

  #sorted(rows: readonly Row[], query: RowQuestion<Row, Sort>): readonly Row[] {
    const natural = this.#isOrdered && query.sort === this.#order.naturalSort;
    if (natural) return query.descending ? rows.toReversed() : rows.slice();
    const compare = this.#order.compare[query.sort];
    return rows.toSorted(query.descending ? (a, b) => compare(b, a) : compare);
  }
}
