import { describeCompanion } from '../../shared/ladder/describeCompanion';
import { streamTone } from '../../shared/ladder/describeStream';
import { BAR_PX, leftOfBar, type Bar } from './barReach';
import { entryKey } from './entryKey';
import { BAND_PX } from './ladderSizes';

/** A companion's bar is an outline: by so much less wide than one of media. */
const THINNER_PX = 2;
/** Of a stream that ends in the row where it begins the band says enough. */
const LEAST_PX = 6;

const classOf = (bar: Bar): string =>
  bar.kind === 'media' ? streamTone(bar.stream) : `beside ${describeCompanion(bar.companion).tone}`;

type Props = {
  readonly bars: readonly Bar[];
  /** Keys of the bars that are selected. */
  readonly selected: ReadonlySet<string>;
  /** What is in sight, in the ladder's coordinates. */
  readonly fromY: number;
  readonly toY: number;
  readonly onChoose: (bar: Bar) => void;
  readonly onHover: (bar: Bar, event: React.PointerEvent) => void;
};

/** Beside its sender's lane each stream, and what runs beside RTP, runs as a bar from the row where it begins to the row where it ends. */
export function RunningBars({ bars, selected, fromY, toY, onChoose, onHover }: Props) {
  return bars.map((bar) => {
    const top = Math.max(bar.y + BAND_PX / 2, fromY);
    const bottom = Math.min(bar.endY - 2, toY);
    if (bottom - top < LEAST_PX) return null;
    const key = entryKey(bar);
    const thin = bar.kind === 'companion' ? THINNER_PX : 0;
    return (
      <rect
        key={key}
        className={`run ${classOf(bar)}${selected.has(key) ? ' on' : ''}`}
        x={leftOfBar(bar) + thin / 2}
        y={top}
        width={BAR_PX - thin}
        height={bottom - top}
        rx={bar.endY <= toY ? 2 : 0}
        onClick={() => onChoose(bar)}
        onPointerOver={(event) => onHover(bar, event)}
      />
    );
  });
}
