import { useId } from 'react';
import type { SourceChoice, SourceRow } from '../../shared/protocol/commands';
import { usePreference, useSession, useWorkbench } from '../store/hooks';
import { CaptureFilterField, useFilterCheck } from './CaptureFilterField';
import { closeCapture, readMachine, startCapture } from './captureActions';
import { InterfaceList } from './InterfaceList';
import { OpenCard } from './OpenCard';
import { ProblemNote } from './ProblemNote';
import { RingButton } from './RingButton';
import './capture.css';

function SourcePicker({ sources }: { readonly sources: readonly SourceRow[] }) {
  const [source, setSource] = usePreference('source');
  return (
    <select
      aria-label="Capture program"
      value={source}
      onChange={(event) => setSource(event.target.value as SourceChoice)}
    >
      <option value="auto">Capture by: automatic</option>
      {sources.map(({ name, available, detail }) => (
        <option key={name} value={name} disabled={!available} title={detail}>
          {available ? `Capture by: ${name}` : `${name} (cannot be used)`}
        </option>
      ))}
    </select>
  );
}

function CaptureCard() {
  const workbench = useWorkbench();
  const machine = useSession((session) => session.machine);
  const [check, runCheck] = useFilterCheck();
  const id = useId();
  const start = async (): Promise<void> => {
    if (await runCheck()) await startCapture(workbench);
  };
  const wrong = check !== null && !check.valid;
  return (
    <section aria-label="Capture from an interface">
      <h2>Capture from</h2>
      <InterfaceList onStart={() => void start()} />
      <div className="controls">
        <CaptureFilterField
          check={check}
          onCheck={() => void runCheck()}
          onEnter={() => void start()}
          describedBy={id}
        />
      </div>
      <div className="controls">
        <SourcePicker sources={machine?.sources ?? []} />
        <RingButton ring={null} editable />
        <span className="grow" />
        <button type="button" className="go" disabled={!machine?.interfaces.length} onClick={() => void start()}>
          ● Start
        </button>
      </div>
      <p id={id} className={wrong ? 'below error' : 'below muted'} role="status">
        {wrong ? check.words : ''}
      </p>
      {machine?.problem ? (
        <ProblemNote problem={machine.problem} tone="warned">
          <button type="button" onClick={() => void readMachine(workbench)}>
            Check again
          </button>
        </ProblemNote>
      ) : null}
    </section>
  );
}

/** Where work begins: an interface to capture from, a capture to open. Also where a failed one leads back to. */
export function StartPage() {
  const workbench = useWorkbench();
  const capture = useSession((session) => session.capture);
  return (
    <main className="start">
      <div>
        {capture.kind === 'failed' ? (
          <ProblemNote problem={capture.ended} tone="failed">
            <button type="button" onClick={() => void closeCapture(workbench)}>
              Dismiss
            </button>
          </ProblemNote>
        ) : null}
        <CaptureCard />
      </div>
      <OpenCard />
    </main>
  );
}
