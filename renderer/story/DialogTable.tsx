import { formatCount } from '../../shared/format/quantity';
import type { DialogRow, SessionTimer } from '../../shared/protocol/callStory';
import { visibleText } from '../message/visibleText';
import { useSelectedMessage } from '../store/hooks';
import { describeDialog, describeSessionTimer, dialogTone, storyTime, type StoryTimes } from './describeStory';

/** Those before them are counted only. */
const MOST_REFRESHES = 6;
const NONE = <span className="muted">–</span>;

const text = (value: string): React.ReactNode => (value === '' ? NONE : visibleText(value, 200));

/** One side of a dialog: where it wants requests, and its tag. */
function Side({ target, tag }: { readonly target: string; readonly tag: string }) {
  return (
    <td className="mono">
      <div>{text(target)}</div>
      <div>
        <span className="muted">tag</span> {text(tag)}
      </div>
    </td>
  );
}

function Timer({ timer, times }: { readonly timer: SessionTimer; readonly times: StoryTimes }) {
  const [selected, select] = useSelectedMessage();
  const { refreshes, missedAtMs } = timer;
  const shown = refreshes.slice(-MOST_REFRESHES);
  const earlier = refreshes.length - shown.length;
  return (
    <>
      <div>{describeSessionTimer(timer)}</div>
      {shown.length === 0 ? null : (
        <div className="refreshes">
          <span className="muted">{earlier === 0 ? 'refreshed' : `refreshed ${formatCount(earlier)} times, then`}</span>
          {shown.map(({ atMs, message, by }) => (
            <button
              key={message}
              type="button"
              className="small"
              aria-pressed={message === selected}
              onClick={() => select(message)}
            >
              {storyTime(atMs, null, times)} {by}
            </button>
          ))}
        </div>
      )}
      {missedAtMs === null ? null : (
        <div className="error">ran out at {storyTime(missedAtMs, null, times)} without a refresh</div>
      )}
    </>
  );
}

type RowProps = { readonly dialog: DialogRow; readonly times: StoryTimes };

function Dialog({ dialog, times }: RowProps) {
  const { startedAtMs, confirmedAtMs, endedAtMs, routeSet, sessionTimer } = dialog;
  const at = (words: string, atMs: number | null): React.ReactNode =>
    atMs === null ? null : (
      <div className="muted">
        {words} <span className="mono">{storyTime(atMs, null, times)}</span>
      </div>
    );
  return (
    <tr>
      <td className="dialogstate">
        <div className={dialogTone(dialog)}>{describeDialog(dialog)}</div>
        {at('since', startedAtMs)}
        {at('confirmed', confirmedAtMs)}
        {at('until', endedAtMs)}
      </td>
      <Side target={dialog.callerTarget} tag={dialog.callerTag} />
      <Side target={dialog.calleeTarget} tag={dialog.calleeTag} />
      <td className="mono">
        {routeSet.length === 0 ? NONE : routeSet.map((route, hop) => <div key={hop}>{visibleText(route, 200)}</div>)}
      </td>
      <td>{sessionTimer === null ? NONE : <Timer timer={sessionTimer} times={times} />}</td>
    </tr>
  );
}

const TITLES = ['State', 'Caller', 'Callee', 'Route', 'Session timer'] as const;

type Props = { readonly dialogs: readonly DialogRow[]; readonly times: StoryTimes };

/** The dialogs of the call: several when it was forked. */
export function DialogTable({ dialogs, times }: Props) {
  if (dialogs.length === 0)
    return <p className="muted none">No dialog was made: no answer from 101 to 299 with a tag was seen.</p>;
  return (
    <table className="storytable dialogs">
      <thead>
        <tr>
          {TITLES.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {dialogs.map((dialog, row) => (
          <Dialog key={row} dialog={dialog} times={times} />
        ))}
      </tbody>
    </table>
  );
}
