import type { CallGroupKey, CallKey } from '../../shared/ids';
import type { CallRow } from '../../shared/protocol/rows';
import type { TableFolds } from '../ui/tableFolds';

/** The protocol's limit of groups unfolded at a time. */
const MOST_UNFOLDED = 200;

/**
 * Rows that stand below the first call of their group: in a list of groups each follows another call of the same group. The first
 * row that is held stands for itself, what is above it is not known.
 */
export function rowsBelow(rows: readonly CallRow[]): ReadonlySet<CallKey> {
  const below = new Set<CallKey>();
  rows.forEach(({ key, group }, at) => {
    if (group !== null && rows[at - 1]?.group?.key === group.key) below.add(key);
  });
  return below;
}

/** The groups with this one unfolded, or folded again; beyond the limit the one that was unfolded first folds. */
export function withFold(
  unfolded: readonly CallGroupKey[],
  group: CallGroupKey,
  open: boolean,
): readonly CallGroupKey[] {
  const others = unfolded.filter((key) => key !== group);
  return open ? [...others, group].slice(-MOST_UNFOLDED) : others;
}

/** How the list of groups folds. */
export function groupFolds(
  rows: readonly CallRow[],
  unfolded: readonly CallGroupKey[],
  onUnfolded: (unfolded: readonly CallGroupKey[]) => void,
): TableFolds<CallRow> {
  const below = rowsBelow(rows);
  return {
    isBelow: ({ key }) => below.has(key),
    isOpen: ({ key, group }) => (group === null || below.has(key) ? null : unfolded.includes(group.key)),
    onFold: ({ group }, open) => {
      if (group !== null) onUnfolded(withFold(unfolded, group.key, open));
    },
  };
}
