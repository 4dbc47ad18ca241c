import type { Door, Transfer, WindowPort } from './door';
import { webSocketPort } from './webSocketPort';

export type PageAddress = { readonly protocol: string; readonly host: string; readonly search: string };

/** An address of this door with the page's own token. A page opened without one is let in by the cookie the host has set. */
export function withToken(page: PageAddress, path: string, parameters: Record<string, string> = {}): string {
  const token = new URLSearchParams(page.search).get('token');
  const [pathname = path, query = ''] = path.split('?');
  const search = new URLSearchParams(query);
  if (token !== null) search.set('token', token);
  for (const [name, value] of Object.entries(parameters)) search.set(name, value);
  return search.size === 0 ? pathname : `${pathname}?${search.toString()}`;
}

export const engineAddress = (page: PageAddress): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}${withToken(page, '/engine')}`;

function openSocket(address: string): Promise<WindowPort> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const port = webSocketPort(socket);
    socket.addEventListener('open', () => resolve(port), { once: true });
    socket.addEventListener('close', () => reject(new Error('The engine does not answer.')), { once: true });
  });
}

/** The host answers `{ problem }` where it says why; otherwise only a number. */
function problemOf({ responseText, status }: XMLHttpRequest): string {
  try {
    const { problem } = JSON.parse(responseText) as { readonly problem?: unknown };
    if (typeof problem === 'string') return problem;
  } catch {
    // no JSON: the number has to do
  }
  return `The upload was refused (${status}).`;
}

function upload(address: string, file: File, { signal, onProgress }: Transfer): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how much of a body has been sent
    request.open('POST', address);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onload = () => {
      if (request.status < 400) resolve();
      else reject(new Error(problemOf(request)));
    };
    request.onerror = () => reject(new Error('The upload broke off: the engine does not answer.'));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** The system's file chooser; null when it was closed without a choice. */
function chooseFiles(): Promise<readonly File[] | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.pcap,.pcapng,.cap,.gz';
    input.hidden = true;
    const settle = () => {
      input.remove();
      resolve(input.files && input.files.length > 0 ? [...input.files] : null);
    };
    input.onchange = settle;
    input.oncancel = settle;
    document.body.append(input); // outside of the document nothing holds it, and it may be collected while the chooser is open
    input.click();
  });
}

function download(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
}

export const browserDoor = (page: PageAddress): Door => ({
  kind: 'browser',
  platform: null,
  retries: true,
  openPort: () => openSocket(engineAddress(page)),
  chooseCaptures: async () => {
    const files = await chooseFiles();
    return files === null ? null : { kind: 'files', files };
  },
  droppedCaptures: (files) => ({ kind: 'files', files }),
  upload: (file, transfer) => upload(withToken(page, '/upload', { name: file.name }), file, transfer),
  chooseDestination: () => Promise.resolve({ kind: 'download' }),
  chooseRingBase: () => Promise.resolve(null),
  deliver: (location, fileName) => download(withToken(page, location), fileName),
  onMenuCommand: () => undefined,
  onOpenPaths: () => undefined,
  showTheme: () => undefined,
});
