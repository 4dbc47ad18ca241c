import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useWorkbench } from '../store/hooks';
import type { Action } from './actions';
import { shortcutText } from './keys';

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly actions: readonly Action[];
};

const GROUPS = ['Go to', 'Capture', 'Calls', 'Time', 'Window'] as const;

/** Every action by its name. */
export function CommandPalette({ open, onOpenChange, actions }: Props) {
  const { door } = useWorkbench();
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
          <Command label="Commands" loop>
            <Command.Input placeholder="Search or run a command" />
            <Command.List>
              <Command.Empty>No command has these words.</Command.Empty>
              {GROUPS.map((group) => (
                <Command.Group key={group} heading={group}>
                  {actions
                    .filter((action) => action.group === group)
                    .map((action) => (
                      <Command.Item
                        key={action.id}
                        value={`${action.title} ${group}`}
                        disabled={!action.enabled}
                        onSelect={() => run(action)}
                      >
                        {action.title}
                        {action.shortcut === null ? null : <kbd>{shortcutText(action.shortcut, door.platform)}</kbd>}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
