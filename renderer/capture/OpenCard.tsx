import { useEffect, useState } from 'react';
import type { Answers } from '../../shared/protocol/commands';
import { usePreference, useSession, useWorkbench } from '../store/hooks';
import { modifierKey } from '../shell/keys';
import { chooseAndOpen, openCaptures, openSample } from './captureActions';

type Samples = Answers['listSamples']['samples'];

function useSamples(): Samples {
  const { ask } = useWorkbench();
  const [samples, setSamples] = useState<Samples>([]);
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  useEffect(() => {
    if (!connected) return;
    void ask('listSamples', {}).then(
      (answer) => setSamples(answer.samples),
      () => setSamples([]),
    );
  }, [ask, connected]);
  return samples;
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
const folderOf = (path: string): string => path.slice(0, path.length - nameOf(path).length);

function RecentFiles() {
  const workbench = useWorkbench();
  const mayNamePaths = useSession(({ engine }) => engine?.mayNamePaths ?? false);
  const [recent] = usePreference('recentFiles');
  if (!mayNamePaths || recent.length === 0) return null;
  return (
    <>
      <h2>Recent</h2>
      <div className="card">
        {recent.map((path) => (
          <button
            key={path}
            type="button"
            className="act"
            title={path}
            onClick={() => void openCaptures(workbench, { kind: 'paths', paths: [path] })}
          >
            {nameOf(path)} <span className="muted">{folderOf(path)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

/** Ways to a capture that exists already. */
export function OpenCard() {
  const workbench = useWorkbench();
  const samples = useSamples();
  return (
    <section aria-label="Open a capture">
      <h2>Open</h2>
      <div className="card">
        <button type="button" className="act" onClick={() => void chooseAndOpen(workbench)}>
          Capture file… <span className="muted">pcap, pcapng, gz</span>
          <kbd>{modifierKey(workbench.door.platform)} O</kbd>
        </button>
      </div>
      <p className="below muted">or drop it anywhere on this window</p>
      {samples.length === 0 ? null : (
        <>
          <h2>Samples</h2>
          <div className="card">
            {samples.map(({ name, title, words }) => (
              <button key={name} type="button" className="act sample" onClick={() => void openSample(workbench, name)}>
                {title} <span className="muted">{words}</span>
              </button>
            ))}
          </div>
        </>
      )}
      <RecentFiles />
    </section>
  );
}
