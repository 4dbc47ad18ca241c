import { formatCount } from '../../shared/format/quantity';
import type { CaptureCounters, CaptureState } from '../../shared/protocol/captureState';
import { useSession } from '../store/hooks';

type Found = Readonly<Record<'messages' | 'streams' | 'companions', number>>;

/** What could be the reason, from what has been counted; each a thing to try. */
export function whatToTry(
  counters: CaptureCounters,
  { messages, streams, companions }: Found,
  live: boolean,
): string[] {
  const { frames, undecodedFrames, truncatedFrames } = counters;
  const tries: string[] = [];
  if (frames === 0 && live)
    tries.push('Nothing arrives: is this the right interface, and does the capture filter let the traffic through?');
  if (frames > 0 && messages === 0) {
    tries.push(
      'No SIP in it over UDP, TCP, WebSocket or SCTP, nor inside tunnels or HEP. SIP over TLS (port 5061, wss) cannot be read without its keys.',
    );
    if (live) tries.push('A capture filter that is too narrow hides SIP: try again without one.');
  }
  if (messages > 0) tries.push('The SIP in it opens no call: look at Registrations and Messages.');
  if (streams > 0) tries.push('There is RTP without signalling: look at Streams.');
  if (messages === 0 && companions > 0)
    tries.push(
      'There is STUN, DTLS or the like: look at Streams, beside RTP. Web browsers set calls up over HTTPS, unseen.',
    );
  if (undecodedFrames > 0)
    tries.push(`${formatCount(undecodedFrames)} frames have a link or network layer that is not read here.`);
  if (truncatedFrames > 0)
    tries.push(`${formatCount(truncatedFrames)} frames are cut off: capture with a larger snapshot length.`);
  return tries;
}

const LIVE = new Set<CaptureState['kind']>(['starting', 'capturing', 'stopping', 'following']);

/** The noun of the list of companions. */
export const BESIDE_RTP = 'protocols beside RTP';

/** What would stand in a list whose name alone does not say so. */
const WOULD_STAND = new Map<string, string>([
  [BESIDE_RTP, 'STUN, TURN, DTLS, ZRTP, T.38, MSRP and reports of HEP agents would stand here.'],
  [
    'exchanges',
    'Instant messages, subscriptions with their NOTIFYs, publications and OPTIONS outside calls would stand here.',
  ],
  ['keepalives', 'OPTIONS outside calls, and line ends and STUN between hosts that speak SIP, would stand here.'],
]);

type Props = {
  readonly noun: string;
  /** The list has rows, but search and chips let none through. */
  readonly filtered: boolean;
};

/** In place of a list's rows: why there are none, and what to try. */
export function NoRows({ noun, filtered }: Props) {
  const kind = useSession(({ capture }) => capture.kind);
  const counters = useSession((session) => session.counters);
  const messages = useSession(({ lists }) => lists.messages.total);
  const streams = useSession(({ lists }) => lists.streams.total);
  const companions = useSession(({ lists }) => lists.companions.total);
  const live = LIVE.has(kind);
  if (filtered) {
    return (
      <div className="hint">
        <div>
          <h2>No {noun} match</h2>
          <p>Fewer words in the search, or other chips, let more through.</p>
        </div>
      </div>
    );
  }
  const found = `${formatCount(counters.frames)} frames, ${formatCount(messages)} SIP messages, ${formatCount(streams)} RTP streams`;
  if (kind === 'opening' || (live && counters.frames === 0 && noun !== 'calls')) {
    return <div className="hint">{kind === 'opening' ? 'Loading…' : `Waiting for ${noun}`}</div>;
  }
  const tries = noun === 'calls' ? whatToTry(counters, { messages, streams, companions }, live) : [];
  return (
    <div className="hint">
      <div>
        <h2>{live ? `No ${noun} yet` : `No ${noun}`}</h2>
        <p>
          {live ? 'So far: ' : 'The capture holds '}
          {found}.
        </p>
        {WOULD_STAND.has(noun) ? <p>{WOULD_STAND.get(noun)}</p> : null}
        {tries.length === 0 ? null : (
          <ul>
            {tries.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
