import { describe, expect, it } from 'vitest';
import type { MessageField } from '../../../shared/protocol/rows';
import { ancestorsOf, fieldAt, fieldPath, fieldRows, initiallyExpanded } from '../../../renderer/message/fieldTree';
import { treeMove } from '../../../renderer/message/treeKeys';

const field = (name: string, start: number, end: number, children: readonly MessageField[] = []): MessageField => ({
  name,
  value: '',
  start,
  end,
  explanation: '',
  children,
});

/** 0 Via [0,30) › 0.0 sent-by [5,15), 0.1 branch [20,30) · 1 To [32,40) · 2 Session description [42,60) › 2.0 v= */
const FIELDS = [
  field('Via', 0, 30, [field('sent-by', 5, 15), field('branch', 20, 30)]),
  field('To', 32, 40),
  field('Session description', 42, 60, [field('v=', 42, 47)]),
];
const rows = (...open: readonly string[]) => fieldRows(FIELDS, new Set(open));

describe('rows of the tree', () => {
  it('draws children of open fields only, with their level and place', () => {
    expect(
      rows('0').map(({ id, level, position, siblings, expanded }) => [id, level, position, siblings, expanded]),
    ).toEqual([
      ['0', 1, 1, 3, true],
      ['0.0', 2, 1, 2, null],
      ['0.1', 2, 2, 2, null],
      ['1', 1, 2, 3, null],
      ['2', 1, 3, 3, false],
    ]);
  });

  it('opens session descriptions from the start', () => {
    expect(initiallyExpanded(FIELDS)).toEqual(['2']);
    expect(
      initiallyExpanded([field('Part 1', 0, 9, [field('Session description', 0, 9, [field('v=', 0, 3)])])]),
    ).toEqual(['0', '0.0']);
  });

  it.each([
    [0, '0'],
    [5, '0.0'],
    [15, '0'],
    [29, '0.1'],
    [30, null],
    [44, '2.0'],
    [99, null],
  ])('finds the innermost field on byte %i', (byte, id) => {
    expect(fieldAt(FIELDS, byte)).toBe(id);
  });

  it('knows the way to a field', () => {
    expect(fieldPath(FIELDS, '0.1').map(({ name }) => name)).toEqual(['Via', 'branch']);
    expect(fieldPath(FIELDS, '0.7')).toEqual([]);
    expect(ancestorsOf('3.1.4')).toEqual(['3', '3.1']);
  });
});

describe('keys of the tree', () => {
  const select = (id: string) => ({ kind: 'select', id });
  const CASES: readonly (readonly [string, readonly string[], string | null, unknown])[] = [
    ['ArrowDown', [], null, select('0')],
    ['ArrowUp', [], null, select('2')],
    ['ArrowDown', ['0'], '0', select('0.0')],
    ['ArrowDown', [], '2', select('2')],
    ['ArrowUp', ['0'], '1', select('0.1')],
    ['ArrowUp', [], '0', select('0')],
    ['Home', [], '2', select('0')],
    ['End', ['2'], '0', select('2.0')],
    ['PageDown', ['0', '2'], '0', select('1')],
    ['PageUp', ['0'], '2', select('0.0')],
    ['ArrowRight', [], '0', { kind: 'expand', ids: ['0'] }],
    ['ArrowRight', ['0'], '0', select('0.0')],
    ['ArrowRight', [], '1', null],
    ['ArrowLeft', ['0'], '0', { kind: 'collapse', id: '0' }],
    ['ArrowLeft', ['0'], '0.1', select('0')],
    ['ArrowLeft', [], '0', null],
    ['*', [], '1', { kind: 'expand', ids: ['0', '2'] }],
    ['Enter', [], '0', { kind: 'expand', ids: ['0'] }],
    [' ', ['0'], '0', { kind: 'collapse', id: '0' }],
    ['Enter', [], '1', select('1')],
    ['Enter', [], null, null],
    ['x', [], '0', null],
  ];
  it.each(CASES)('%s with %j open on %s', (key, open, selected, move) => {
    expect(treeMove(key, rows(...open), selected, 4)).toEqual(move);
  });

  it('does nothing in a tree without fields', () => {
    expect(treeMove('ArrowDown', [], null, 4)).toBeNull();
  });
});
