import type { TimeMode } from '../../shared/format/time';
import { useTimeMode } from '../store/hooks';

const MODES: readonly (readonly [TimeMode, string, string])[] = [
  ['clock', 'clock', 'Time of day'],
  ['sinceStart', 'since start', 'Seconds since the first message'],
  ['delta', 'delta', 'Seconds since the row before'],
];

/** What the time column tells. */
export function TimeChips() {
  const [mode, setMode] = useTimeMode();
  return (
    <div className="timechips" role="group" aria-label="Time column">
      {MODES.map(([name, label, title]) => (
        <button
          key={name}
          type="button"
          className="chip"
          title={title}
          aria-pressed={mode === name}
          onClick={() => setMode(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
