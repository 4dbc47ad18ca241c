import { describeEncapsulation, describeEncapsulationInFull } from '../../shared/format/encapsulation';
import { formatCount } from '../../shared/format/quantity';
import { formatClock, formatDuration } from '../../shared/format/time';
import type { CompanionRow } from '../../shared/protocol/rows';
import { describeParties } from '../calls/describeCall';
import { visibleText } from '../message/visibleText';
import { useCaptureStart } from '../store/hooks';
import { describeWay } from './companionEvents';

const LONG_FROM_MS = 1000;

/** A handshake takes milliseconds; minutes and seconds would read 00:00. One packet has no length. */
export function describeLength(durationMs: number): string {
  if (durationMs === 0) return '–';
  return durationMs < LONG_FROM_MS ? `${durationMs.toFixed(durationMs < 10 ? 1 : 0)} ms` : formatDuration(durationMs);
}

function describeCall({ call, parties }: CompanionRow): string {
  if (parties !== null) return visibleText(describeParties(parties));
  return call === null ? 'none: no signalling of it was seen' : '';
}

/** How a companion stands: its summary, where it ran, for how long, in which call. */
export function CompanionFacts({ companion }: { readonly companion: CompanionRow }) {
  const start = useCaptureStart();
  const { encapsulation, summary, wrong, transport, packets, startedAtMs, durationMs } = companion;
  const facts: readonly (readonly [string, string])[] = [
    ['Between', `${describeWay(companion)} · ${transport.toUpperCase()}`],
    ['Call', describeCall(companion)],
    ['Began', start === null ? '' : formatClock(start, startedAtMs)],
    ['Lasted', `${describeLength(durationMs)} · ${formatCount(packets)} ${packets === 1 ? 'packet' : 'packets'}`],
  ];
  return (
    <div className="companionfacts">
      {summary === '' ? null : <p className={wrong ? 'warn' : undefined}>{visibleText(summary)}</p>}
      <dl>
        {facts.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {encapsulation === null ? null : (
          <div title={describeEncapsulationInFull(encapsulation)}>
            <dt>Inside</dt>
            <dd>{describeEncapsulation(encapsulation)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
