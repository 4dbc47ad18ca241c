import type { InterfaceRow } from '../../shared/protocol/commands';
import { usePreference, useSession, useWorkbench } from '../store/hooks';
import { chosenInterface } from './captureActions';

function describeAddresses({ addresses, description }: InterfaceRow): string {
  const words = description === '' ? addresses : [...addresses, description];
  return words.length === 0 ? 'no address' : words.join(' · ');
}

/** Interfaces of the engine's machine, numbered as `tshark -D` numbers them. Double click starts. */
export function InterfaceList({ onStart }: { readonly onStart: () => void }) {
  const workbench = useWorkbench();
  const machine = useSession((session) => session.machine);
  const [, setInterface] = usePreference('interfaceName');
  const chosen = chosenInterface(workbench);
  if (machine === null) return <div className="card interface muted">Looking for interfaces…</div>;
  if (machine.interfaces.length === 0) return <div className="card interface muted">No interface to capture from.</div>;
  return (
    <fieldset className="interfaces">
      <legend className="hidden">Interface</legend>
      <div className="card">
        {machine.interfaces.map((row) => (
          <label key={row.name} className={row.up ? 'interface' : 'interface down'} onDoubleClick={onStart}>
            <input
              className="hidden"
              type="radio"
              name="interface"
              checked={row.name === chosen}
              onChange={() => setInterface(row.name)}
              onKeyDown={(event) => event.key === 'Enter' && onStart()}
            />
            <span className="muted num">{row.number}</span>
            <span style={{ minWidth: 0 }}>
              <b>{row.name}</b>
              <br />
              <span className="muted addresses">{describeAddresses(row)}</span>
            </span>
            <span className="muted">{row.up ? (row.loopback ? 'loopback' : '') : 'down'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
