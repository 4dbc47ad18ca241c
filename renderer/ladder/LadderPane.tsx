import { useMemo } from 'react';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelection, useWatched } from '../store/hooks';
import type { Watched } from '../store/session';
import { markWatchedCalls } from './callMarks';
import { EmptyLadder } from './EmptyLadder';
import { ExportButtons } from './ExportButtons';
import { LadderBar } from './LadderBar';
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
  const { calls, messages, streams, companions, group } = watched;
  const view = useSelection((selection) => selection.view);
  const marks = useMemo(() => markWatchedCalls(calls, group), [calls, group]);
  return (
    <section className="pane ladderpane" aria-label="Ladder">
      <header>
        <PaneTabs />
        <span className="grow" />
        <TimeChips />
        <ExportButtons />
      </header>
      <LadderBar marks={marks} />
      {messages.length + streams.length + companions.length === 0 ? (
        <EmptyLadder view={view} />
      ) : (
        <LadderCanvas identity={identityOf(watched)} marks={marks} />
      )}
    </section>
  );
}
