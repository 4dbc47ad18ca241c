import { BrowserWindow, nativeTheme, screen } from 'electron';
import { guardNavigation, guardPermissions } from './navigationGuard';
import { PAGE_URL } from './origin';
import { keepWindowState, LEAST_HEIGHT, LEAST_WIDTH, onSomeScreen, readWindowState } from './windowState';

export type MainWindowOptions = { readonly preloadPath: string; readonly statePath: string; readonly iconPath: string };

/** Background before the page has painted: the design's `--bg`, dark and light. */
const DARK_BACKGROUND = '#0e1116';
const LIGHT_BACKGROUND = '#f3f5f7';

/** Opens the workbench's window where it was closed last, sandboxed and without Node. */
export function openMainWindow({ preloadPath, statePath, iconPath }: MainWindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { x, y, width, height, maximized } = onSomeScreen(readWindowState(statePath), areas);
  const window = new BrowserWindow({
    width,
    height,
    ...(x === null || y === null ? {} : { x, y }),
    minWidth: LEAST_WIDTH,
    minHeight: LEAST_HEIGHT,
    show: false,
    title: 'Laddergram',
    icon: iconPath,
    backgroundColor: nativeTheme.shouldUseDarkColors ? DARK_BACKGROUND : LIGHT_BACKGROUND,
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  guardNavigation(window.webContents);
  guardPermissions(window.webContents.session);
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    keepWindowState(statePath, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(PAGE_URL);
  return window;
}
