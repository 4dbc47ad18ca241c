import { useState } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { CaptureState } from '../../shared/protocol/captureState';
import { startCapture } from '../capture/captureActions';
import { useSession, useWorkbench } from '../store/hooks';
import type { Connection } from '../store/session';
import { CopyButton } from '../ui/CopyButton';

function ConnectionBanner({ connection }: { readonly connection: Connection }) {
  const { reconnect, door } = useWorkbench();
  if (connection.kind === 'connected' || connection.kind === 'connecting') return null;
  const gone = connection.kind === 'gone';
  const again = door.kind === 'desktop' ? 'Restart the engine' : 'Try now';
  return (
    <div className="banner failed" role="alert">
      <span className="words">
        <b>The engine is gone.</b>{' '}
        <span className="muted">
          {gone
            ? 'What is shown is the last that was known; nothing is being captured.'
            : `Trying to reach it again (attempt ${connection.attempt}). What is shown is the last that was known.`}
        </span>
      </span>
      <button type="button" onClick={reconnect}>
        {again}
      </button>
    </div>
  );
}

function SourceDiedBanner({ capture }: { readonly capture: Extract<CaptureState, { kind: 'stopped' }> }) {
  const workbench = useWorkbench();
  const frames = useSession(({ counters }) => counters.frames);
  const calls = useSession(({ lists }) => lists.calls.total);
  if (capture.ended === null) return null;
  const { problem, advice, command } = capture.ended;
  return (
    <div className="banner failed" role="alert">
      <span className="words">
        <b>{problem}</b> <span className="muted">{advice}</span> {command === null ? null : <code>{command}</code>}{' '}
        <span className="muted">
          Kept: {formatCount(frames)} frames, {formatCount(calls)} calls.
        </span>
      </span>
      {command === null ? null : <CopyButton text={command} />}
      <button type="button" className="go" onClick={() => void startCapture(workbench)}>
        Start again
      </button>
    </div>
  );
}

function OpenedBanner({ capture }: { readonly capture: Extract<CaptureState, { kind: 'opened' }> }) {
  const [dismissed, setDismissed] = useState<CaptureState | null>(null);
  const notes = [...capture.notes, ...(capture.cancelled ? ['Loading was stopped: calls may be missing.'] : [])];
  if (notes.length === 0 || dismissed === capture) return null;
  return (
    <div className="banner warned" role="status">
      <span className="words">{notes.join(' · ')}</span>
      <button type="button" onClick={() => setDismissed(capture)}>
        Dismiss
      </button>
    </div>
  );
}

/** What the reader has to know of the line and of the capture before looking at rows. */
export function Banners() {
  const connection = useSession((session) => session.connection);
  const capture = useSession((session) => session.capture);
  return (
    <section className="banners" aria-label="State of the capture">
      <ConnectionBanner connection={connection} />
      {capture.kind === 'stopped' ? <SourceDiedBanner capture={capture} /> : null}
      {capture.kind === 'opened' ? <OpenedBanner capture={capture} /> : null}
    </section>
  );
}
