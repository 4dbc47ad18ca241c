import { describe, expect, it } from 'vitest';
import { foldMove, foldNames, type TableFolds } from '../../../renderer/ui/tableFolds';

/** `+` folded, `-` open, `.` below the row above it, ` ` has nothing under it; `?` has not arrived. */
const ROWS = [' ', '-', '.', '.', '+', '?', '.'];
const rowAt = (index: number): string | undefined => (ROWS[index] === '?' ? undefined : ROWS[index]);
const folds: TableFolds<string> = {
  isOpen: (row) => (row === '+' ? false : row === '-' ? true : null),
  isBelow: (row) => row === '.',
  onFold: () => undefined,
};

describe('arrows in a list that folds', () => {
  it.each([
    ['ArrowRight', 4, { kind: 'fold', row: '+', open: true }],
    ['ArrowLeft', 4, null],
    ['ArrowLeft', 1, { kind: 'fold', row: '-', open: false }],
    ['ArrowRight', 1, { kind: 'moveTo', row: 2 }],
    ['ArrowLeft', 3, { kind: 'moveTo', row: 1 }],
    ['ArrowRight', 3, null],
    ['ArrowLeft', 6, null],
    ['ArrowRight', 0, null],
    ['ArrowLeft', 0, null],
    ['ArrowRight', 5, null],
    ['ArrowDown', 4, null],
  ])('%s on row %i', (key, at, expected) => expect(foldMove(key, rowAt, at, folds)).toEqual(expected));

  it('tells a screen reader', () => {
    expect(['+', '-', '.', ' '].map((row) => foldNames(folds, row))).toEqual([
      { 'aria-level': 1, 'aria-expanded': false },
      { 'aria-level': 1, 'aria-expanded': true },
      { 'aria-level': 2, 'aria-expanded': undefined },
      { 'aria-level': 1, 'aria-expanded': undefined },
    ]);
  });
});
