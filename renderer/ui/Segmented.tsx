import type { KeyboardEvent } from 'react';

type Choice<Name extends string> = { readonly name: Name; readonly words: string; readonly count: string };

type Props<Name extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of a few, side by side; the arrows change it, as they do in a group of radio buttons. */
export function Segmented<Name extends string>({ label, choices, chosen, onChoose }: Props<Name>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const at = choices.findIndex(({ name }) => name === chosen) + step;
    const { name } = choices[(at + choices.length) % choices.length]!;
    event.preventDefault();
    onChoose(name);
    // By then what it stands in may have been drawn anew.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-choice=${name}]`)?.focus());
  };
  return (
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {choices.map(({ name, words, count }) => (
        <button
          key={name}
          type="button"
          role="radio"
          data-choice={name}
          aria-checked={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {words}
          {count === '' ? null : <span className="muted"> {count}</span>}
        </button>
      ))}
    </div>
  );
}
