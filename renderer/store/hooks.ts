/** How the panes read the window's state. They take no props: everything comes from here. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CaptureStart } from '../../shared/capture/frame';
import type { TimeMode } from '../../shared/format/time';
import type { CompanionKey, MessageIndex, StreamKey } from '../../shared/ids';
import type { CallEngine } from '../../shared/protocol/commands';
import type { CompanionRow } from '../../shared/protocol/rows';
import type { Preferences } from './preferences';
import type { MessageTab, PaneTab, Selection } from './selection';
import type { Session, Watched } from './session';
import type { Workbench } from './workbench';

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('a pane was drawn outside of its workbench');
  return workbench;
}

export const useSession = <T>(select: (session: Session) => T): T => useStore(useWorkbench().session, select);

export const useSelection = <T>(select: (selection: Selection) => T): T => useStore(useWorkbench().selection, select);

export const usePreference = <K extends keyof Preferences>(
  name: K,
): readonly [Preferences[K], (value: Preferences[K]) => void] => {
  const { preferences } = useWorkbench();
  const value = useStore(preferences, (state) => state[name]);
  return [value, (next) => preferences.setState({ [name]: next } as Pick<Preferences, K>)];
};

/** Rows of what is open: the chosen calls, or the registration, stream or message opened in its list. */
export const useWatched = (): Watched => useSession(({ watched }) => watched);

/** The message that the message pane shows; choosing one takes the place of a companion. */
export function useSelectedMessage(): readonly [MessageIndex | null, (message: MessageIndex | null) => void] {
  const { selection } = useWorkbench();
  return [useStore(selection, ({ message }) => message), (message) => selection.setState({ message, companion: null })];
}

/** The stream whose figures and chart are shown. */
export function useSelectedStream(): readonly [StreamKey | null, (stream: StreamKey | null) => void] {
  const { selection } = useWorkbench();
  return [useStore(selection, ({ stream }) => stream), (stream) => selection.setState({ stream })];
}

/** The companion that stands in place of the message; null while a message does. */
export function useSelectedCompanion(): readonly [CompanionRow | null, (companion: CompanionKey | null) => void] {
  const { selection } = useWorkbench();
  const key = useStore(selection, ({ companion }) => companion);
  const listed = useStore(selection, ({ companionRow }) => companionRow);
  const watched = useSession((session) => session.watched.companions.find((each) => each.key === key) ?? null);
  const row = watched ?? (key !== null && listed?.key === key ? listed : null);
  return [row, (companion) => selection.setState({ companion })];
}

/** How the message is shown. */
export function useMessageTab(): readonly [MessageTab, (tab: MessageTab) => void] {
  const { selection } = useWorkbench();
  return [useStore(selection, ({ messageTab }) => messageTab), (messageTab) => selection.setState({ messageTab })];
}

/** Ladder or media in the view that is open. */
export function usePaneTab(): readonly [PaneTab, (tab: PaneTab) => void] {
  const { selection } = useWorkbench();
  const tab = useStore(selection, ({ view, paneTabs }) => paneTabs[view]);
  return [tab, (next) => selection.setState(({ view, paneTabs }) => ({ paneTabs: { ...paneTabs, [view]: next } }))];
}

/** Asks the engine; the same function for the window's life. Rejects with an Error whose message is one line. */
export const useAsk = (): CallEngine => useWorkbench().ask;

/** The instant that every `…atMs` counts from; null before the first frame. */
export const useCaptureStart = (): CaptureStart | null => useSession(({ counters }) => counters.firstAt);

export const useTimeMode = (): readonly [TimeMode, (mode: TimeMode) => void] => usePreference('timeMode');
