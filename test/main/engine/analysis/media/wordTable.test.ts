import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordTable } from '../../../../../main/engine/analysis/media/wordTable';

type Named = { readonly name: string };

it('holds what a map would, through adding and removing', () => {
  // Few distinct words, so that keys meet again and neighbours are displaced.
  const word = fc.constantFrom(0, 1, 2, 0xffff_ffff);
  const step = fc.record({ key: fc.tuple(word, word, word, word), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
      const table = new WordTable<Named>(4);
      const map = new Map<string, Named>();
      for (const { key, remove } of steps) {
        const name = key.join();
        table.key.set(key);
        expect(table.find()).toBe(map.get(name) ?? null);
        if (remove) {
          table.remove();
          map.delete(name);
        } else if (!map.has(name)) {
          const value = { name };
          table.add(value);
          map.set(name, value);
        }
        expect(table.size).toBe(map.size);
      }
      for (const [name, value] of map) {
        table.key.set(name.split(',').map(Number));
        expect(table.find()).toBe(value);
      }
    }),
  );
});

it('grows', () => {
  const table = new WordTable<Named>(2);
  for (let at = 0; at < 5000; at += 1) {
    table.key.set([at, at * 7]);
    table.add({ name: String(at) });
  }
  table.key.set([4321, 4321 * 7]);
  expect(table.find()?.name).toBe('4321');
  table.key.set([4321, 1]);
  expect(table.find()).toBeNull();
});
