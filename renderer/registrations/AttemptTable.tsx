import { useId } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { RegistrationAttempt } from '../../shared/protocol/registrationStory';
import { registrationFailureWords } from '../../shared/sip/registrationFailures';
import { focusMessagePane } from '../ladder/ladderFocus';
import { visibleText } from '../message/visibleText';
import { formatMs, storyTime, type StoryTimes } from '../story/describeStory';
import { walkKeys } from '../story/walkKeys';
import { attemptTone, describeAnswer, describePurpose, formatSecondsOf } from './describeRegistration';

const TITLES = ['Time', 'CSeq', 'Asked to', 'Answer', 'After', 'Granted', 'Notes'] as const;
const FIGURES = new Set<string>(['CSeq', 'After', 'Granted']);
/** As many as a person may walk, the latest ones; the ladder has them all. */
export const MOST_ATTEMPTS = 300;

type CellsProps = { readonly attempt: RegistrationAttempt; readonly time: string };

function Cells({ attempt, time }: CellsProps) {
  const { cseq, status, reason, roundTripMs, grantedS, remarks, failure } = attempt;
  return (
    <>
      <td role="gridcell" className="mono muted">
        {time}
      </td>
      <td role="gridcell" className="num">
        {cseq ?? '–'}
      </td>
      <td role="gridcell">{describePurpose(attempt)}</td>
      <td role="gridcell" className={attemptTone(attempt)}>
        {visibleText(describeAnswer(status, reason), 80)}
      </td>
      <td role="gridcell" className="num">
        {formatMs(roundTripMs)}
      </td>
      <td role="gridcell" className="num">
        {formatSecondsOf(grantedS)}
      </td>
      <td role="gridcell">
        {failure === null ? null : <span className="error">{registrationFailureWords(failure)}</span>}
        {failure !== null && remarks.length > 0 ? ' · ' : null}
        {visibleText(remarks.join(' · '), 600)}
      </td>
    </>
  );
}

type Props = {
  readonly attempts: readonly RegistrationAttempt[];
  readonly times: StoryTimes;
  /** The attempt that the reader stands on. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
};

/** Each REGISTER with what came back. Walking shows its challenge and credentials below; Enter leads to its message. */
export function AttemptTable({ attempts, times, at, onChoose }: Props) {
  const id = useId();
  const first = Math.max(0, attempts.length - MOST_ATTEMPTS);
  const shown = attempts.slice(first);
  const active = at - first;
  if (shown.length === 0) return <p className="muted none">Nothing of it has been read.</p>;
  return (
    <>
      {first === 0 ? null : <p className="muted none">{formatCount(first)} before these are not shown.</p>}
      <table
        className="storytable transactions attempts"
        role="grid"
        tabIndex={0}
        data-firstfocus
        aria-label="Attempts"
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={walkKeys({
          at: active,
          rows: shown.length,
          onMove: (row) => onChoose(first + row),
          onOpen: (_row, table) => focusMessagePane(table),
        })}
      >
        <thead>
          <tr role="row">
            {TITLES.map((title) => (
              <th key={title} role="columnheader" scope="col" className={FIGURES.has(title) ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((attempt, row) => (
            <tr
              key={first + row}
              id={`${id}-${row}`}
              role="row"
              aria-selected={row === active}
              onClick={() => onChoose(first + row)}
            >
              <Cells attempt={attempt} time={storyTime(attempt.atMs, shown[row - 1]?.atMs ?? null, times)} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
