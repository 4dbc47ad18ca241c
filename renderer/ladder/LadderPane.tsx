import { useMemo } from 'react';
import type { CallKey } from '../../shared/ids';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelectedMessage, useSelection, useWatched } from '../store/hooks';
import { chosenCalls } from '../store/selection';
import type { Watched } from '../store/session';
import { CallLegend } from './CallLegend';
import { markCalls } from './callMarks';
import { EmptyLadder } from './EmptyLadder';
import { ExportButtons } from './ExportButtons';
import { LadderCanvas } from './LadderCanvas';
import { TimeChips } from './TimeChips';
import './ladder.css';

/** Tells one ladder from another, while rows come to either. */
function identityOf({ calls, messages, streams, companions }: Watched): string {
  if (calls.length > 0) return calls.map(({ key }) => key).join(' ');
  return `${messages[0]?.index ?? ''} ${streams[0]?.key ?? ''} ${companions[0]?.key ?? ''}`;
}

/** The open calls as a ladder: who sent what to whom, and when. */
export function LadderPane() {
  const watched = useWatched();
  const { calls, messages, streams, companions } = watched;
  const [, selectMessage] = useSelectedMessage();
  const view = useSelection((selection) => selection.view);
  const chosen = useSelection((selection) => (selection.view === 'calls' ? chosenCalls(selection).length : 0));
  const marks = useMemo(() => markCalls(calls), [calls]);
  const show = (call: CallKey): void => {
    const first = messages.find((message) => message.call === call);
    if (first) selectMessage(first.index);
  };
  return (
    <section className="pane ladderpane" aria-label="Ladder">
      <header>
        <PaneTabs />
        <span className="grow" />
        <TimeChips />
        <ExportButtons />
      </header>
      {calls.length > 1 ? <CallLegend calls={calls} marks={marks} chosen={chosen} onShow={show} /> : null}
      {messages.length + streams.length + companions.length === 0 ? (
        <EmptyLadder view={view} />
      ) : (
        <LadderCanvas identity={identityOf(watched)} marks={marks} />
      )}
    </section>
  );
}
