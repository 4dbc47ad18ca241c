import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../../main/engine/publish/problemOf';

describe('one line, whatever was thrown', () => {
  it.each<[string, unknown, string]>([
    ['an error', new Error('The disk is full.'), 'The disk is full.'],
    ['an error of several lines', new Error('first\r\n  second\nthird'), 'first second third'],
    ['words', 'plain', 'plain'],
    ['nothing', undefined, 'undefined'],
    ['control characters', new Error('a\u0000b\u001b[2Jc'), 'a b [2Jc'],
  ])('%s', (_name, thrown, line) => {
    expect(problemOf(thrown)).toBe(line);
  });

  it('is short', () => {
    expect(problemOf(new Error('x'.repeat(100_000))).length).toBeLessThanOrEqual(300);
  });
});
