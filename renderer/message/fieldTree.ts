/** The tree of a message's fields as rows: pure, so that drawing, keys and tests see the same. */
import type { MessageField } from '../../shared/protocol/rows';

/** Bytes with the fields that stand on them: a message, or a frame. */
export type FieldedBytes = { readonly bytes: Uint8Array; readonly fields: readonly MessageField[] };

/** Positions on the way down, joined: `3.0.1`. */
export type FieldId = string;

export type FieldRow = {
  readonly id: FieldId;
  readonly field: MessageField;
  /** 1 for the outermost. */
  readonly level: number;
  /** Place among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** null for a leaf. */
  readonly expanded: boolean | null;
};

/** Rows that are to be seen, in order. */
export function fieldRows(
  fields: readonly MessageField[],
  expanded: ReadonlySet<FieldId>,
  parent: FieldId = '',
  level = 1,
): FieldRow[] {
  return fields.flatMap((field, index) => {
    const id = parent === '' ? String(index) : `${parent}.${index}`;
    const open = field.children.length === 0 ? null : expanded.has(id);
    const row: FieldRow = { id, field, level, position: index + 1, siblings: fields.length, expanded: open };
    return open ? [row, ...fieldRows(field.children, expanded, id, level + 1)] : [row];
  });
}

/** The field and all that it lies in, outermost first; empty when there is no such field. */
export function fieldPath(fields: readonly MessageField[], id: FieldId): MessageField[] {
  const path: MessageField[] = [];
  let level = fields;
  for (const position of id.split('.')) {
    const field = level[Number(position)];
    if (field === undefined) return [];
    path.push(field);
    level = field.children;
  }
  return path;
}

/** The innermost field that stands on this byte; null between fields. */
export function fieldAt(fields: readonly MessageField[], byte: number, parent: FieldId = ''): FieldId | null {
  const index = fields.findIndex(({ start, end }) => byte >= start && byte < end);
  if (index < 0) return null;
  const id = parent === '' ? String(index) : `${parent}.${index}`;
  return fieldAt(fields[index]!.children, byte, id) ?? id;
}

export const parentOf = (id: FieldId): FieldId | null => (id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : null);

export function ancestorsOf(id: FieldId): FieldId[] {
  const parent = parentOf(id);
  return parent === null ? [] : [...ancestorsOf(parent), parent];
}

const holdsLines = ({ name, children }: MessageField): boolean =>
  children.length > 0 && (name === 'Session description' || name.startsWith('Part '));

/** What stands open before anything was touched: bodies, whose lines are what people look for. */
export function initiallyExpanded(fields: readonly MessageField[], parent: FieldId = ''): FieldId[] {
  return fields.flatMap((field, index) => {
    if (!holdsLines(field)) return [];
    const id = parent === '' ? String(index) : `${parent}.${index}`;
    return [id, ...initiallyExpanded(field.children, id)];
  });
}
