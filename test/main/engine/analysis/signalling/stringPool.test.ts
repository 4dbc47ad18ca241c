import { describe, expect, it } from 'vitest';
import { StringPool } from '../../../../../main/engine/analysis/signalling/stringPool';

describe('StringPool', () => {
  it('keeps texts as they are, lone surrogates and quotes included', () => {
    const pool = new StringPool();
    for (const text of ['', 'short', 'a text longer than a slice', 'lone \ud800 surrogate "quoted" \\ \u0000 end']) {
      expect(pool.keep(text)).toBe(text);
    }
  });

  it('still answers rightly after it forgot', () => {
    const pool = new StringPool(2);
    expect(['one', 'two', 'three', 'one'].map((text) => pool.keep(text))).toEqual(['one', 'two', 'three', 'one']);
  });
});
