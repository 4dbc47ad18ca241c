import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../../shared/protocol/desktopBridge';
import type { Door, WindowPort } from './door';
import { messagePort } from './messagePort';

declare global {
  interface Window {
    readonly laddergram?: DesktopBridge<File>;
  }
}

const PORT_TIMEOUT_MS = 10_000;

function nextPort(bridge: DesktopBridge<File>): Promise<WindowPort> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      window.removeEventListener('message', onMessage);
      clearTimeout(timer);
    };
    const onMessage = (event: MessageEvent<unknown>): void => {
      const port = event.ports[0];
      // The preload posts from this very window; a page inside a frame must not bring a port.
      if (event.source !== window || event.data !== ENGINE_PORT_MESSAGE || !port) return;
      stop();
      resolve(messagePort(port));
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('The engine did not start.'));
    }, PORT_TIMEOUT_MS);
    window.addEventListener('message', onMessage);
    bridge.connect();
  });
}

export const desktopDoor = (bridge: DesktopBridge<File>): Door => ({
  kind: 'desktop',
  platform: bridge.platform,
  retries: false,
  openPort: () => nextPort(bridge),
  chooseCaptures: async () => {
    const paths = await bridge.chooseCaptures();
    return paths.length === 0 ? null : { kind: 'paths', paths };
  },
  droppedCaptures: (files) => ({
    kind: 'paths',
    paths: files.map((file) => bridge.pathOfFile(file)).filter((path) => path !== ''),
  }),
  upload: () => Promise.reject(new Error('The desktop window opens files where they lie.')),
  chooseDestination: async (suggestedName, format) => {
    const path = await bridge.chooseSavePath(suggestedName, format);
    return path === null ? null : { kind: 'path', path };
  },
  chooseRingBase: (suggestedName) => bridge.chooseSavePath(suggestedName, 'ring'),
  deliver: () => undefined,
  onMenuCommand: (handler) => bridge.onMenuCommand(handler),
  onOpenPaths: (handler) => bridge.onOpenPaths(handler),
  showTheme: (theme) => bridge.onTheme?.(theme),
});
