/** What the reader can do with captures, wherever the button, key or menu item stands. */
import { formatBytes } from '../../shared/format/quantity';
import type { RingState } from '../../shared/protocol/captureState';
import type { InterfaceRow } from '../../shared/protocol/commands';
import type { ChosenCaptures } from '../link/door';
import { changeNotice, dismissNotice, showNotice } from '../store/notices';
import { withRecentFile } from '../store/preferences';
import type { Workbench } from '../store/workbench';

/** Runs work whose failure is one line for the reader. */
export async function attempt(workbench: Workbench, title: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (problem) {
    // Of a line that broke the banner tells.
    if (workbench.session.getState().connection.kind !== 'connected') return false;
    const detail = (problem as Error).message;
    showNotice(workbench.notices, { tone: 'failed', title, detail, progress: null, cancel: null });
    return false;
  }
}

/** Reads interfaces and capture programs of the engine's machine. */
export const readMachine = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'Interfaces could not be listed', async () => {
    workbench.session.setState({ machine: await workbench.ask('listInterfaces', {}) });
  });

/** How likely a capture on it is what the reader wants: up and with an address, and not the machine talking to itself. */
const usefulness = ({ up, loopback, addresses }: InterfaceRow): number =>
  (up ? 4 : 0) + (addresses.length > 0 ? 2 : 0) + (loopback ? 0 : 1);

/** Interface that a capture would start on: the one chosen last when it is still there, else the first of the most useful. */
export function chosenInterface({ session, preferences }: Pick<Workbench, 'session' | 'preferences'>): string {
  const interfaces = session.getState().machine?.interfaces ?? [];
  const { interfaceName } = preferences.getState();
  if (interfaces.some(({ name }) => name === interfaceName)) return interfaceName;
  const best = Math.max(...interfaces.map(usefulness));
  return interfaces.find((row) => usefulness(row) === best)?.name ?? interfaceName;
}

/** A new capture takes the place of the one before, whose packets are not lost yet. */
function tellWhereItWent({ notices, preferences }: Workbench, { directory }: RingState): void {
  const until = preferences.getState().saveAs === null ? ', until the workbench ends' : '';
  const detail = `Its files are in ${directory}${until}.`;
  showNotice(notices, { tone: 'done', title: 'The capture before is closed', detail, progress: null, cancel: null });
}

export async function startCapture(workbench: Workbench): Promise<void> {
  const { captureFilter, source, ring, saveAs } = workbench.preferences.getState();
  const interfaceName = chosenInterface(workbench);
  if (interfaceName === '') return;
  const { engine, capture, lists } = workbench.session.getState();
  const mayNamePaths = engine?.mayNamePaths ?? false;
  const started = await attempt(workbench, `Capture on ${interfaceName} did not start`, () =>
    workbench.ask('startCapture', {
      interfaceName,
      filter: captureFilter,
      source,
      ring,
      saveAs: mayNamePaths ? saveAs : null,
    }),
  );
  if (started && capture.kind === 'stopped' && lists.messages.total > 0) tellWhereItWent(workbench, capture.ring);
}

export const stopCapture = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The capture did not stop', () => workbench.ask('stopCapture', {}));

export const cancelOpen = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'Opening was not cancelled', () => workbench.ask('cancelOpen', {}));

export const followCapture = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The file is not followed', () => workbench.ask('followCapture', {}));

export const stopFollowing = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The following did not stop', () => workbench.ask('stopFollowing', {}));

export const closeCapture = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The capture did not close', () => workbench.ask('closeCapture', {}));

export const openSample = (workbench: Workbench, name: string): Promise<boolean> =>
  attempt(workbench, 'The sample did not open', () => workbench.ask('openSample', { name }));

async function openPaths(workbench: Workbench, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const { preferences } = workbench;
  const open = () => workbench.ask('openCapture', { paths: [...paths] });
  if (!(await attempt(workbench, 'The capture did not open', open))) return;
  const recentFiles = paths.reduceRight(withRecentFile, [...preferences.getState().recentFiles] as string[]);
  preferences.setState({ recentFiles });
}

async function uploadFile(workbench: Workbench, file: File): Promise<void> {
  const { notices, door } = workbench;
  const abort = new AbortController();
  const id = showNotice(notices, {
    tone: 'progress',
    title: `Sending ${file.name}`,
    detail: '',
    progress: 0,
    cancel: () => abort.abort(),
  });
  try {
    await door.upload(file, {
      signal: abort.signal,
      onProgress: (sent, total) =>
        changeNotice(notices, id, {
          progress: total > 0 ? sent / total : null,
          detail: `${formatBytes(sent)} of ${formatBytes(total)}`,
        }),
    });
    dismissNotice(notices, id);
  } catch (problem) {
    if (abort.signal.aborted) return dismissNotice(notices, id);
    const detail = (problem as Error).message;
    changeNotice(notices, id, {
      tone: 'failed',
      title: `${file.name} was not sent`,
      detail,
      progress: null,
      cancel: null,
    });
  }
}

/** Opens what was chosen or dropped. A browser carries one file at a time; of several it takes the first and says so. */
export async function openCaptures(workbench: Workbench, chosen: ChosenCaptures): Promise<void> {
  if (chosen.kind === 'paths') return openPaths(workbench, chosen.paths);
  const [file, ...others] = chosen.files;
  if (!file) return;
  if (others.length > 0) {
    showNotice(workbench.notices, {
      tone: 'failed',
      title: `Only ${file.name} is opened`,
      detail: 'Through the browser one capture is opened at a time; the command line merges several.',
      progress: null,
      cancel: null,
    });
  }
  await uploadFile(workbench, file);
}

export async function chooseAndOpen(workbench: Workbench): Promise<void> {
  const chosen = await workbench.door.chooseCaptures();
  if (chosen) await openCaptures(workbench, chosen);
}
