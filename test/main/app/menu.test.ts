import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../main/app/menu';
import { MENU_COMMANDS, type MenuCommand } from '../../../shared/protocol/desktopBridge';

const allItems = (items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...allItems(Array.isArray(item.submenu) ? item.submenu : [])]);

describe.each(['linux', 'win32', 'darwin'])('the menu on %s', (platform) => {
  const sent: MenuCommand[] = [];
  const items = allItems(menuTemplate(platform, (command) => sent.push(command)));

  it('has one item for every command', () => {
    expect(items.flatMap(({ id }) => id ?? []).sort()).toEqual([...MENU_COMMANDS].sort());
  });

  it('sends the command of the item', () => {
    const chosen = items.find(({ id }) => id === 'exportPdf');
    chosen?.click?.({} as never, undefined, {} as never);
    expect(sent).toEqual(['exportPdf']);
  });

  it('gives no key to two items', () => {
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('begins with the menu of the app on macOS only', () => {
    expect(menuTemplate(platform, () => undefined)[0]?.role === 'appMenu').toBe(platform === 'darwin');
  });
});
