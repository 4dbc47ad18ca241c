import { ChevronDown, ChevronRight, CornerDownRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { CallRow } from '../../shared/protocol/rows';
import { describeConfidence } from '../../shared/format/confidence';
import type { TableFolds } from '../ui/tableFolds';

type Props = {
  readonly call: CallRow;
  /** null in a flat list. */
  readonly folds: TableFolds<CallRow> | null;
};

/** How many legs the call is one of; in a list of groups a button that unfolds them. */
export function GroupBadge({ call, folds }: Props) {
  const { group } = call;
  if (group === null) return null;
  if (folds?.isBelow(call)) {
    return (
      <span className="muted signed">
        <CornerDownRight size={12} aria-hidden />
        leg
      </span>
    );
  }
  const words = `${formatCount(group.calls)} ${group.calls === 1 ? 'leg' : 'legs'}`;
  const title = `${words}, ${describeConfidence(group.confidence)}`;
  const sure = group.confidence === 'possible' ? ' ?' : '';
  const open = folds?.isOpen(call) ?? null;
  if (folds === null || open === null) {
    return (
      <span className="groupbadge" title={title}>
        {words}
        {sure}
      </span>
    );
  }
  const Icon = open ? ChevronDown : ChevronRight;
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    folds.onFold(call, !open);
  };
  return (
    <button type="button" className="groupbadge" tabIndex={-1} aria-expanded={open} title={title} onClick={toggle}>
      <Icon size={11} aria-hidden />
      {words}
      {sure}
    </button>
  );
}
