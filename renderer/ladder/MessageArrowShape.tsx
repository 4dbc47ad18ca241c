import { describeMessage, isWeighted } from '../../shared/ladder/describeMessage';
import type { MessageArrow } from '../../shared/ladder/layoutLadder';
import { DETAIL_PX, fitWords, GAP_PX, widthOfWords } from './arrowWords';
import type { Reach } from './barReach';
import { LINE_BELOW_MIDDLE_PX, ROW_PX } from './ladderSizes';

const HEAD_PX = 8;
const LOOP_PX = 34;
const LINE_Y = ROW_PX / 2 + LINE_BELOW_MIDDLE_PX;
const TEXT_Y = LINE_Y - 5;
/** Left free at both ends of an arrow's words. */
const MARGIN_PX = 7;
/** Between a bar and words beside it. */
const CLEAR_PX = 3;
const TINTS = 3;
/** The stroke across the end of an arrow whose message did not arrive, and how far before the lane it stands. */
const STOP_PX = 13;
const STOP_AWAY_PX = 5;

type Props = {
  readonly arrow: MessageArrow;
  readonly laneWidth: number;
  /** Room that bars take which run past it. */
  readonly reach: Reach;
  /** Which leg it belongs to; null in a ladder of one call. */
  readonly leg: LegMark | null;
};

type LegMark = { readonly className: string; readonly sign: string };

type Words = { readonly label: string; readonly detail: string };

/** Label with its detail as one text, so that both are centred together. */
function ArrowWords({ words, x, anchor }: { readonly words: Words; readonly x: number; readonly anchor: string }) {
  return (
    <text x={x} y={TEXT_Y} textAnchor={anchor as 'middle'} className="label">
      {words.label}
      {words.detail === '' ? null : (
        <tspan dx={GAP_PX} className="detail" fontSize={DETAIL_PX}>
          {words.detail}
        </tspan>
      )}
    </text>
  );
}

/** Where an arrow ends: at the lane, or before it when the network says that the message did not arrive. */
const endOf = ({ toX, message }: MessageArrow, direction: number): number =>
  message.undeliverable === null ? toX : toX - direction * STOP_AWAY_PX;

const Stop = ({ x }: { readonly x: number }) => (
  <line className="stop" x1={x} x2={x} y1={LINE_Y - STOP_PX / 2} y2={LINE_Y + STOP_PX / 2} />
);

/** A machine that sends to its own port: out of the lane and back. */
function LoopArrow({ arrow, laneWidth }: Pick<Props, 'arrow' | 'laneWidth'>) {
  const { fromX } = arrow;
  const x = fromX + LOOP_PX;
  const words = fitWords(describeMessage(arrow.message, arrow), Math.max(0, laneWidth / 2 - LOOP_PX - 8));
  return (
    <>
      <path className="line" d={`M${fromX} ${LINE_Y - 9}H${x}V${LINE_Y}H${fromX + HEAD_PX}`} />
      <path className="head" d={`M${fromX} ${LINE_Y}l${HEAD_PX} -4v8z`} />
      {arrow.message.undeliverable === null ? null : <Stop x={fromX + 2} />}
      <ArrowWords words={words} x={x + 6} anchor="start" />
    </>
  );
}

/** Words between the lanes and clear of bars: in the middle where they have room, else as near to it as they fit. */
function placeWords({ message, ...arrow }: MessageArrow, reach: Reach): { readonly words: Words; readonly x: number } {
  const leftX = Math.min(arrow.fromX, arrow.toX) + Math.max(MARGIN_PX, reach.left + CLEAR_PX);
  const rightX = Math.max(arrow.fromX, arrow.toX) - Math.max(MARGIN_PX, reach.right + CLEAR_PX);
  const words = fitWords(describeMessage(message, arrow), rightX - leftX);
  const half = widthOfWords(words) / 2;
  const middle = (arrow.fromX + arrow.toX) / 2;
  return { words, x: Math.max(leftX + half, Math.min(rightX - half, middle)) };
}

/** Room that the mark of a leg takes of its arrow. */
const LEG_PX = 14;

/** The mark stands where the arrow begins, beside the bars there. */
const besideLeg = ({ fromX, toX }: MessageArrow, { left, right }: Reach): Reach =>
  toX > fromX ? { left: left + LEG_PX, right } : { left, right: right + LEG_PX };

function LegSign({
  leg,
  arrow,
  reach,
}: {
  readonly leg: LegMark;
  readonly arrow: MessageArrow;
  readonly reach: Reach;
}) {
  const { fromX, toX } = arrow;
  const x = toX > fromX ? fromX + reach.left + LEG_PX / 2 + 1 : fromX - reach.right - LEG_PX / 2 - 1;
  return (
    <g className={`leg ${leg.className}`}>
      <rect x={x - LEG_PX / 2 + 1} y={LINE_Y - 6} width={LEG_PX - 2} height={12} rx={2} />
      <text x={x} y={LINE_Y + 3.3} textAnchor="middle">
        {leg.sign}
      </text>
    </g>
  );
}

function LaneArrow({ arrow, reach, leg }: Omit<Props, 'laneWidth'>) {
  const { fromX, toX } = arrow;
  const direction = Math.sign(toX - fromX);
  const endX = endOf(arrow, direction);
  const { words, x } = placeWords(arrow, leg === null ? reach : besideLeg(arrow, reach));
  return (
    <>
      <line className="line" x1={fromX} y1={LINE_Y} x2={endX - direction * (HEAD_PX - 1)} y2={LINE_Y} />
      <path className="head" d={`M${endX} ${LINE_Y}l${-direction * HEAD_PX} -4v8z`} />
      {arrow.message.undeliverable === null ? null : <Stop x={endX} />}
      {leg === null ? null : <LegSign leg={leg} arrow={arrow} reach={reach} />}
      <ArrowWords words={words} x={x} anchor="middle" />
    </>
  );
}

/** A message as an arrow from lane to lane, over the tint of its transaction. Coordinates are those of its row. */
export function MessageArrowShape({ arrow, laneWidth, reach, leg }: Props) {
  const { message, fromX, toX } = arrow;
  const { tone } = describeMessage(message, arrow);
  const tint = `tint${arrow.transactionOrdinal % TINTS}`;
  const isCopy = message.copyOf !== null;
  const kind = isCopy ? 'copy' : message.retransmission ? 'again' : '';
  const classes = ['arrow', tone, tint, isWeighted(tone) && !isCopy ? 'weighted' : '', kind];
  const left = Math.min(fromX, toX);
  const width = fromX === toX ? LOOP_PX : Math.abs(toX - fromX);
  return (
    <g className={classes.filter((name) => name !== '').join(' ')}>
      <rect className="tint" x={left} y={0} width={width} height={ROW_PX} aria-hidden />
      {fromX === toX ? (
        <LoopArrow arrow={arrow} laneWidth={laneWidth} />
      ) : (
        <LaneArrow arrow={arrow} reach={reach} leg={leg} />
      )}
    </g>
  );
}
