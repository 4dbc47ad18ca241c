import { useMemo, useState } from 'react';
import type { IssueRow } from '../../shared/protocol/rows';
import { ancestorsOf, fieldPath, initiallyExpanded, type FieldedBytes, type FieldId } from './fieldTree';
import type { ByteRange } from './visibleText';

/** What is marked in a message or frame: a field, or the bytes that an issue speaks of. */
export type Chosen =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'field'; readonly id: FieldId }
  | { readonly kind: 'issue'; readonly position: number };

type State = {
  /** The message or frame that this state is of; another one begins anew. */
  readonly detail: FieldedBytes;
  readonly chosen: Chosen;
  readonly expanded: ReadonlySet<FieldId>;
  readonly hovered: ByteRange | null;
};

export type FieldSelection = Omit<State, 'detail'> & {
  readonly selectedRange: ByteRange | null;
  /** Selects a field and opens what it lies in. */
  readonly choose: (chosen: Chosen) => void;
  readonly expand: (ids: readonly FieldId[]) => void;
  readonly collapse: (id: FieldId) => void;
  readonly hover: (range: ByteRange | null) => void;
};

const NO_ISSUES: readonly IssueRow[] = [];
const NOTHING: Chosen = { kind: 'nothing' };

/** The bytes that are marked; an issue without a length marks the byte it points at. */
function rangeOf({ fields }: FieldedBytes, issues: readonly IssueRow[], chosen: Chosen): ByteRange | null {
  if (chosen.kind === 'field') {
    const field = fieldPath(fields, chosen.id).at(-1);
    return field ? { start: field.start, end: field.end } : null;
  }
  const issue = chosen.kind === 'issue' ? issues[chosen.position] : undefined;
  return issue ? { start: issue.offset, end: issue.offset + Math.max(1, issue.length) } : null;
}

/** What is selected, open and pointed at in this message or frame. */
export function useFieldSelection(detail: FieldedBytes, issues: readonly IssueRow[] = NO_ISSUES): FieldSelection {
  const fresh = useMemo<State>(
    () => ({ detail, chosen: NOTHING, expanded: new Set(initiallyExpanded(detail.fields)), hovered: null }),
    [detail],
  );
  const [kept, setKept] = useState(fresh);
  const state = kept.detail === detail ? kept : fresh;
  const { chosen, expanded, hovered } = state;
  const selectedRange = useMemo(() => rangeOf(detail, issues, chosen), [detail, issues, chosen]);
  return useMemo(() => {
    const change = (part: Partial<State>): void =>
      setKept((before) => ({ ...(before.detail === detail ? before : fresh), ...part }));
    return {
      chosen,
      expanded,
      hovered,
      selectedRange,
      choose: (next) =>
        change({
          chosen: next,
          ...(next.kind === 'field' ? { expanded: new Set([...expanded, ...ancestorsOf(next.id)]) } : {}),
        }),
      expand: (ids) => change({ expanded: new Set([...expanded, ...ids]) }),
      collapse: (id) => change({ expanded: new Set([...expanded].filter((open) => open !== id)) }),
      hover: (range) => change({ hovered: range }),
    };
  }, [detail, fresh, chosen, expanded, hovered, selectedRange]);
}
