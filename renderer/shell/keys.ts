/** Names of keys as this machine writes them, and whether a key press is the one a shortcut names. */

/** `Ctrl`, or ⌘ on a Mac; in a browser the page knows the platform only by what the browser says. */
export function modifierKey(platform: string | null): string {
  const mac = platform === null ? /mac/i.test(navigator.userAgent) : platform === 'darwin';
  return mac ? '⌘' : 'Ctrl';
}

/** A key with or without the modifier: `Mod K`, `?`, `/`, `1`. */
export type Shortcut = string;

export const shortcutText = (shortcut: Shortcut, platform: string | null): string =>
  shortcut.replace('Mod', modifierKey(platform));

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function isShortcut(shortcut: Shortcut, press: KeyPress): boolean {
  const wantsModifier = shortcut.startsWith('Mod ');
  const key = wantsModifier ? shortcut.slice(4) : shortcut;
  if (press.altKey || (press.ctrlKey || press.metaKey) !== wantsModifier) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** Where plain keys are text, not commands. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=radio]), textarea, select, [contenteditable]') !== null;
