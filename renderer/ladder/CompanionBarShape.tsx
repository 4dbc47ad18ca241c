import type { CompanionBar } from '../../shared/ladder/layoutLadder';
import { COMPANION_ICONS } from '../companions/companionIcons';
import { fitWords, widthOfWords } from './arrowWords';
import { BandWords } from './BandWords';
import { describeEntry } from './entryRow';
import { ROW_PX } from './ladderSizes';

/** Lower than a band of media, and outlined: it carries no sound. */
const HEIGHT_PX = 16;
const TOP_Y = (ROW_PX - HEIGHT_PX) / 2;
const ICON_PX = 11;
const ICON_GAP_PX = 5;
/** Left free at both ends, where bars run beside the lanes. */
const MARGIN_PX = 26;
const LOOP_PX = 110;

/** The row in which a companion begins: its sign, name and summary in an outline between its lanes. */
export function CompanionBarShape({ bar }: { readonly bar: CompanionBar }) {
  const left = Math.min(bar.fromX, bar.toX);
  const width = bar.fromX === bar.toX ? LOOP_PX : Math.abs(bar.toX - bar.fromX);
  const Icon = COMPANION_ICONS[bar.companion.kind];
  const words = fitWords(describeEntry(bar), width - MARGIN_PX - ICON_PX - ICON_GAP_PX);
  const middle = left + (width + ICON_PX + ICON_GAP_PX) / 2;
  const iconX = middle - widthOfWords(words) / 2 - ICON_GAP_PX - ICON_PX;
  return (
    <g className={bar.companion.wrong ? 'beside warn' : 'beside'}>
      <rect className="outline" x={left + 0.5} y={TOP_Y + 0.5} width={width - 1} height={HEIGHT_PX - 1} rx={3} />
      <Icon x={iconX} y={(ROW_PX - ICON_PX) / 2} size={ICON_PX} className="sign" aria-hidden />
      <BandWords words={words} x={middle} y={ROW_PX / 2 + 4} />
    </g>
  );
}
