import { describeStream } from '../../shared/ladder/describeStream';
import type { MediaBar } from '../../shared/ladder/layoutLadder';
import { fitWords } from './arrowWords';
import { BandWords } from './BandWords';
import { BAND_PX, ROW_PX } from './ladderSizes';

const TOP_Y = (ROW_PX - BAND_PX) / 2;
const MIDDLE_Y = ROW_PX / 2;
const POINT_PX = 7;
const LOOP_PX = 60;
const MARGIN_PX = 26;

/** Outline of a band that points where the packets go. */
function outline(fromX: number, toX: number): string {
  const direction = Math.sign(toX - fromX) || 1;
  const neck = toX - direction * POINT_PX;
  return `M${fromX} ${TOP_Y}H${neck}L${toX} ${MIDDLE_Y}L${neck} ${TOP_Y + BAND_PX}H${fromX}z`;
}

/** The row in which a stream begins: codec, rate and loss on a band between its lanes. Coordinates are those of its row. */
export function MediaBarShape({ bar }: { readonly bar: MediaBar }) {
  const { fromX } = bar;
  const toX = bar.toX === fromX ? fromX + LOOP_PX : bar.toX;
  const text = describeStream(bar.stream);
  const words = fitWords(text, Math.abs(toX - fromX) - MARGIN_PX);
  return (
    <g className={`band ${text.tone}`}>
      <path className="ground" d={outline(fromX, toX)} />
      <path className="fill" d={outline(fromX, toX)} />
      <BandWords words={words} x={(fromX + toX) / 2} y={MIDDLE_Y + 4} />
    </g>
  );
}
