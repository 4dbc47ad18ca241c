import { createPortal } from 'react-dom';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import { overlayRoot } from '../ui/overlayRoot';
import { entrySummary } from './entrySummary';
import type { Hovered } from './useHover';

const WIDTH_PX = 380;
const AWAY_PX = 14;
const EDGE_PX = 8;

/** Beside the pointer, inside the window, where there is more room for it. */
function placeOf({ x, y }: Hovered): React.CSSProperties {
  const left = Math.max(8, Math.min(x + AWAY_PX, window.innerWidth - WIDTH_PX - 8));
  const below = window.innerHeight - y;
  return y > below
    ? { left, bottom: below + AWAY_PX, maxHeight: y - AWAY_PX - EDGE_PX }
    : { left, top: y + AWAY_PX, maxHeight: below - AWAY_PX - EDGE_PX };
}

type Props = {
  readonly entry: LadderEntry;
  readonly hovered: Hovered;
  /** The same instant, told in several ways. */
  readonly times: readonly string[];
  /** Which of several calls it belongs to: `leg B`. */
  readonly ofCall: string | null;
};

/** The summary of the row under the pointer. */
export function LadderTooltip({ entry, hovered, times, ofCall }: Props) {
  const { title, detail, facts } = entrySummary(entry);
  return createPortal(
    <div className="laddertip" role="tooltip" style={{ ...placeOf(hovered), maxWidth: WIDTH_PX }}>
      <p>
        <b>{title}</b> <span className="muted">{detail}</span>
      </p>
      <dl>
        <dt>Time</dt>
        <dd>{times.filter((time) => time !== '').join(' · ')}</dd>
        {ofCall === null ? null : (
          <>
            <dt>Call</dt>
            <dd>{ofCall} of this ladder</dd>
          </>
        )}
        {facts.map(([name, value, tone], at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd className={tone}>{value}</dd>
          </div>
        ))}
      </dl>
    </div>,
    overlayRoot(),
  );
}
