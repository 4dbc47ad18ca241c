import { showNotice } from '../store/notices';
import type { Workbench } from '../store/workbench';

/** The pane may have to be drawn and its message read first; after so many frames there is no box. */
const MOST_FRAMES = 30;

function focusBox(frames: number, onMissing: () => void): void {
  const box = document.querySelector<HTMLInputElement>('[data-digestpassword]');
  if (box !== null) box.focus();
  else if (frames === 0) onMissing();
  else requestAnimationFrame(() => focusBox(frames - 1, onMissing));
}

/** Brings the message pane into sight, with the keyboard in its password box; says so when the message has no credentials. */
export function showPasswordBox({ selection, notices }: Pick<Workbench, 'selection' | 'notices'>): void {
  selection.setState(({ view, paneTabs }) => ({ companion: null, paneTabs: { ...paneTabs, [view]: 'ladder' } }));
  const missing = (): void => {
    const title = 'This message carries no credentials';
    const detail = 'Choose a request with Authorization or Proxy-Authorization.';
    showNotice(notices, { tone: 'failed', title, detail, progress: null, cancel: null });
  };
  // The palette gives the keyboard back first.
  requestAnimationFrame(() => focusBox(MOST_FRAMES, missing));
}
