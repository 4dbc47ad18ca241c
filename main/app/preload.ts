/** The whole surface between the page and the shell. Runs sandboxed; the page sees these functions and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../../shared/protocol/desktopBridge';
import { CHANNELS } from './channels';

/** What the preload needs of the DOM, which the shell's code does not know otherwise. */
type PageGlobals = {
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
  readonly location: { readonly origin: string };
};
const page = globalThis as unknown as PageGlobals;

/** The type of `webUtils.getPathForFile` speaks of the DOM's File. */
type DomFile = Parameters<typeof webUtils.getPathForFile>[0];

/** The page has one handler for each: a later one takes the place of the one before. */
function listenAlone<Word>(channel: string, handler: (word: Word) => void): void {
  ipcRenderer.removeAllListeners(channel);
  ipcRenderer.on(channel, (_event, word: Word) => handler(word));
}

const bridge: DesktopBridge<DomFile> = {
  // A sandboxed preload is given `process` as a parameter; it is not a global there.
  platform: process.platform,
  chooseCaptures: () => ipcRenderer.invoke(CHANNELS.chooseCaptures) as Promise<readonly string[]>,
  chooseSavePath: (suggestedName, format) =>
    ipcRenderer.invoke(CHANNELS.chooseSavePath, suggestedName, format) as Promise<string | null>,
  pathOfFile: (file) => webUtils.getPathForFile(file),
  onMenuCommand: (handler) => listenAlone(CHANNELS.menuCommand, (command: string) => handler(command)),
  onOpenPaths: (handler) => {
    listenAlone(CHANNELS.openPaths, (paths: readonly string[]) => handler(paths));
    ipcRenderer.send(CHANNELS.ready);
  },
  onTheme: (theme) => ipcRenderer.send(CHANNELS.theme, theme),
  connect: () => ipcRenderer.send(CHANNELS.connect),
};

contextBridge.exposeInMainWorld('laddergram', bridge);

// A MessagePort cannot pass the context bridge; a window message carries it, to our own origin only.
ipcRenderer.on(CHANNELS.enginePort, (event) => {
  page.postMessage(ENGINE_PORT_MESSAGE, page.location.origin, event.ports);
});
