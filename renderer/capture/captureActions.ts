/** What the reader can do with captures, wherever the button, key or menu item stands. */
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

/** Interface that a capture would start on: the one chosen last when it is still there, else the first that is up. */
export function chosenInterface({ session, preferences }: Pick<Workbench, 'session' | 'preferences'>): string {
  const interfaces = session.getState().machine?.interfaces ?? [];
  const { interfaceName } = preferences.getState();
  if (interfaces.some(({ name }) => name === interfaceName)) return interfaceName;
  return (interfaces.find(({ up, loopback }) => up && !loopback) ?? interfaces[0])?.name ?? interfaceName;
}

export async function startCapture(workbench: Workbench): Promise<void> {
  const { captureFilter, source, ring, saveAs } = workbench.preferences.getState();
  const interfaceName = chosenInterface(workbench);
  if (interfaceName === '') return;
  const mayNamePaths = workbench.session.getState().engine?.mayNamePaths ?? false;
  await attempt(workbench, `Capture on ${interfaceName} did not start`, () =>
    workbench.ask('startCapture', {
      interfaceName,
      filter: captureFilter,
      source,
      ring,
      saveAs: mayNamePaths ? saveAs : null,
    }),
  );
}

export const stopCapture = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The capture did not stop', () => workbench.ask('stopCapture', {}));

export const cancelOpen = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'Opening was not cancelled', () => workbench.ask('cancelOpen', {}));

export const closeCapture = (workbench: Workbench): Promise<boolean> =>
  attempt(workbench, 'The capture did not close', () => workbench.ask('closeCapture', {}));

export const openSample = (workbench: Workbench, name: string): Promise<boolean> =>
  attempt(workbench, 'The sample did not open', () => workbench.ask('openSample', { name }));

async function openPaths(workbench: Workbench, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const { preferences } = workbench;
  await attempt(workbench, 'The capture did not open', () => workbench.ask('openCapture', { paths: [...paths] }));
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
      onProgress: (sent, total) => changeNotice(notices, id, { progress: total > 0 ? sent / total : null }),
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
