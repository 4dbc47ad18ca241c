/** The desktop shell: one window, one engine, introduced to each other. */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { announceAppScheme, serveAppScheme } from './appProtocol';
import { CHANNELS } from './channels';
import { offerDialogs } from './dialogs';
import { createEngineHost } from './engineHost';
import { openMainWindow } from './mainWindow';
import { setApplicationMenu } from './menu';
import { createOpenRequests, pathsOf } from './openRequests';
import { followTheme } from './theme';

const folder = import.meta.dirname;

function run(): void {
  announceAppScheme();
  app.enableSandbox();
  const requests = createOpenRequests();
  requests.open(pathsOf(process.argv, process.cwd(), app.getAppPath()));
  const engineHost = createEngineHost(join(folder, 'engine.js'));

  const showWindow = (): void => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) {
      openMainWindow({
        preloadPath: join(folder, 'preload.cjs'),
        statePath: join(app.getPath('userData'), 'window.json'),
        iconPath: join(folder, '../resources/icons/icon.png'),
      });
      return;
    }
    if (window.isMinimized()) window.restore();
    window.focus();
  };

  app.on('second-instance', (_event, words, workingFolder) => {
    requests.open(pathsOf(words, workingFolder, app.getAppPath()));
    showWindow();
  });
  // macOS hands over files this way, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    requests.open([path]);
    if (app.isReady()) showWindow();
  });
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  let engineClosed = false;
  app.on('will-quit', (event) => {
    if (engineClosed) return;
    event.preventDefault();
    void engineHost.close().finally(() => {
      engineClosed = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    serveAppScheme(join(folder, 'renderer'));
    offerDialogs();
    followTheme();
    setApplicationMenu(process.platform, (command) => {
      BrowserWindow.getFocusedWindow()?.webContents.send(CHANNELS.menuCommand, command);
    });
    showWindow();
  });
}

// A second start hands its files to the first one and leaves.
if (app.requestSingleInstanceLock()) run();
else app.quit();
