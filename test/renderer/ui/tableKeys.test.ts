import { describe, expect, it } from 'vitest';
import { tableMove } from '../../../renderer/ui/tableKeys';

const at = (row: number | null, rows = 100) => ({ row, rows, pageRows: 11 });

describe('tableMove', () => {
  it.each([
    ['ArrowDown', at(null), 0],
    ['ArrowDown', at(4), 5],
    ['ArrowDown', at(99), 99],
    ['ArrowUp', at(null), 99],
    ['ArrowUp', at(4), 3],
    ['ArrowUp', at(0), 0],
    ['PageDown', at(4), 14],
    ['PageDown', at(95), 99],
    ['PageUp', at(4), 0],
    ['PageUp', at(50), 40],
    ['Home', at(50), 0],
    ['End', at(50), 99],
  ])('%s from %o leads to row %i', (key, position, row) => {
    expect(tableMove(key, position)).toEqual({ kind: 'moveTo', row });
  });

  it.each([
    ['Enter', 'open'],
    [' ', 'mark'],
    ['Escape', 'back'],
  ])('%s means %s', (key, kind) => expect(tableMove(key, at(3))).toEqual({ kind }));

  it.each(['a', 'Tab', 'F5'])('%s means nothing', (key) => expect(tableMove(key, at(3))).toBeNull());
  it('moves nowhere in an empty list', () => expect(tableMove('End', at(null, 0))).toBeNull());
});
