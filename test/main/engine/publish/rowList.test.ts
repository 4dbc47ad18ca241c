import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowList, type RowOrder, type RowQuery } from '../../../../main/engine/publish/rowList';

type Row = { readonly name: string; readonly atMs: number };
type Sort = 'at' | 'name';

const order: RowOrder<Row, Sort> = {
  naturalSort: 'at',
  searchText: ({ name }) => name.toLowerCase(),
  compare: { at: (a, b) => a.atMs - b.atMs, name: (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)) },
};

const all: RowQuery<Row, Sort> = { search: '', sort: 'at', descending: false, from: 0, count: 1000 };

function listOf(rows: readonly Row[]): RowList<number, Row, Sort> {
  const list = new RowList<number, Row, Sort>(order);
  rows.forEach((row, key) => list.put(key, row));
  return list;
}

const named = (...names: readonly string[]): Row[] => names.map((name, index) => ({ name, atMs: index }));
const namesOf = (rows: readonly Row[]): string => rows.map(({ name }) => name).join(' ');

describe('ranges', () => {
  const list = listOf(named('delta', 'alpha', 'echo', 'bravo', 'charlie'));

  it.each<[string, Partial<RowQuery<Row, Sort>>, string, number]>([
    ['natural order', {}, 'delta alpha echo bravo charlie', 5],
    ['natural order backwards', { descending: true }, 'charlie bravo echo alpha delta', 5],
    ['sorted', { sort: 'name' }, 'alpha bravo charlie delta echo', 5],
    ['sorted backwards', { sort: 'name', descending: true }, 'echo delta charlie bravo alpha', 5],
    ['a page', { from: 1, count: 2 }, 'alpha echo', 5],
    ['a page over the end', { from: 4, count: 10 }, 'charlie', 5],
    ['a page beyond the end', { from: 50 }, '', 5],
    ['no rows at all', { count: 0 }, '', 5],
    ['search', { search: 'l' }, 'delta alpha charlie', 3],
    ['search for several words in any order', { search: '  HA  al ' }, 'alpha', 1],
    ['search for what is not there', { search: 'zulu' }, '', 0],
    ['a condition', { condition: { name: 'late', holds: ({ atMs }) => atMs > 2 } }, 'bravo charlie', 2],
    [
      'condition, search, sort and page together',
      { condition: { name: 'late', holds: ({ atMs }) => atMs > 0 }, search: 'a', sort: 'name', from: 1, count: 1 },
      'bravo',
      3,
    ],
  ])('%s', (_name, query, names, matching) => {
    const range = list.range({ ...all, ...query });
    expect(namesOf(range.rows)).toBe(names);
    expect(range).toMatchObject({ matching, total: 5, from: query.from ?? 0 });
  });

  it('tells two conditions apart by their names', () => {
    const only = (name: string) => ({ name, holds: (row: Row) => row.name === name });
    expect(namesOf(list.range({ ...all, condition: only('alpha') }).rows)).toBe('alpha');
    expect(namesOf(list.range({ ...all, condition: only('bravo') }).rows)).toBe('bravo');
  });

  it.each(['.*', '[', '(?:', '\\', '%', "' OR 1=1 --", '__proto__', '\u0000', '"]', 'é́'])(
    'takes %j as plain words',
    (search) => {
      const list2 = listOf([...named('alpha'), { name: `x${search.toLowerCase()}y`, atMs: 9 }]);
      const words = search.split(/\s+/).filter(Boolean);
      expect(list2.range({ ...all, search }).matching).toBe(words.length === 0 ? 2 : 1);
    },
  );

  it('answers a search of 250 words over 100,000 rows in a moment', () => {
    const many = listOf(Array.from({ length: 100_000 }, (_, atMs) => ({ name: `call-${atMs}-a`.repeat(5), atMs })));
    const startedMs = performance.now();
    expect(many.range({ ...all, search: 'a '.repeat(250) }).matching).toBe(100_000);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });
});

describe('changes', () => {
  it('grows its version with each of them and answers with the new rows', () => {
    const list = listOf(named('a', 'b'));
    const before = list.range({ ...all, sort: 'name' });
    list.put(0, { name: 'z', atMs: 0 });
    const after = list.range({ ...all, sort: 'name' });
    expect([namesOf(before.rows), namesOf(after.rows)]).toEqual(['a b', 'b z']);
    expect(after.version).toBeGreaterThan(before.version);
    expect([list.total, list.row(0)?.name, list.row(7)]).toEqual([2, 'z', null]);
  });

  it('leaves answers alone that were given before', () => {
    const list = listOf(named('a'));
    const { rows } = list.range(all);
    list.put(1, { name: 'b', atMs: 1 });
    expect(namesOf(rows)).toBe('a');
  });

  it('drops rows and keeps the others in order and at hand', () => {
    const list = listOf(named('a', 'b', 'c', 'd'));
    const { version } = list;
    list.removeAll(new Set([0, 2, 99]));
    list.put(3, { name: 'D', atMs: 3 });
    list.put(4, { name: 'e', atMs: 4 });
    expect(namesOf(list.range(all).rows)).toBe('b D e');
    expect([list.total, list.row(0), list.row(1)?.name]).toEqual([3, null, 'b']);
    expect(list.version).toBeGreaterThan(version);
  });

  it('keeps few answers, whatever is asked', () => {
    const list = listOf(named('a', 'b'));
    let sorted = 0;
    const counting = new RowList<number, Row, Sort>({
      ...order,
      searchText: (row) => {
        sorted += 1;
        return row.name;
      },
    });
    counting.put(0, { name: 'a', atMs: 0 });
    for (let word = 0; word < 100; word += 1) counting.range({ ...all, search: `${word}` });
    expect(sorted).toBe(100);
    counting.range({ ...all, search: '99' });
    expect(sorted, 'the latest answer is kept').toBe(100);
    counting.range({ ...all, search: '0' });
    expect(sorted, 'an old answer is not').toBe(101);
    expect(list.range(all).matching).toBe(2);
  });

  it('is in natural order whatever order the rows appear and change in', () => {
    const step = fc.record({ key: fc.nat(12), atMs: fc.nat(20), gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, descending) => {
        const list = new RowList<number, Row, Sort>(order);
        const kept = new Map<number, number>();
        for (const { key, atMs, gone } of steps) {
          if (gone) {
            list.removeAll(new Set([key]));
            kept.delete(key);
          } else {
            list.put(key, { name: `${key}`, atMs });
            kept.set(key, atMs);
          }
        }
        const times = list.range({ ...all, descending }).rows.map(({ atMs }) => atMs);
        const right = [...kept.values()].sort((a, b) => (descending ? b - a : a - b));
        expect(times).toEqual(right);
      }),
    );
  });
});
