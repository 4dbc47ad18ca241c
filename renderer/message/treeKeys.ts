/** What a key does in the tree of fields, as the ARIA practices for trees say. */
import { parentOf, type FieldId, type FieldRow } from './fieldTree';

export type TreeMove =
  | { readonly kind: 'select'; readonly id: FieldId }
  | { readonly kind: 'expand'; readonly ids: readonly FieldId[] }
  | { readonly kind: 'collapse'; readonly id: FieldId };

function targetIndex(key: string, at: number, rows: number, pageRows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at < 0 ? rows - 1 : at - 1;
    case 'PageDown':
      return Math.max(0, at) + pageRows;
    case 'PageUp':
      return at - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
}

function inwards({ id, expanded }: FieldRow): TreeMove | null {
  if (expanded === null) return null;
  return expanded ? { kind: 'select', id: `${id}.0` } : { kind: 'expand', ids: [id] };
}

function outwards({ id, expanded }: FieldRow): TreeMove | null {
  if (expanded) return { kind: 'collapse', id };
  const parent = parentOf(id);
  return parent === null ? null : { kind: 'select', id: parent };
}

function siblingsOf(rows: readonly FieldRow[], row: FieldRow): FieldId[] {
  const parent = parentOf(row.id);
  return rows.filter(({ id, expanded }) => expanded !== null && parentOf(id) === parent).map(({ id }) => id);
}

/** null when the key means nothing here. `rows` are those to be seen, `selected` one of them or null. */
export function treeMove(
  key: string,
  rows: readonly FieldRow[],
  selected: FieldId | null,
  pageRows: number,
): TreeMove | null {
  const at = rows.findIndex(({ id }) => id === selected);
  const target = targetIndex(key, at, rows.length, Math.max(1, pageRows - 1));
  if (target !== null) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, target))];
    return row ? { kind: 'select', id: row.id } : null;
  }
  const row = rows[at];
  if (!row) return null;
  if (key === 'ArrowRight') return inwards(row);
  if (key === 'ArrowLeft') return outwards(row);
  if (key === '*') return { kind: 'expand', ids: siblingsOf(rows, row) };
  if (key !== 'Enter' && key !== ' ') return null;
  if (row.expanded === null) return { kind: 'select', id: row.id };
  return row.expanded ? { kind: 'collapse', id: row.id } : { kind: 'expand', ids: [row.id] };
}
