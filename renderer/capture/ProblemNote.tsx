import type { CaptureProblem } from '../../shared/protocol/captureState';
import { CopyButton } from '../ui/CopyButton';

type Props = {
  readonly problem: CaptureProblem;
  readonly tone: 'warned' | 'failed';
  readonly children?: React.ReactNode;
};

/** What is wrong, what to do about it, and the command to copy where there is one. */
export function ProblemNote({ problem, tone, children }: Props) {
  return (
    <div className={tone === 'failed' ? 'note failed' : 'note'} role="alert">
      <b>{problem.problem}</b> <span className="muted">{problem.advice}</span>
      {problem.command === null ? null : <div className="mono">{problem.command}</div>}
      <div className="buttons">
        {problem.command === null ? null : <CopyButton text={problem.command} />}
        {children}
      </div>
    </div>
  );
}
