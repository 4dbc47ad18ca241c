import { describe, expect, it } from 'vitest';
import { HeaderNames, isRemembered } from '../../../../../main/engine/analysis/links/legHeaders';

describe('numbers of header names', () => {
  it('gives each name one number and knows it again', () => {
    const names = new HeaderNames();
    const [one, other] = [names.numberOf('x-cid'), names.numberOf('x-ucid')];
    expect(one).not.toBe(other);
    expect(names.numberOf('x-cid')).toBe(one);
    expect([names.nameOf(one!), names.nameOf(other!), names.nameOf(99)]).toEqual(['x-cid', 'x-ucid', '']);
  });

  it('gives no number when there are too many names, and keeps those it has', () => {
    const names = new HeaderNames();
    const given = Array.from({ length: 5000 }, (_, at) => names.numberOf(`x-${at}`));
    expect(given[0]).not.toBeNull();
    expect(given.at(-1)).toBeNull();
    expect(names.nameOf(names.numberOf('x-7')!)).toBe('x-7');
  });

  it.each([
    ['via', false],
    ['session-id', false],
    ['x-cid', true],
  ] as const)('%s may tell the call: %s', (key, expected) => {
    expect(isRemembered(key)).toBe(expected);
  });
});
