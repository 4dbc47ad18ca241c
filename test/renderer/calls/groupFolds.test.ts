import { describe, expect, it } from 'vitest';
import { groupFolds, rowsBelow, withFold } from '../../../renderer/calls/groupFolds';
import { callGroupKey } from '../../../shared/ids';
import type { CallRow } from '../../../shared/protocol/rows';
import { madeCall } from '../rows';

const inGroup = (n: number, key: string): CallRow =>
  madeCall(n, { group: { key: callGroupKey(key), calls: 3, confidence: 'certain' } });
const ROWS = [inGroup(0, 'g'), inGroup(1, 'g'), inGroup(2, 'g'), madeCall(3), inGroup(4, 'h'), inGroup(5, 'i')];
const g = callGroupKey('g');

describe('groups in the list', () => {
  it('finds the rows that stand below the first call of their group', () => {
    expect([...rowsBelow(ROWS)]).toEqual(['call-1', 'call-2']);
    expect(rowsBelow([]).size).toBe(0);
  });

  it('folds and unfolds by the first row of a group', () => {
    const changes: (readonly string[])[] = [];
    const folds = groupFolds(ROWS, [g], (unfolded) => changes.push(unfolded));
    expect(ROWS.map(folds.isOpen)).toEqual([true, null, null, null, false, false]);
    folds.onFold(ROWS[0]!, false);
    folds.onFold(ROWS[4]!, true);
    folds.onFold(ROWS[3]!, true);
    expect(changes).toEqual([[], ['g', 'h']]);
  });

  it('unfolds as many groups as the engine takes, the latest ones', () => {
    let unfolded: readonly ReturnType<typeof callGroupKey>[] = [];
    for (let n = 0; n < 205; n += 1) unfolded = withFold(unfolded, callGroupKey(`g${n}`), true);
    expect([unfolded.length, unfolded[0], unfolded.at(-1)]).toEqual([200, 'g5', 'g204']);
    expect(withFold(unfolded, callGroupKey('g204'), false)).toHaveLength(199);
  });
});
