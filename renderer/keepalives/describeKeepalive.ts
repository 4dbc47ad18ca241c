import { formatEndpoint } from '../../shared/format/endpoint';
import { keepaliveStateWords } from '../../shared/format/exchangeState';
import { formatCount } from '../../shared/format/quantity';
import { formatDuration, formatMilliseconds } from '../../shared/format/time';
import type { KeepaliveMethod, KeepaliveRow } from '../../shared/protocol/exchangeRows';

export const METHODS: Readonly<Record<KeepaliveMethod, string>> = { options: 'OPTIONS', crlf: 'CRLF', stun: 'STUN' };

export const STATES: Readonly<Record<KeepaliveRow['state'], readonly [words: string, tone: string]>> = {
  up: [keepaliveStateWords('up'), 'ok'],
  down: [keepaliveStateWords('down'), 'error'],
  cannotTell: [keepaliveStateWords('cannotTell'), 'muted'],
};

/** `10.0.0.1:5060 → 10.0.0.2:5060`: who asks stands first. */
export const describePair = ({ source, destination }: KeepaliveRow): string =>
  `${formatEndpoint(source)} → ${formatEndpoint(destination)}`;

const LONG_FROM_MS = 600_000;

/** `30.0 s`, `15:00`: minutes and seconds from ten minutes on. */
export const describeInterval = (lengthMs: number): string =>
  lengthMs < LONG_FROM_MS ? `${(lengthMs / 1000).toFixed(1)} s` : formatDuration(lengthMs);

export const describeRoundTrip = formatMilliseconds;

/** `1.1 / 2.4 / 9.8 ms` */
export function describeRoundTrips({ minRoundTripMs, medianRoundTripMs, maxRoundTripMs }: KeepaliveRow): string {
  if (minRoundTripMs === null || medianRoundTripMs === null || maxRoundTripMs === null) return '';
  const figures = [minRoundTripMs, medianRoundTripMs, maxRoundTripMs].map((lengthMs) => lengthMs.toFixed(1));
  return `${figures.join(' / ')} ms (least / median / most)`;
}

/** `20 sent, 12 answered, 8 lost` */
export function describeCounts({ sent, answered, lost }: KeepaliveRow): string {
  const parts = [`${formatCount(sent)} sent`];
  if (answered !== null) parts.push(`${formatCount(answered)} answered`);
  if (lost !== null) parts.push(`${formatCount(lost)} lost`);
  return parts.join(', ');
}

/** `OPTIONS every 30.0 s from 10.0.0.1:5060 to 10.0.0.2:5060, 20 sent, 12 answered, 8 lost, round trip 2.4 ms, down` */
export function describeKeepalive(keepalive: KeepaliveRow): string {
  const { method, source, destination, answered, intervalMs, medianRoundTripMs, state } = keepalive;
  const every = intervalMs === null ? '' : ` every ${describeInterval(intervalMs)}`;
  const parts = [
    `${METHODS[method]}${every} from ${formatEndpoint(source)} to ${formatEndpoint(destination)}`,
    describeCounts(keepalive),
    medianRoundTripMs === null ? '' : `round trip ${describeRoundTrip(medianRoundTripMs)}`,
    state !== 'cannotTell' ? STATES[state][0] : answered === null ? '' : 'the latest not answered yet',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const WHY_NOT: Readonly<Record<KeepaliveMethod, string>> = {
  options: 'No answer was captured, nor anything else that the other side sent: answers may take another way.',
  crlf: 'No answer was seen: over UDP there is none, and over TCP not every server gives one.',
  stun: 'No answer was seen: not every SIP server understands STUN.',
};

/** Why it cannot be said whether the other side is up; empty when it can. */
export function describeDoubt(keepalive: KeepaliveRow): string {
  const { state, method, sent, answered, unansweredAtEnd } = keepalive;
  if (state !== 'cannotTell') return '';
  const isAllThereIs = answered !== null || unansweredAtEnd === sent;
  return unansweredAtEnd > 0 && isAllThereIs ? `${describeOpen(keepalive)} where the capture ends.` : WHY_NOT[method];
}

/** `The last 3 requests have no answer yet` */
function describeOpen({ method, unansweredAtEnd }: KeepaliveRow): string {
  const noun = method === 'crlf' ? 'ping' : 'request';
  return unansweredAtEnd === 1
    ? `The last ${noun} has no answer yet`
    : `The last ${formatCount(unansweredAtEnd)} ${noun}s have no answer yet`;
}
