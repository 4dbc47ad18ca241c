import type { KeyboardEvent } from 'react';

type Props<Name extends string> = {
  readonly label: string;
  /** Name, words, a count to stand after them, and a title where the words are short. */
  readonly tabs: readonly (readonly [name: Name, words: string, count?: string, inFull?: string])[];
  readonly tab: Name;
  readonly onTab: (tab: Name) => void;
};

/** Tabs that the arrows walk round. */
export function TabList<Name extends string>({ label, tabs, tab, onTab }: Props<Name>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = tabs.findIndex(([name]) => name === tab) + step;
    const [next] = tabs[(at + tabs.length) % tabs.length]!;
    event.preventDefault();
    onTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(([name, words, count, inFull]) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          aria-selected={tab === name}
          title={inFull}
          tabIndex={tab === name ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {words}
          {count ? <span className="muted"> {count}</span> : null}
        </button>
      ))}
    </div>
  );
}
