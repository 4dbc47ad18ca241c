import { describe, expect, it } from 'vitest';
import { joinedBy } from '../../../renderer/story/describeGroup';
import { madeGroup } from '../callStories';

const [link] = madeGroup([0, 1]).links;

describe('why calls are one story', () => {
  it('names each kind of evidence once, and is as sure as the group', () => {
    const group = madeGroup([0, 1, 2]);
    const links = [
      link!,
      { ...link!, confidence: 'possible' as const, evidence: [{ by: 'usersAndTime' as const, words: '' }] },
    ];
    expect(joinedBy(group)).toBe('joined by Session-ID · likely');
    expect(joinedBy({ ...group, links, confidence: 'certain' })).toBe('joined by Session-ID, users and time · certain');
    expect(joinedBy({ ...group, links: [] })).toBe('joined');
  });
});
