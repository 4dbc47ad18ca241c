import type { KeyboardEvent } from 'react';

export type MessageTab = 'tree' | 'raw' | 'hex';

const TABS = [
  ['tree', 'Tree'],
  ['raw', 'Raw'],
  ['hex', 'Hex'],
] as const satisfies readonly (readonly [MessageTab, string])[];

function neighbour(tab: MessageTab, key: string): MessageTab | null {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  const at = TABS.findIndex(([name]) => name === tab) + step;
  return step === 0 ? null : TABS[(at + TABS.length) % TABS.length]![0];
}

type Props = { readonly tab: MessageTab; readonly onTab: (tab: MessageTab) => void };

/** Tree | Raw | Hex. */
export function MessageTabs({ tab, onTab }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const next = neighbour(tab, event.key);
    if (next === null) return;
    event.preventDefault();
    onTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="View of the message" onKeyDown={onKeyDown}>
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          aria-selected={tab === name}
          tabIndex={tab === name ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
