import { formatClock, formatDuration, formatSeconds } from '../../shared/format/time';
import { formatPercent } from '../../shared/format/quantity';
import type { CaptureStart } from '../../shared/capture/frame';
import type { CallRow, DirectionQuality, Party } from '../../shared/protocol/rows';
import type { Column } from './table';

const nothing = '–';

const party = ({ user, uri }: Party): string => user || uri || nothing;
const outcome = ({ state, finalStatus, finalReason }: CallRow): string =>
  finalStatus === null || finalStatus < 300 ? state : `${state} ${finalStatus} ${finalReason}`.trim();
const loss = (quality: DirectionQuality | null): string => (quality ? formatPercent(quality.lossPercent) : nothing);
const jitter = (quality: DirectionQuality | null): string => (quality ? quality.maxJitterMs.toFixed(1) : nothing);

/** The scenario, why the call ended, and what the capture lacks to be sure. */
const whatHappened = ({ scenario, endReason }: CallRow): string =>
  [scenario.words, endReason, scenario.doubt === null ? '' : `(${scenario.doubt})`].filter(Boolean).join(' · ');

/** Columns of the call list; the arrows name the direction: → caller to callee. */
export const callColumns = (start: CaptureStart): readonly Column<CallRow>[] => [
  { title: 'START', text: (call) => formatClock(start, call.startedAtMs) },
  { title: 'FROM', text: (call) => party(call.from) },
  { title: 'TO', text: (call) => party(call.to) },
  { title: 'STATE', text: outcome },
  {
    title: 'DURATION',
    text: (call) => (call.durationMs === null ? nothing : formatDuration(call.durationMs)),
    align: 'right',
  },
  {
    title: 'PDD S',
    text: (call) => (call.postDialDelayMs === null ? nothing : formatSeconds(call.postDialDelayMs)),
    align: 'right',
  },
  { title: 'CODECS', text: (call) => call.codecs.join(' ') || nothing },
  { title: 'LOSS →/←', text: (call) => `${loss(call.callerToCallee)} / ${loss(call.calleeToCaller)}` },
  { title: 'JITTER MS →/←', text: (call) => `${jitter(call.callerToCallee)} / ${jitter(call.calleeToCaller)}` },
  { title: 'MSGS', text: (call) => String(call.messageCount), align: 'right' },
  { title: 'CALL-ID', text: (call) => call.callId },
  { title: 'LEGS', text: ({ group }) => (group === null ? '' : group.key) },
  { title: 'WHAT HAPPENED', text: whatHappened, isLong: true },
];
