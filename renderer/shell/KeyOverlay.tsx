import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useWorkbench } from '../store/hooks';
import type { Action } from './actions';
import { shortcutText } from './keys';

const LIST_KEYS = [
  ['Row up, down', ['↑', '↓']],
  ['Page up, down', ['PgUp', 'PgDn']],
  ['First, last row', ['Home', 'End']],
  ['Open', ['Enter']],
  ['Unfold, fold a group of calls', ['→', '←']],
  ['Mark: several marked calls open as one ladder', ['Space']],
  ['Back', ['Esc']],
  ['Between titles; narrower, wider', ['← →', 'Shift ← →']],
] as const;

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly actions: readonly Action[];
};

function KeyRow({ words, keys }: { readonly words: string; readonly keys: readonly string[] }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  );
}

/** All keys at a glance. */
export function KeyOverlay({ open, onOpenChange, actions }: Props) {
  const { door } = useWorkbench();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog" aria-describedby={undefined} style={{ width: 680 }}>
          <header>
            <Dialog.Title style={{ font: 'inherit' }}>Keys</Dialog.Title>
            <span className="grow" />
            <Dialog.Close className="plain" aria-label="Close">
              <X size={14} aria-hidden />
            </Dialog.Close>
          </header>
          <div className="keys">
            <h3>In lists</h3>
            <dl>
              {LIST_KEYS.map(([words, keys]) => (
                <KeyRow key={words} words={words} keys={keys} />
              ))}
            </dl>
            <h3>Everywhere</h3>
            <dl>
              {actions.map(({ id, title, shortcut }) =>
                shortcut === null ? null : (
                  <KeyRow key={id} words={title} keys={[shortcutText(shortcut, door.platform)]} />
                ),
              )}
            </dl>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
