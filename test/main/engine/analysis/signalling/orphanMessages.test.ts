import { describe, expect, it } from 'vitest';
import { OrphanMessages } from '../../../../../main/engine/analysis/signalling/orphanMessages';

describe('OrphanMessages', () => {
  it('gives the messages of a Call-ID once, in order', () => {
    const orphans = new OrphanMessages();
    for (const index of [3, 5, 8]) orphans.add('one', index);
    orphans.add('two', 6);
    expect(orphans.take('one')).toEqual([3, 5, 8]);
    expect(orphans.take('one')).toEqual([]);
  });

  it('forgets the oldest Call-IDs and keeps few messages of each', () => {
    const orphans = new OrphanMessages();
    for (let call = 0; call < 10_001; call += 1) orphans.add(`call ${call}`, call);
    for (let index = 0; index < 1000; index += 1) orphans.add('call 10000', index);
    expect(orphans.take('call 0')).toEqual([]);
    expect(orphans.take('call 1')).toEqual([1]);
    expect(orphans.take('call 10000')).toHaveLength(64);
  });
});
