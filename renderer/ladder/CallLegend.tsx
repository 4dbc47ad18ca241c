import { formatCount } from '../../shared/format/quantity';
import type { CallKey } from '../../shared/ids';
import type { CallRow } from '../../shared/protocol/rows';
import { describeParty, describeState } from '../calls/describeCall';
import type { CallMark } from './callMarks';

const MOST_NAMED = 24;

type Props = {
  readonly calls: readonly CallRow[];
  readonly marks: ReadonlyMap<CallKey, CallMark>;
  /** Calls that are marked in the list, of which a ladder shows at most 200. */
  readonly chosen: number;
  readonly onShow: (call: CallKey) => void;
};

/** Which mark is which call; a click shows the call's first message. */
export function CallLegend({ calls, marks, chosen, onShow }: Props) {
  const more = calls.length - MOST_NAMED;
  return (
    <div className="calllegend" role="group" aria-label="Calls of this ladder">
      {calls.slice(0, MOST_NAMED).map((call) => {
        const mark = marks.get(call.key);
        return (
          <button key={call.key} type="button" title={describeState(call)} onClick={() => onShow(call.key)}>
            <i className={`callmark ${mark?.className ?? ''}`} />
            <span className="muted">{mark?.number}</span>
            {describeParty(call.from)} → {describeParty(call.to)}
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
