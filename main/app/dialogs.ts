import { basename, extname, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, type FileFilter, type IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from './channels';
import { isOwnSender } from './senderCheck';

const OPEN_FILTERS: FileFilter[] = [
  { name: 'Captures', extensions: ['pcap', 'pcapng', 'cap', 'dmp', 'gz'] },
  { name: 'All files', extensions: ['*'] },
];

const SAVE_FILTERS = {
  pcapng: { name: 'pcapng capture', extensions: ['pcapng'] },
  pcap: { name: 'pcap capture', extensions: ['pcap'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  ring: { name: 'pcapng captures', extensions: ['pcapng'] },
} satisfies Record<string, FileFilter>;

type SaveFormat = keyof typeof SAVE_FILTERS;
const isSaveFormat = (format: unknown): format is SaveFormat =>
  typeof format === 'string' && Object.hasOwn(SAVE_FILTERS, format);

/** The system's own dialogs: the page learns only what the user chose in them. */
export function offerDialogs(): void {
  ipcMain.handle(CHANNELS.chooseCaptures, async (event): Promise<readonly string[]> => {
    const window = windowOf(event);
    if (window === null) return [];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open captures',
      properties: ['openFile', 'multiSelections'],
      filters: OPEN_FILTERS,
    });
    return canceled ? [] : filePaths;
  });

  ipcMain.handle(CHANNELS.chooseSavePath, async (event, name: unknown, format: unknown): Promise<string | null> => {
    const window = windowOf(event);
    if (window === null || typeof name !== 'string' || !isSaveFormat(format)) return null;
    const filter = SAVE_FILTERS[format];
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'Save',
      defaultPath: join(app.getPath('documents'), basename(name)),
      filters: [filter],
    });
    if (canceled || filePath === '') return null;
    // Not every system's dialog adds the extension of the filter.
    return extname(filePath) === '' ? `${filePath}.${filter.extensions[0]}` : filePath;
  });
}

const windowOf = (event: IpcMainInvokeEvent): BrowserWindow | null =>
  isOwnSender(event) ? BrowserWindow.fromWebContents(event.sender) : null;
