import { formatClock } from '../../shared/format/time';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { statusWords } from '../../shared/sip/statusCodes';
import { useCaptureStart } from '../store/hooks';
import {
  describeCounts,
  describeDoubt,
  describeInterval,
  describePair,
  describeRoundTrips,
  METHODS,
  STATES,
} from './describeKeepalive';

/** How a keepalive stands: whether it is up, how often it asks, how long answers take. */
export function KeepaliveFacts({ keepalive }: { readonly keepalive: KeepaliveRow }) {
  const start = useCaptureStart();
  const { method, firstAtMs, lastAtMs, intervalMs, lastStatus, state } = keepalive;
  const [words, tone] = STATES[state];
  const doubt = describeDoubt(keepalive);
  const facts: readonly (readonly [string, string])[] = [
    ['Between', `${describePair(keepalive)} · ${METHODS[method]}`],
    ['Asked', describeCounts(keepalive)],
    ['Interval', intervalMs === null ? '' : `${describeInterval(intervalMs)} (median)`],
    ['Round trip', describeRoundTrips(keepalive)],
    ['Last answer', lastStatus === null ? '' : statusWords(lastStatus)],
    ['Seen', start === null ? '' : `${formatClock(start, firstAtMs)} to ${formatClock(start, lastAtMs)}`],
  ];
  return (
    <div className="companionfacts">
      <p>
        <span className={`dot ${tone}`} aria-hidden /> {doubt === '' ? `The other side is ${words}.` : doubt}
      </p>
      <dl>
        {facts.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
