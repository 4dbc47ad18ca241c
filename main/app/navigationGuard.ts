import type { Session, WebContents } from 'electron';
import { isOwnPage } from './origin';

/** The window shows our page and nothing else: no navigation away, no new windows, no embedded pages. */
export function guardNavigation(contents: WebContents): void {
  const stayHome = (event: { preventDefault: () => void; readonly url: string }): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Copying to the clipboard is all that the page may ask the system for. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === ALLOWED_PERMISSION));
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED_PERMISSION);
  session.setDevicePermissionHandler(() => false);
}
