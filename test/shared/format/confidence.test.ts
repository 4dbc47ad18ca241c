import { describe, expect, it } from 'vitest';
import { describeConfidence, isAtLeast } from '../../../shared/format/confidence';
import type { Confidence } from '../../../shared/protocol/confidence';

describe('how sure a statement is', () => {
  it.each<[Confidence, Confidence, boolean]>([
    ['certain', 'likely', true],
    ['likely', 'likely', true],
    ['possible', 'likely', false],
    ['likely', 'certain', false],
  ])('%s is at least %s: %s', (confidence, least, expected) => {
    expect(isAtLeast(confidence, least)).toBe(expected);
  });

  it('is said with what it means', () => {
    expect(describeConfidence('likely')).toBe('likely: nothing else explains it well');
  });
});
