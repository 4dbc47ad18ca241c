import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useWorkbench } from '../store/hooks';
import type { Action } from './actions';
import { findActions, orderedGroups } from './findActions';
import { shortcutText } from './keys';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly actions: readonly Action[];
};

type RunProps = { readonly onRun: (action: Action) => void };

function ActionItem({ action, onRun }: RunProps & { readonly action: Action }) {
  const { door } = useWorkbench();
  const { id, title, shortcut, enabled } = action;
  return (
    <Command.Item value={id} disabled={!enabled} onSelect={() => onRun(action)}>
      {title}
      {shortcut === null ? null : <kbd>{shortcutText(shortcut, door.platform)}</kbd>}
    </Command.Item>
  );
}

/** In groups while nothing is typed; what a search finds is one list, nearest first. */
function ActionList({ actions, onRun }: RunProps & { readonly actions: readonly Action[] }) {
  const [text, setText] = useState('');
  const item = (action: Action) => <ActionItem key={action.id} action={action} onRun={onRun} />;
  return (
    <Command label="Commands" loop shouldFilter={false}>
      <Command.Input placeholder="What to do" value={text} onValueChange={setText} />
      <Command.List>
        <Command.Empty>No command has these words.</Command.Empty>
        {text.trim() === ''
          ? orderedGroups(actions).map((group) => (
              <Command.Group key={group} heading={group}>
                {actions.filter((action) => action.group === group).map(item)}
              </Command.Group>
            ))
          : findActions(actions, text).map(item)}
      </Command.List>
    </Command>
  );
}

/** Every action by its name. */
export function CommandPalette({ open, onOpenChange, actions }: Props) {
  const run = (action: Action): void => {
    onOpenChange(false);
    action.run();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog palette" aria-describedby={undefined}>
          <Dialog.Title className="hidden">Run a command</Dialog.Title>
          <ActionList actions={actions} onRun={run} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
