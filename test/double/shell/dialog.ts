type OpenAnswer = { readonly canceled: boolean; readonly filePaths: readonly string[] };
type SaveAnswer = { readonly canceled: boolean; readonly filePath: string };

/** What the user will do in the next dialogs, and what the dialogs were asked to show. */
export const dialogs: { open: OpenAnswer; save: SaveAnswer; shown: object[] } = {
  open: { canceled: true, filePaths: [] },
  save: { canceled: true, filePath: '' },
  shown: [],
};

export const dialog = {
  showOpenDialog: (_window: unknown, options: object): Promise<OpenAnswer> => {
    dialogs.shown.push(options);
    return Promise.resolve(dialogs.open);
  },
  showSaveDialog: (_window: unknown, options: object): Promise<SaveAnswer> => {
    dialogs.shown.push(options);
    return Promise.resolve(dialogs.save);
  },
};
