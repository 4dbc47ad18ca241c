import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { IssueRow, MessageDetail } from '../../shared/protocol/rows';
import { isMerelyUnusual, SIP_ISSUES, type SipIssueCode } from '../../shared/sip/issueKinds';
import type { FieldSelection } from './useFieldSelection';

const FIRST_ISSUES = 3;

const isKnown = (code: string): code is SipIssueCode => Object.hasOwn(SIP_ISSUES, code);
const isUnusual = ({ code }: IssueRow): boolean => isKnown(code) && isMerelyUnusual(code);

type Props = {
  readonly detail: MessageDetail;
  readonly selection: FieldSelection;
  /** An issue was pressed: its bytes are to be brought into sight. */
  readonly onChosen: () => void;
};

/** What is wrong with the message; pressing one marks its bytes. */
export function IssueList({ detail, selection, onChosen }: Props) {
  const { chosen, choose, hover } = selection;
  const { issues } = detail.row;
  const [showAllOf, setShowAllOf] = useState<MessageDetail | null>(null);
  if (issues.length === 0) return null;
  const shown = showAllOf === detail || issues.length === FIRST_ISSUES + 1 ? issues : issues.slice(0, FIRST_ISSUES);
  return (
    <ul className="issues" aria-label="Issues of the message" onPointerLeave={() => hover(null)}>
      {shown.map((issue, position) => {
        const Icon = isUnusual(issue) ? CircleAlert : TriangleAlert;
        return (
          <li key={position}>
            <button
              type="button"
              aria-pressed={chosen.kind === 'issue' && chosen.position === position}
              onClick={() => {
                choose({ kind: 'issue', position });
                onChosen();
              }}
              onPointerEnter={() => hover({ start: issue.offset, end: issue.offset + Math.max(1, issue.length) })}
            >
              <Icon size={13} className={isUnusual(issue) ? 'muted' : 'warn'} aria-hidden="true" />
              <span>{issue.words}</span>
            </button>
          </li>
        );
      })}
      {shown.length < issues.length ? (
        <li>
          <button type="button" className="muted" onClick={() => setShowAllOf(detail)}>
            Show all {issues.length} issues
          </button>
        </li>
      ) : null}
    </ul>
  );
}
