/** Everything a window holds: its stores, its door and its line to the engine. One per window, handed down by React context. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallEngine } from '../../shared/protocol/commands';
import { connectEngine } from '../link/connection';
import type { Door } from '../link/door';
import { applyDeltas } from './applyDelta';
import { createNotices, type Notices } from './notices';
import { createPreferences, type Preferences } from './preferences';
import { INITIAL_SELECTION, type Selection } from './selection';
import { applySnapshot, INITIAL_SESSION, type Session } from './session';
import { refreshOpened } from './refreshOpened';
import { watchSelection } from './watchSelection';

export type Workbench = {
  readonly door: Door;
  readonly session: StoreApi<Session>;
  readonly selection: StoreApi<Selection>;
  readonly preferences: StoreApi<Preferences>;
  readonly notices: StoreApi<Notices>;
  readonly ask: CallEngine;
  readonly reconnect: () => void;
  readonly close: () => void;
};

/** Rows opened in the lists belong to a capture; another one voids them, what is shown of them stays. */
export function forgetRows(selection: StoreApi<Selection>): void {
  const { view, paneTabs, messageTab, streamList, messageList, registrationList } = selection.getState();
  const lists = { streamList, messageList, registrationList };
  selection.setState({ ...INITIAL_SELECTION, view, paneTabs, messageTab, ...lists });
}

export function createWorkbench(door: Door): Workbench {
  const session = createStore<Session>(() => INITIAL_SESSION);
  const selection = createStore<Selection>(() => INITIAL_SELECTION);
  const preferences = createPreferences();
  const notices = createNotices();

  session.subscribe((now, before) => {
    if (now.epoch !== before.epoch) forgetRows(selection);
  });
  const connection = connectEngine(door, {
    onConnection: (state) => session.setState({ connection: state }),
    onSnapshot: (snapshot, afterGap) => {
      session.setState(applySnapshot(session.getState(), snapshot));
      watcher.readAgain(afterGap);
    },
    onDeltas: (deltas) => session.setState(applyDeltas(session.getState(), deltas)),
  });
  const watcher = watchSelection({ session, selection, ask: connection.ask });
  const stopRefreshing = refreshOpened({ session, selection, ask: connection.ask });
  const { ask, reconnect } = connection;
  const close = (): void => {
    watcher.close();
    stopRefreshing();
    connection.close();
  };
  return { door, session, selection, preferences, notices, ask, reconnect, close };
}
