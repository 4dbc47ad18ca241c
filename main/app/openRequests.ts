import { isAbsolute, resolve } from 'node:path';
import { ipcMain, type WebContents } from 'electron';
import { CHANNELS } from './channels';
import { isOwnSender } from './senderCheck';

/** Files named on a command line of the app: no options, no path of the app itself, absolute. */
export function pathsOf(words: readonly string[], workingFolder: string, appPath: string): readonly string[] {
  return words
    .slice(1)
    .filter((word) => word !== '' && !word.startsWith('-'))
    .map((word) => (isAbsolute(word) ? word : resolve(workingFolder, word)))
    .filter((path) => path !== resolve(workingFolder, appPath) && path !== appPath);
}

export type OpenRequests = { readonly open: (paths: readonly string[]) => void };

/** Keeps what the system asks to open until the page says that it listens. */
export function createOpenRequests(): OpenRequests {
  let waiting: readonly string[] = [];
  let page: WebContents | null = null;

  const hand = (): void => {
    if (page === null || page.isDestroyed() || waiting.length === 0) return;
    page.send(CHANNELS.openPaths, waiting);
    waiting = [];
  };
  ipcMain.on(CHANNELS.ready, (event) => {
    if (!isOwnSender(event)) return;
    const contents = event.sender;
    page = contents;
    const forget = (): void => {
      if (page === contents) page = null;
    };
    contents.once('destroyed', forget);
    // A page that is loaded anew listens no longer, until it says so again.
    contents.once('did-start-loading', forget);
    hand();
  });

  return {
    open: (paths) => {
      if (paths.length === 0) return;
      waiting = paths;
      hand();
    },
  };
}
