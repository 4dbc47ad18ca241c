import { useSession, usePaneTab } from '../store/hooks';

const TABS = [
  ['ladder', 'Ladder'],
  ['media', 'Media'],
] as const;

/** Ladder | Media: stands first in the header of either pane. */
export function PaneTabs() {
  const [tab, setTab] = usePaneTab();
  const streams = useSession(({ watched }) => watched.streams.length);
  return (
    <div className="tabs" role="tablist" aria-label="Lower pane">
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={tab === name}
          tabIndex={tab === name ? 0 : -1}
          onClick={() => setTab(name)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') setTab(tab === 'ladder' ? 'media' : 'ladder');
          }}
        >
          {label}
          {name === 'media' && streams > 0 ? <span className="muted"> {streams}</span> : null}
        </button>
      ))}
    </div>
  );
}
