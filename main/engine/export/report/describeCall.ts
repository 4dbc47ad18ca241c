import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { CaptureStart } from '../../../../shared/capture/frame';
import { formatDuration, formatIsoTime, formatSeconds } from '../../../../shared/format/time';
import type { CallGroup } from '../../../../shared/protocol/callGroups';
import type { CallRow } from '../../../../shared/protocol/rows';
import { statusWords } from '../../../../shared/sip/statusCodes';
import type { Fact } from './factTable';

const NONE = '–';

const partyName = ({ user, uri, display }: CallRow['from']): string => {
  const address = user || uri || 'unknown';
  return display && display !== address ? `${display} (${address})` : address;
};

export const callTitle = ({ from, to }: CallRow): string =>
  `${from.user || from.uri || 'unknown'} → ${to.user || to.uri || 'unknown'}`;

const answerOf = ({ finalStatus, finalReason }: CallRow): string =>
  finalStatus === null ? 'no final answer' : statusWords(finalStatus, finalReason);

/** What became of the call, in one sentence. */
export function describeOutcome(call: CallRow): string {
  const talked = call.durationMs === null ? '' : ` after ${formatDuration(call.durationMs)}`;
  switch (call.state) {
    case 'completed':
      return `Answered and ended by the ${call.endedBy ?? 'other side'}${talked}.`;
    case 'talking':
      return `Answered; still up when the capture ended${talked}.`;
    case 'cancelled':
      return 'Cancelled by the caller before it was answered.';
    case 'rejected':
    case 'failed':
      return call.endedBy === 'callee'
        ? `Refused by the callee: ${answerOf(call)}.`
        : `Not answered: ${answerOf(call)}.`;
    case 'redirected':
      return `Redirected: ${answerOf(call)}.`;
    case 'unanswered':
      return 'No final answer was seen.';
    case 'inviting':
    case 'ringing':
      return `Not decided when the capture ended: ${call.state}.`;
  }
}

const milliseconds = (value: number | null): string => (value === null ? NONE : `${formatSeconds(value)} s`);

/** Who called whom: names and addresses as long as they are. */
export const partyFacts = (call: CallRow): Fact[] => [
  ['Call-ID', call.callId],
  ['From', `${partyName(call.from)}   ${call.from.uri}`],
  ['To', `${partyName(call.to)}   ${call.to.uri}`],
  ['First hop', `${formatEndpoint(call.source)} → ${formatEndpoint(call.destination)}`],
];

/** What the call was, why it ended, and which calls it is one story with; what nobody said is left out. */
export function storyFacts({ scenario, endReason }: CallRow, group: CallGroup | null): Fact[] {
  const what = scenario.doubt === null ? scenario.words : `${scenario.words} (${scenario.doubt})`;
  const together = group === null ? '' : `${group.calls.length} calls: ${group.words}`;
  const facts: Fact[] = [
    ['What happened', what],
    ['Why it ended', endReason],
    ['One story', together],
  ];
  return facts.filter(([, value]) => value !== '');
}

/** What happened when: short values, each with its unit. */
export function courseFacts(call: CallRow, start: CaptureStart): Fact[] {
  const at = (atMs: number | null): string =>
    atMs === null ? NONE : `${formatIsoTime(start, atMs).replace('T', ' ').replace('Z', '')} UTC`;
  const retransmissions = call.retransmissionCount === 0 ? '' : `, ${call.retransmissionCount} retransmitted`;
  const issues = call.issueCount === 0 ? '' : `, ${call.issueCount} issue${call.issueCount === 1 ? '' : 's'}`;
  return [
    ['Started', at(call.startedAtMs)],
    ['Answered', at(call.answeredAtMs)],
    ['Ended', at(call.endedAtMs)],
    ['Ended by', call.endedBy ?? NONE],
    ['Post-dial delay', milliseconds(call.postDialDelayMs)],
    ['Set-up time', milliseconds(call.setupMs)],
    ['Duration', milliseconds(call.durationMs)],
    ['Final answer', answerOf(call)],
    ['Codecs agreed', call.codecs.join(', ') || NONE],
    ['Offer', call.offer],
    ['Messages', `${call.messageCount}${retransmissions}${issues}`],
  ];
}
