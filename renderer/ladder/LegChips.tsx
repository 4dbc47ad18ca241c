import { formatCount } from '../../shared/format/quantity';
import type { CallKey } from '../../shared/ids';
import type { CallRow } from '../../shared/protocol/rows';
import { describeParties, describeState } from '../calls/describeCall';
import type { CallMark } from './callMarks';

const MOST_NAMED = 24;

type Props = {
  readonly calls: readonly CallRow[];
  readonly marks: ReadonlyMap<CallKey, CallMark>;
  /** The call that is all that the ladder shows; null when it shows all. */
  readonly only: CallKey | null;
  /** Calls that are marked in the list, of which a ladder shows at most 200. */
  readonly chosen: number;
  /** What choosing one does. */
  readonly hint: string;
  readonly onChoose: (call: CallKey) => void;
};

/** Which mark is which call; a click leaves only that one in the ladder, another one brings the others back. */
export function LegChips({ calls, marks, only, chosen, hint, onChoose }: Props) {
  const more = calls.length - MOST_NAMED;
  return (
    <div className="legchips" role="group" aria-label="Calls of this ladder">
      {calls.slice(0, MOST_NAMED).map((call) => {
        const mark = marks.get(call.key);
        return (
          <button
            key={call.key}
            type="button"
            className="chip"
            aria-pressed={only === call.key}
            title={`${describeState(call)} · ${hint}`}
            onClick={() => onChoose(call.key)}
          >
            <i className={`legsign ${mark?.className ?? ''}`}>{mark?.sign}</i>
            {describeParties(call)}
          </button>
        );
      })}
      {more > 0 ? <span className="muted">and {formatCount(more)} more</span> : null}
      {chosen > calls.length ? (
        <span className="warn">
          first {formatCount(calls.length)} of {formatCount(chosen)} marked calls
        </span>
      ) : null}
    </div>
  );
}
