import { useId } from 'react';
import type { RingSettings } from '../../shared/protocol/captureState';
import { usePreference, useSession, useWorkbench } from '../store/hooks';

type Limit = {
  readonly name: keyof RingSettings;
  readonly label: string;
  readonly unit: string;
  /** How many of the protocol's unit make one of the field's. */
  readonly factor: number;
};

const LIMITS: readonly Limit[] = [
  { name: 'files', label: 'Files kept', unit: 'the oldest is overwritten', factor: 1 },
  { name: 'filesizeKb', label: 'Next file after', unit: 'MB', factor: 1000 },
  { name: 'durationS', label: 'or after', unit: 's', factor: 1 },
  { name: 'packets', label: 'or after', unit: 'packets', factor: 1 },
];
const MOST = 2_000_000_000;

/** null for an empty field: no limit. */
function limitOf(text: string, factor: number): number | null {
  const value = Math.round(Number(text) * factor);
  return text.trim() === '' || !Number.isFinite(value) || value < 1 ? null : Math.min(MOST, value);
}

/** Base name of the ring's files, where paths can be named. */
function SaveAs() {
  const { door } = useWorkbench();
  const mayNamePaths = useSession(({ engine }) => engine?.mayNamePaths ?? false);
  const [saveAs, setSaveAs] = usePreference('saveAs');
  if (!mayNamePaths || door.kind !== 'desktop') return null;
  const choose = async (): Promise<void> => {
    const path = await door.chooseRingBase('capture.pcapng');
    if (path !== null) setSaveAs(path);
  };
  return (
    <>
      <div className="wide path">
        <span className="muted">Files: </span>
        <span className="mono">{saveAs ?? 'a folder that goes when the workbench ends'}</span>
      </div>
      <div className="wide">
        <button type="button" onClick={() => void choose()}>
          Save files as…
        </button>{' '}
        {saveAs === null ? null : (
          <button type="button" onClick={() => setSaveAs(null)}>
            Do not keep
          </button>
        )}
      </div>
    </>
  );
}

/** When a live capture begins its next file, and how many it keeps. Used at the next start. */
export function RingFields() {
  const [ring, setRing] = usePreference('ring');
  const id = useId();
  return (
    <div className="ringfields">
      {LIMITS.map(({ name, label, unit, factor }) => (
        <div key={name} style={{ display: 'contents' }}>
          <label htmlFor={`${id}-${name}`}>{label}</label>
          <input
            id={`${id}-${name}`}
            className="box"
            type="number"
            min={factor === 1 ? 1 : 0.1}
            step="any"
            placeholder="no limit"
            defaultValue={ring[name] === null ? '' : ring[name] / factor}
            onChange={(event) => setRing({ ...ring, [name]: limitOf(event.target.value, factor) })}
          />
          <span className="muted">{unit}</span>
        </div>
      ))}
      <SaveAs />
    </div>
  );
}
