import { formatEndpoint } from '../../shared/format/endpoint';
import type { LaneLine } from '../../shared/ladder/layoutLadder';

const MOST_HEAD_PX = 240;
/** Padding and border of a head; a sign of its address. */
const SIDES_PX = 18;
const SIGN_PX = 6.7;

/** Long IPv6 addresses differ at their ends: `[2001:db8:…:feb9]:5060`. */
function cutMiddle(text: string, mostSigns: number): string {
  if (text.length <= mostSigns) return text;
  const end = Math.ceil((mostSigns - 1) * 0.6);
  return `${text.slice(0, mostSigns - 1 - end)}…${text.slice(-end)}`;
}

/** Address, with the port where one port is all that the lane signals on. */
function addressOf({ lane, signallingPort }: LaneLine): string {
  const port = lane.port ?? signallingPort;
  return port === null ? lane.address : formatEndpoint({ address: lane.address, port });
}

type Props = { readonly lanes: readonly LaneLine[]; readonly laneWidth: number };

/** Who each lane is: stays in sight while the ladder scrolls below it. */
export function LaneHeads({ lanes, laneWidth }: Props) {
  const width = Math.min(MOST_HEAD_PX, laneWidth - 10);
  return lanes.map((line) => {
    const address = addressOf(line);
    return (
      <div
        key={line.lane.key}
        className="lanehead"
        style={{ left: line.x, maxWidth: width }}
        title={line.name === null ? address : `${line.name} · ${address}`}
      >
        {line.name === null ? null : <b>{line.name}</b>}
        <span>{cutMiddle(address, Math.floor((width - SIDES_PX) / SIGN_PX))}</span>
      </div>
    );
  });
}
