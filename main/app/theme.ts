import { ipcMain, nativeTheme } from 'electron';
import { CHANNELS } from './channels';
import { isOwnSender } from './senderCheck';

type Theme = typeof nativeTheme.themeSource;
const THEMES: readonly Theme[] = ['system', 'dark', 'light'];

/** The system's own surfaces (title bar, dialogs, menus) follow the theme that the page shows. */
export function followTheme(): void {
  ipcMain.on(CHANNELS.theme, (event, wanted: unknown) => {
    const theme = THEMES.find((known) => known === wanted);
    if (theme !== undefined && isOwnSender(event)) nativeTheme.themeSource = theme;
  });
}
