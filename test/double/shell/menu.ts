type Item = { readonly id?: string; readonly click?: () => void; readonly submenu?: readonly Item[] };

let current: readonly Item[] = [];

export const Menu = {
  buildFromTemplate: (template: readonly Item[]): readonly Item[] => template,
  setApplicationMenu: (menu: readonly Item[]): void => {
    current = menu;
  },
};

const allItems = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...allItems(Array.isArray(item.submenu) ? item.submenu : [])]);

/** Chooses an item of the application menu by its id. */
export function chooseMenuItem(id: string): void {
  const item = allItems(current).find((candidate) => candidate.id === id);
  if (!item?.click) throw new Error(`no menu item ${id}`);
  item.click();
}
