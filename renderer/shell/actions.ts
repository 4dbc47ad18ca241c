/** Every action by name: the palette, the keys, the desktop menu and the key overlay all draw from this one list. */
import type { MenuCommand } from '../../shared/protocol/desktopBridge';
import {
  cancelOpen,
  chooseAndOpen,
  closeCapture,
  followCapture,
  startCapture,
  stopCapture,
  stopFollowing,
} from '../capture/captureActions';
import { useExportCalls } from '../calls/exportCalls';
import { showPasswordBox } from '../message/showPasswordBox';
import { useSelection, useSession, useWorkbench } from '../store/hooks';
import type { ThemeChoice } from '../store/preferences';
import {
  chosenCalls,
  withMessageList,
  withRegistrationList,
  withStreamList,
  type MessageList,
  type MessageTab,
  type PaneTab,
  type RegistrationList,
  type Selection,
  type StreamList,
  type ViewName,
} from '../store/selection';
import type { CaptureState } from '../../shared/protocol/captureState';
import type { Workbench } from '../store/workbench';
import { legActions, useLegState } from './legActions';
import { changePane, focusList, focusSearch, showView } from './focus';
import type { Shortcut } from './keys';

export type ActionGroup = 'Capture' | 'Go to' | 'Calls' | 'Message' | 'Time' | 'Window';

export type Action = {
  readonly id:
    | MenuCommand
    | `${'time' | 'pane' | 'list' | 'message' | 'issues' | 'legs'}${string}`
    | 'cancelOpen'
    | 'followCapture'
    | 'stopFollowing'
    | 'clearMarks'
    | 'legHeaders';
  readonly group: ActionGroup;
  readonly title: string;
  readonly shortcut: Shortcut | null;
  readonly enabled: boolean;
  readonly run: () => void;
};

export type Dialogs = {
  readonly showPalette: () => void;
  readonly showKeys: () => void;
  readonly showReference: () => void;
  readonly showLegHeaders: () => void;
};

const RUNNING = new Set<CaptureState['kind']>(['starting', 'capturing', 'stopping', 'opening']);

function captureActions(
  workbench: Workbench,
  { kind, followable }: { readonly kind: CaptureState['kind']; readonly followable: boolean },
): Action[] {
  const group = 'Capture';
  const idle = !RUNNING.has(kind);
  return [
    {
      id: 'openCapture',
      group,
      title: 'Open a capture file…',
      shortcut: 'Mod O',
      enabled: true,
      run: () => void chooseAndOpen(workbench),
    },
    {
      id: 'startCapture',
      group,
      title: 'Start capturing',
      shortcut: workbench.door.kind === 'desktop' ? 'Mod R' : 'Mod E', // Ctrl R reloads a browser's page
      enabled: idle,
      run: () => void startCapture(workbench),
    },
    {
      id: 'stopCapture',
      group,
      title: 'Stop capturing',
      shortcut: 'Mod E',
      enabled: kind === 'capturing',
      run: () => void stopCapture(workbench),
    },
    {
      id: 'cancelOpen',
      group,
      title: 'Stop loading the file',
      shortcut: null,
      enabled: kind === 'opening',
      run: () => void cancelOpen(workbench),
    },
    {
      id: 'followCapture',
      group,
      title: 'Follow this file',
      shortcut: null,
      enabled: followable,
      run: () => void followCapture(workbench),
    },
    {
      id: 'stopFollowing',
      group,
      title: 'Stop following',
      shortcut: null,
      enabled: kind === 'following',
      run: () => void stopFollowing(workbench),
    },
    {
      id: 'closeCapture',
      group,
      title: 'Close the capture',
      shortcut: null,
      enabled: idle && kind !== 'idle',
      run: () => void closeCapture(workbench),
    },
  ];
}

type AnyList = StreamList | MessageList | RegistrationList;
type ListPlace = { readonly view: ViewName; readonly shown: (selection: Selection) => Partial<Selection> };

const inStreams = (list: StreamList): ListPlace => ({
  view: 'streams',
  shown: (selection) => withStreamList(selection, list),
});
const inMessages = (list: MessageList): ListPlace => ({
  view: 'messages',
  shown: (selection) => withMessageList(selection, list),
});
const inRegistrations = (list: RegistrationList): ListPlace => ({
  view: 'registrations',
  shown: (selection) => withRegistrationList(selection, list),
});

/** Views with two lists: where each of them is. */
const LISTS: Readonly<Record<AnyList, ListPlace>> = {
  rtp: inStreams('rtp'),
  beside: inStreams('beside'),
  messages: inMessages('messages'),
  exchanges: inMessages('exchanges'),
  registrations: inRegistrations('registrations'),
  keepalives: inRegistrations('keepalives'),
};

function viewActions({ selection }: Workbench, open: boolean): Action[] {
  const entry = (id: MenuCommand, title: string, view: ViewName, shortcut: Shortcut): Action => ({
    id,
    group: 'Go to',
    title,
    shortcut,
    enabled: open,
    run: () => showView(selection, view),
  });
  const list = (name: AnyList, title: string, shortcut: Shortcut | null): Action => ({
    id: `list ${name}`,
    group: 'Go to',
    title,
    shortcut,
    enabled: open,
    run: () => {
      const { view, shown } = LISTS[name];
      selection.setState(shown(selection.getState()));
      showView(selection, view);
    },
  });
  const pane = (tab: PaneTab, title: string, shortcut: Shortcut): Action => ({
    id: `pane${title}`,
    group: 'Go to',
    title,
    shortcut,
    enabled: open,
    run: () =>
      changePane(() => selection.setState(({ view, paneTabs }) => ({ paneTabs: { ...paneTabs, [view]: tab } }))),
  });
  return [
    entry('showCalls', 'Calls', 'calls', '1'),
    entry('showRegistrations', 'Registrations', 'registrations', '2'),
    entry('showStreams', 'Streams', 'streams', '3'),
    entry('showMessages', 'Messages', 'messages', '4'),
    list('rtp', 'Streams: RTP', null),
    list('beside', 'Streams: what runs beside RTP', 'b'),
    list('messages', 'Messages: one by one', null),
    list('exchanges', 'Messages: exchanges outside calls', 'e'),
    list('registrations', 'Registrations: addresses of record', null),
    list('keepalives', 'Registrations: how hosts keep in touch', 'h'),
    pane('ladder', 'Ladder', 'l'),
    pane('media', 'Media', 'm'),
    pane('story', 'Story', 's'),
    {
      id: 'listFocus',
      group: 'Go to',
      title: 'The list',
      shortcut: null,
      enabled: open,
      run: () => focusList(),
    },
    {
      id: 'findInList',
      group: 'Go to',
      title: 'Search in the list',
      shortcut: '/',
      enabled: open,
      run: () => focusSearch(),
    },
  ];
}

type MessageState = { readonly open: boolean; readonly narrowed: boolean; readonly chosen: boolean };

function messageActions(workbench: Workbench, { open, narrowed, chosen }: MessageState): Action[] {
  const group = 'Message';
  const { selection } = workbench;
  const tab = (name: MessageTab, title: string, shortcut: Shortcut | null): Action => ({
    id: `message ${name}`,
    group,
    title,
    shortcut,
    enabled: open,
    run: () => selection.setState({ messageTab: name }),
  });
  return [
    tab('tree', 'Message as a tree', null),
    tab('raw', 'Message as raw text', null),
    tab('hex', 'Message as bytes', null),
    tab('frame', 'Frames of the message, with all layers', 'f'),
    tab('difference', 'Difference from another message', 'd'),
    {
      id: 'message keep',
      group,
      title: 'Keep this message to compare others with',
      shortcut: 'k',
      enabled: open && chosen,
      run: () => selection.setState(({ message }) => ({ comparedWith: message, messageTab: 'difference' })),
    },
    {
      id: 'message password',
      group,
      title: 'Check password of this message',
      shortcut: null,
      enabled: open && chosen,
      run: () => showPasswordBox(workbench),
    },
    {
      id: 'issues list',
      group,
      title: 'Issues of the messages',
      shortcut: 'i',
      enabled: open,
      run: () =>
        selection.setState((now) => ({ ...withMessageList(now, 'messages'), view: 'messages', issuesOpen: true })),
    },
    {
      id: 'issues all',
      group,
      title: 'Show messages with and without issues',
      shortcut: null,
      enabled: narrowed,
      run: () => selection.setState({ issue: null }),
    },
  ];
}

function callActions(
  { selection }: Workbench,
  exportCalls: ReturnType<typeof useExportCalls>,
  chosen: number,
  marked: number,
): Action[] {
  const group = 'Calls';
  const which =
    marked > 0
      ? `${marked} marked ${marked === 1 ? 'call' : 'calls'}`
      : chosen > 1
        ? `all ${chosen} legs`
        : 'the open call';
  const enabled = chosen > 0;
  return [
    {
      id: 'exportPdf',
      group,
      title: `Save ${which} as PDF…`,
      shortcut: 'Mod P',
      enabled,
      run: () => exportCalls('pdf'),
    },
    {
      id: 'exportPcapng',
      group,
      title: `Save ${which} as pcapng…`,
      shortcut: 'Mod S',
      enabled,
      run: () => exportCalls('pcapng'),
    },
    {
      id: 'clearMarks',
      group,
      title: 'Clear all marks',
      shortcut: null,
      enabled: marked > 0,
      run: () => selection.setState({ marked: new Set() }),
    },
  ];
}

function windowActions({ preferences }: Workbench, dialogs: Dialogs): Action[] {
  const theme = (id: MenuCommand, title: string, choice: ThemeChoice): Action => ({
    id,
    group: 'Window',
    title,
    shortcut: null,
    enabled: true,
    run: () => preferences.setState({ theme: choice }),
  });
  const time = (id: Action['id'], title: string, timeMode: 'clock' | 'sinceStart' | 'delta'): Action => ({
    id,
    group: 'Time',
    title,
    shortcut: null,
    enabled: true,
    run: () => preferences.setState({ timeMode }),
  });
  return [
    time('timeClock', 'Show time of day', 'clock'),
    time('timeSinceStart', 'Show time since the start', 'sinceStart'),
    time('timeDelta', 'Show time since the message before', 'delta'),
    theme('themeSystem', 'Theme of the system', 'system'),
    theme('themeDark', 'Dark theme', 'dark'),
    theme('themeLight', 'Light theme', 'light'),
    {
      id: 'showPalette',
      group: 'Window',
      title: 'Run a command',
      shortcut: 'Mod K',
      enabled: true,
      run: dialogs.showPalette,
    },
    {
      id: 'legHeaders',
      group: 'Calls',
      title: 'Header fields that join legs…',
      shortcut: null,
      enabled: true,
      run: dialogs.showLegHeaders,
    },
    {
      id: 'showReference',
      group: 'Window',
      title: 'SIP reference',
      shortcut: 'F1',
      enabled: true,
      run: dialogs.showReference,
    },
    { id: 'showKeys', group: 'Window', title: 'Keys', shortcut: '?', enabled: true, run: dialogs.showKeys },
  ];
}

/** All actions as they stand now. */
export function useActions(dialogs: Dialogs): readonly Action[] {
  const workbench = useWorkbench();
  const exportCalls = useExportCalls();
  const kind = useSession(({ capture }) => capture.kind);
  const followable = useSession(({ capture }) => capture.kind === 'opened' && capture.growth !== 'none');
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  const marked = useSelection((selection) => selection.marked.size);
  const legs = useLegState();
  const opened = useSelection((selection) => chosenCalls(selection).length);
  const chosen = marked === 0 && opened === 1 && legs.allLegs ? Math.max(1, legs.legs) : opened;
  const narrowed = useSelection((selection) => selection.issue !== null);
  const messageChosen = useSelection((selection) => selection.message !== null);
  const open = kind !== 'idle' && kind !== 'failed';
  const actions = [
    ...captureActions(workbench, { kind, followable }),
    ...viewActions(workbench, open),
    ...callActions(workbench, exportCalls, chosen, marked),
    ...legActions(workbench, { ...legs, open, marked }),
    ...messageActions(workbench, { open, narrowed, chosen: messageChosen }),
  ].map((action) => ({ ...action, enabled: action.enabled && connected }));
  return [...actions, ...windowActions(workbench, dialogs)];
}
