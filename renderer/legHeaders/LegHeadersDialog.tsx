import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { DEFAULT_LEG_HEADERS, isHeaderName } from '../../shared/sip/legHeaders';
import { useAsk, usePreference } from '../store/hooks';
import { MOST_LEG_HEADERS } from '../store/preferences';
import './legHeaders.css';

type Props = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

const namesIn = (text: string): readonly string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];

function problemOf(names: readonly string[]): string {
  const wrong = names.find((name) => !isHeaderName(name));
  if (wrong !== undefined) return `${wrong.slice(0, 60)} cannot be the name of a header field.`;
  return names.length > MOST_LEG_HEADERS ? `At most ${MOST_LEG_HEADERS} names.` : '';
}

const isUsual = (names: readonly string[]): boolean =>
  names.length === DEFAULT_LEG_HEADERS.length && names.every((name) => DEFAULT_LEG_HEADERS.includes(name));

function NamesForm({ onDone }: { readonly onDone: () => void }) {
  const ask = useAsk();
  const [chosen, choose] = usePreference('legHeaders');
  const [text, setText] = useState((chosen ?? DEFAULT_LEG_HEADERS).join('\n'));
  const names = namesIn(text);
  const problem = problemOf(names);
  const save = (): void => {
    if (isUsual(names)) {
      choose(null);
      void ask('setLegHeaders', { names: [...DEFAULT_LEG_HEADERS] });
    } else choose([...names]); // told to the engine by useLegHeaders
    onDone();
  };
  return (
    <form
      className="legheaders"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === '') save();
      }}
    >
      <label htmlFor="legheaders">
        One name a line. Calls in which one of them has the same value are joined. Session-ID and the ICID
        (P-Charging-Vector) join always.
      </label>
      <textarea
        id="legheaders"
        className="box mono"
        rows={14}
        spellCheck={false}
        value={text}
        autoFocus
        aria-invalid={problem !== ''}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="problem" role="status">
        {problem}
      </p>
      <footer>
        <button type="button" onClick={() => setText(DEFAULT_LEG_HEADERS.join('\n'))}>
          The usual ones
        </button>
        <span className="grow" />
        <button type="submit" className="go" disabled={problem !== ''}>
          Join by these
        </button>
      </footer>
    </form>
  );
}

/** Which header fields join the legs of a conversation, besides Session-ID and the ICID, which always do. */
export function LegHeadersDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <header>
            <Dialog.Title style={{ font: 'inherit' }}>Header fields that join legs</Dialog.Title>
            <span className="grow" />
            <Dialog.Close className="plain" aria-label="Close">
              <X size={14} aria-hidden />
            </Dialog.Close>
          </header>
          <NamesForm onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
