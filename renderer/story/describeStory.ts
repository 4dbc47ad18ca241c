/** Words of a story: each a pure function of what the engine tells. */
import { formatEndpoint } from '../../shared/format/endpoint';
import {
  formatClock,
  formatDuration,
  formatMilliseconds,
  formatSeconds,
  type TimeMode,
} from '../../shared/format/time';
import type { CaptureStart } from '../../shared/capture/frame';
import type {
  CallSide,
  DialogRow,
  NegotiatedFlow,
  NegotiatedMedia,
  NegotiationRow,
  SessionTimer,
  TransactionRow,
} from '../../shared/protocol/callStory';
import type { CallRow, Endpoint } from '../../shared/protocol/rows';
import { describeStatus, statusWords } from '../../shared/sip/statusCodes';
import { assertNever } from '../../shared/result';

const NOTHING = '–';

export type StoryTimes = {
  readonly mode: TimeMode;
  readonly start: CaptureStart | null;
  /** What seconds count from: the first row of the ladder. */
  readonly originMs: number;
};

/** When something happened as the time column tells it; `beforeMs` is the line before it, null for the first. */
export function storyTime(atMs: number, beforeMs: number | null, { mode, start, originMs }: StoryTimes): string {
  if (mode === 'clock') return start === null ? '' : formatClock(start, atMs);
  if (mode === 'delta' && beforeMs !== null) return `+${formatSeconds(atMs - beforeMs)}`;
  return formatSeconds(atMs - originMs);
}

/** `12 ms`, `2.4 s`; a dash where nothing was measured. */
export const formatMs = (ms: number | null): string => (ms === null ? NOTHING : formatMilliseconds(ms));

/** Who ended the call, when, and why: `Ended by the caller after 00:42`. */
export function describeEnding({ state, endedBy, durationMs, finalStatus, finalReason }: CallRow): string {
  const status = finalStatus === null ? '' : statusWords(finalStatus, finalReason);
  switch (state) {
    case 'inviting':
      return 'Not answered yet';
    case 'ringing':
      return 'Still ringing';
    case 'talking':
      return 'Still talking';
    case 'completed': {
      const length = durationMs === null ? '' : ` after ${formatDuration(durationMs)}`;
      return endedBy === null ? `Ended${length}` : `Ended by the ${endedBy}${length}`;
    }
    case 'cancelled':
      return 'Given up by the caller before it was answered';
    case 'rejected':
    case 'failed':
      if (status === '') return `Call ${state}`;
      return endedBy === 'callee' ? `Refused by the callee with ${status}` : `Ended with ${status}`;
    case 'redirected':
      return status === '' ? 'Sent elsewhere' : `Sent elsewhere with ${status}`;
    case 'unanswered':
      return 'Never answered';
    default:
      return assertNever(state);
  }
}

/** `PCMU/8000 (0)`, `20 ms · DTMF 101`: the codec with its payload type, then how it is sent. */
export function describeFlow(flow: NegotiatedFlow | null): readonly string[] {
  if (flow === null) return [NOTHING];
  const how: string[] = [];
  if (flow.ptimeMs !== null) how.push(`${flow.ptimeMs} ms`);
  if (flow.dtmfPayloadType !== null) how.push(`DTMF ${flow.dtmfPayloadType}`);
  return [`${flow.codec} (${flow.payloadType})`, ...(how.length === 0 ? [] : [how.join(' · ')])];
}

const HELD: Readonly<Record<NegotiatedMedia['heldBy'], string>> = {
  none: '',
  caller: 'held by the caller',
  callee: 'held by the callee',
  both: 'held by both',
};

const placeOf = (endpoint: Endpoint | null): string => (endpoint === null ? NOTHING : formatEndpoint(endpoint));

/** An offer that was answered, or turned down; others came to nothing, and nothing is known of their media. */
export const isDecided = ({ outcome }: NegotiationRow): boolean => outcome === 'agreed' || outcome === 'refused';

/** Which ways the media flows, and who holds it. */
function describeDirection(media: NegotiatedMedia, decided: boolean): string {
  const { accepted, heldBy, callerToCallee, calleeToCaller } = media;
  if (!accepted && !decided) return NOTHING;
  if (!accepted) return 'refused';
  if (heldBy !== 'none') return HELD[heldBy];
  if (callerToCallee !== null && calleeToCaller !== null) return 'both ways';
  if (callerToCallee !== null) return 'caller to callee';
  return calleeToCaller === null ? 'neither way' : 'callee to caller';
}

export const MEDIA_TITLES = [
  'Media',
  'Caller to callee',
  'Callee to caller',
  'Caller, callee at',
  'Transport',
  'Direction',
] as const;

/** The cells of a media line, in the order of `MEDIA_TITLES`; a cell may have several lines. `decided`: see `isDecided`. */
export function mediaCells(media: NegotiatedMedia, decided = true): readonly (readonly string[])[] {
  const transport = [media.profile, media.crypto, media.ice ? 'ICE' : ''].filter((part) => part !== '');
  return [
    [media.type],
    describeFlow(media.callerToCallee),
    describeFlow(media.calleeToCaller),
    [placeOf(media.callerEndpoint), placeOf(media.calleeEndpoint)],
    transport.length === 0 ? [NOTHING] : transport,
    [describeDirection(media, decided)],
  ];
}

const sameCell = (one: readonly string[] | undefined, other: readonly string[]): boolean =>
  one?.length === other.length && other.every((line, at) => line === one[at]);

/** Of each cell of a media line whether it differs from the line at its place before; nothing differs where there was none. */
export function changedCells(media: NegotiatedMedia, before: NegotiatedMedia | undefined): readonly boolean[] {
  const known = before === undefined ? null : mediaCells(before);
  return mediaCells(media).map((cell, at) => known !== null && !sameCell(known[at], cell));
}

/** The last negotiation before this one that was agreed: what held until then. */
export const agreedBefore = (negotiations: readonly NegotiationRow[], at: number): NegotiationRow | undefined =>
  negotiations.slice(0, at).findLast(({ outcome }) => outcome === 'agreed');

const OUTCOMES: Readonly<Record<NegotiationRow['outcome'], readonly [words: string, tone: string]>> = {
  agreed: ['agreed', 'ok'],
  refused: ['refused', 'error'],
  glare: ['glare: both sides offered at once', 'warn'],
  superseded: ['ended without an answer', 'muted'],
  open: ['not answered yet', 'prov'],
};

export const describeNegotiation = ({ outcome }: NegotiationRow): readonly [words: string, tone: string] =>
  OUTCOMES[outcome];

export const sideWords = (side: CallSide | null): string => side ?? 'not told';

const DIALOG_TONES: Readonly<Record<DialogRow['state'], string>> = { early: 'prov', confirmed: 'ok', ended: 'muted' };
export const dialogTone = ({ state }: DialogRow): string => DIALOG_TONES[state];

/** `ended by the callee` */
export const describeDialog = ({ state, endedBy }: DialogRow): string =>
  state === 'ended' && endedBy !== null ? `ended by the ${endedBy}` : state;

/** `every 1800 s, refreshed by the caller` */
export function describeSessionTimer({ intervalS, refresher }: SessionTimer): string {
  const by = refresher === null ? '' : `, to be refreshed by the ${refresher}`;
  return `${intervalS} s${by}`;
}

/** How a transaction ended, and its tone. */
export function describeOutcome({ outcome, finalStatus, method }: TransactionRow): readonly [string, string] {
  switch (outcome) {
    case 'ended': {
      if (finalStatus === null) return [method === 'ACK' ? 'no answer needed' : 'ended', 'muted'];
      const { outcome: meaning } = describeStatus(finalStatus);
      const tone = meaning === 'answered' ? 'ok' : meaning === 'failed' ? 'error' : 'warn';
      return [statusWords(finalStatus), tone];
    }
    case 'noAnswer':
      return ['no answer', 'error'];
    case 'open':
      return ['open where the capture ends', 'prov'];
    case 'requestNotSeen':
      return [finalStatus === null ? 'request not seen' : `${finalStatus}, request not seen`, 'warn'];
    default:
      return assertNever(outcome);
  }
}

/** Addresses alone, unless a machine talks to itself. */
export function describeHop({ source, destination }: TransactionRow): string {
  const sameMachine = source.address === destination.address;
  const place = (endpoint: Endpoint): string => (sameMachine ? formatEndpoint(endpoint) : endpoint.address);
  return `${place(source)} → ${place(destination)}`;
}
