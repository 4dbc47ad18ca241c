/** Short messages at the window's edge: work in progress that can be cancelled, results, failures. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Notice = {
  readonly id: number;
  readonly tone: 'progress' | 'done' | 'failed';
  readonly title: string;
  readonly detail: string;
  /** 0 … 1 while in progress, null when its length is unknown. */
  readonly progress: number | null;
  readonly cancel: (() => void) | null;
};

export type Notices = { readonly shown: readonly Notice[]; readonly nextId: number };

export const createNotices = (): StoreApi<Notices> => createStore<Notices>(() => ({ shown: [], nextId: 1 }));

/** Shows a notice and answers its id, by which it can be changed and taken away. */
export function showNotice(notices: StoreApi<Notices>, notice: Omit<Notice, 'id'>): number {
  const { nextId, shown } = notices.getState();
  notices.setState({ nextId: nextId + 1, shown: [...shown, { ...notice, id: nextId }] });
  return nextId;
}

export function changeNotice(notices: StoreApi<Notices>, id: number, change: Partial<Omit<Notice, 'id'>>): void {
  const shown = notices.getState().shown.map((notice) => (notice.id === id ? { ...notice, ...change } : notice));
  notices.setState({ shown });
}

export function dismissNotice(notices: StoreApi<Notices>, id: number): void {
  notices.setState({ shown: notices.getState().shown.filter((notice) => notice.id !== id) });
}
