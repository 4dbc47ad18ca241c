import { useMemo, useState } from 'react';
import type { MessageDetail } from '../../shared/protocol/rows';
import { ancestorsOf, fieldPath, initiallyExpanded, type FieldId } from './fieldTree';
import type { ByteRange } from './visibleText';

/** What is marked in the message: a field, or the bytes that an issue speaks of. */
export type Chosen =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'field'; readonly id: FieldId }
  | { readonly kind: 'issue'; readonly position: number };

type State = {
  /** The message that this state is of; another one begins anew. */
  readonly detail: MessageDetail;
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

const NOTHING: Chosen = { kind: 'nothing' };

/** The bytes that are marked; an issue without a length marks the byte it points at. */
function rangeOf({ fields, row }: MessageDetail, chosen: Chosen): ByteRange | null {
  if (chosen.kind === 'field') {
    const field = fieldPath(fields, chosen.id).at(-1);
    return field ? { start: field.start, end: field.end } : null;
  }
  const issue = chosen.kind === 'issue' ? row.issues[chosen.position] : undefined;
  return issue ? { start: issue.offset, end: issue.offset + Math.max(1, issue.length) } : null;
}

/** What is selected, open and pointed at in this message. */
export function useFieldSelection(detail: MessageDetail): FieldSelection {
  const fresh = useMemo<State>(
    () => ({ detail, chosen: NOTHING, expanded: new Set(initiallyExpanded(detail.fields)), hovered: null }),
    [detail],
  );
  const [kept, setKept] = useState(fresh);
  const state = kept.detail === detail ? kept : fresh;
  const { chosen, expanded, hovered } = state;
  const selectedRange = useMemo(() => rangeOf(detail, chosen), [detail, chosen]);
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
