import { streamTone } from '../../shared/ladder/describeStream';
import type { StreamKey } from '../../shared/ids';
import type { MediaBar } from '../../shared/ladder/layoutLadder';
import { BAND_PX } from './ladderSizes';

const BAR_PX = 5;
const PITCH_PX = 7;
const LANE_GAP_PX = 3;
/** Of a stream that ends in the row where it begins the band says enough. */
const LEAST_PX = 6;

/** Where a bar stands beside its sender's lane. */
function leftOf({ fromX, toX, slot }: MediaBar): number {
  const away = LANE_GAP_PX + slot * PITCH_PX;
  return toX < fromX ? fromX - away - BAR_PX : fromX + away;
}

type Props = {
  readonly bars: readonly MediaBar[];
  readonly selectedStream: StreamKey | null;
  /** What is in sight, in the ladder's coordinates. */
  readonly fromY: number;
  readonly toY: number;
  readonly onChoose: (bar: MediaBar) => void;
  readonly onHover: (bar: MediaBar, event: React.PointerEvent) => void;
};

/** Beside its sender's lane each stream runs as a bar from the row where it begins to the row where it ends. */
export function RunningBars({ bars, selectedStream, fromY, toY, onChoose, onHover }: Props) {
  return bars
    .filter((bar) => bar.y <= toY && bar.endY >= fromY)
    .map((bar) => {
      const top = Math.max(bar.y + BAND_PX / 2, fromY);
      const bottom = Math.min(bar.endY - 2, toY);
      if (bottom - top < LEAST_PX) return null;
      const tone = streamTone(bar.stream);
      return (
        <rect
          key={bar.stream.key}
          className={`run ${tone}${bar.stream.key === selectedStream ? ' on' : ''}`}
          x={leftOf(bar)}
          y={top}
          width={BAR_PX}
          height={bottom - top}
          rx={bar.endY <= toY ? 2 : 0}
          onClick={() => onChoose(bar)}
          onPointerOver={(event) => onHover(bar, event)}
        />
      );
    });
}
