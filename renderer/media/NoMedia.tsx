import type { CallRow, MessageRow } from '../../shared/protocol/rows';
import { useSelection, useWatched } from '../store/hooks';
import { watchTarget } from '../store/selection';

/** What it can mean that no stream was bound: from what the calls themselves say. */
export function whyNoMedia(calls: readonly CallRow[], messages: readonly MessageRow[]): readonly string[] {
  if (calls.length === 0) return [];
  if (calls.every(({ answeredAtMs }) => answeredAtMs === null)) {
    const who = calls.length === 1 ? 'The call was not answered' : 'None of the calls was answered';
    return [`${who}, so there was nothing to send yet; early media from before the answer would stand here.`];
  }
  if (messages.every(({ mediaEndpoints }) => mediaEndpoints.length === 0)) {
    return [
      'No session description in the capture says where media should go: its messages may be missing or encrypted.',
    ];
  }
  return [
    'The capture point may see signalling only: media often takes another way than SIP.',
    'A capture filter may let only the SIP port through.',
    'The media may go to other addresses than announced: look for it in Streams.',
    'Nobody may have sent any: both sides on hold, or blocked by a firewall.',
  ];
}

/** In place of charts: nothing was heard of the call, and what that can mean. */
export function NoMedia() {
  const { calls, messages } = useWatched();
  const kind = useSelection((selection) => watchTarget(selection).kind);
  if (kind === 'calls' && calls.length === 0) return <div className="hint">Reading the streams…</div>;
  const reasons = whyNoMedia(calls, messages);
  return (
    <div className="hint">
      <div>
        <h2>{titleOf(calls.length)}</h2>
        {reasons.length === 1 ? <p>{reasons[0]}</p> : null}
        {reasons.length > 1 ? (
          <ul>
            {reasons.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

function titleOf(calls: number): string {
  if (calls === 0) return 'No call, and so no media';
  return calls === 1 ? 'No RTP of this call is in the capture' : 'No RTP of these calls is in the capture';
}
