import { memo } from 'react';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { Reach } from './barReach';
import { CompanionBarShape } from './CompanionBarShape';
import { LINE_BELOW_MIDDLE_PX, ROW_PX } from './ladderSizes';
import { MediaBarShape } from './MediaBarShape';
import { MessageArrowShape } from './MessageArrowShape';

type Props = {
  readonly id: string;
  readonly entry: LadderEntry;
  readonly position: number;
  readonly count: number;
  readonly time: string;
  readonly name: string;
  readonly active: boolean;
  /** Belongs to the transaction of the selected message. */
  readonly related: boolean;
  /** Class that colours the call's mark; null with one call. */
  readonly callMark: string | null;
  /** Letter or number of the call. */
  readonly callSign: string | null;
  readonly width: number;
  readonly laneWidth: number;
  /** Room that bars take which run past it, at its left and its right lane. */
  readonly reachLeft: number;
  readonly reachRight: number;
  readonly timeColumnWidth: number;
};

type ShapeProps = Pick<Props, 'entry' | 'laneWidth' | 'callMark' | 'callSign'> & { readonly reach: Reach };

function Shape({ entry, laneWidth, reach, callMark, callSign }: ShapeProps) {
  if (entry.kind === 'message') {
    const leg = callMark === null || callSign === null ? null : { className: callMark, sign: callSign };
    return <MessageArrowShape arrow={entry} laneWidth={laneWidth} reach={reach} leg={leg} />;
  }
  return entry.kind === 'media' ? <MediaBarShape bar={entry} /> : <CompanionBarShape bar={entry} />;
}

/** One row of the ladder: its time, and an arrow or the beginning of a stream or of what runs beside it. */
export const LadderRow = memo(function LadderRow(props: Props) {
  const { entry, position, active } = props;
  const classes = ['ladderrow', active ? 'active' : '', props.related ? 'related' : ''];
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={active}
      aria-posinset={position + 1}
      aria-setsize={props.count}
      data-row={position}
      className={classes.filter((name) => name !== '').join(' ')}
      style={{ transform: `translateY(${position * ROW_PX}px)` }}
    >
      <span className="hidden">{props.name}</span>
      <span
        className="time"
        aria-hidden
        style={{ width: props.timeColumnWidth - 12, paddingTop: LINE_BELOW_MIDDLE_PX }}
      >
        {props.callMark === null ? null : <i className={`callmark ${props.callMark}`} />}
        {props.time}
      </span>
      <svg width={props.width} height={ROW_PX} aria-hidden>
        <Shape
          entry={entry}
          laneWidth={props.laneWidth}
          reach={{ left: props.reachLeft, right: props.reachRight }}
          callMark={props.callMark}
          callSign={props.callSign}
        />
      </svg>
    </div>
  );
});
