import { useEffect, useRef } from 'react';
import { useWorkbench } from '../store/hooks';
import type { Action } from './actions';
import { isShortcut, isTyping } from './keys';

/** Runs actions by their keys, and by the desktop menu's commands. Nothing while a dialog has the keyboard. */
export function useShortcuts(actions: readonly Action[], dialogOpen: boolean): void {
  const { door } = useWorkbench();
  const latest = useRef({ actions, dialogOpen });
  useEffect(() => {
    latest.current = { actions, dialogOpen };
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || latest.current.dialogOpen) return;
      const named = latest.current.actions.filter(({ shortcut }) => shortcut !== null && isShortcut(shortcut, event));
      const action = named.find(({ enabled }) => enabled) ?? named[0];
      if (!action || (!action.shortcut?.startsWith('Mod') && isTyping(event.target))) return;
      event.preventDefault(); // also when not enabled: Ctrl S must not save the page
      if (action.enabled) action.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  useEffect(() => {
    door.onMenuCommand((command) => {
      const action = latest.current.actions.find(({ id }) => id === command);
      if (action?.enabled) action.run();
    });
  }, [door]);
}
