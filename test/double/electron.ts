/**
 * Stands in for the `electron` module: the shell's own code runs unchanged, the window is a page in a real Chromium, the
 * engine a real child process. Only what main/app uses is here. Chromium knows no `app:` scheme, so the page is fetched
 * from an https origin that exists nowhere and every request for it is answered by the shell's own protocol handler.
 */
export { app } from './shell/app';
export { BrowserWindow } from './shell/browserWindow';
export { dialog } from './shell/dialog';
export { ipcMain } from './shell/ipcMain';
export { Menu } from './shell/menu';
export { MessageChannelMain } from './shell/messagePort';
export { nativeTheme, screen } from './shell/surroundings';
export { protocol } from './shell/protocol';
export { utilityProcess } from './shell/utilityProcess';
