import { useEffect, useState } from 'react';
import { StartPage } from './capture/StartPage';
import { openCaptures, readMachine } from './capture/captureActions';
import { CallsView } from './calls/CallsView';
import { MessageLists } from './exchanges/MessageLists';
import { RegistrationLists } from './keepalives/RegistrationLists';
import { LegHeadersDialog } from './legHeaders/LegHeadersDialog';
import { useLegHeaders } from './legHeaders/useLegHeaders';
import { ReferenceDialog } from './reference/ReferenceDialog';
import { useActions } from './shell/actions';
import { Banners } from './shell/Banners';
import { CommandPalette } from './shell/CommandPalette';
import { DropZone } from './shell/DropZone';
import { KeyOverlay } from './shell/KeyOverlay';
import { Navigation } from './shell/Navigation';
import { NoticeList } from './shell/NoticeList';
import { StatusBar } from './shell/StatusBar';
import { TopBar } from './shell/TopBar';
import { useShortcuts } from './shell/useShortcuts';
import { useTheme } from './shell/useTheme';
import { useSelection, useSession, useWorkbench, WorkbenchContext } from './store/hooks';
import type { ViewName } from './store/selection';
import type { Workbench } from './store/workbench';
import { StreamsView } from './streams/StreamsView';
import './shell/shell.css';
import './ui/table.css';

const VIEWS: Readonly<Record<ViewName, () => React.ReactNode>> = {
  calls: CallsView,
  registrations: RegistrationLists,
  streams: StreamsView,
  messages: MessageLists,
};

function Body() {
  const kind = useSession(({ capture }) => capture.kind);
  const connected = useSession(({ engine }) => engine !== null);
  const epoch = useSession((session) => session.epoch);
  const View = VIEWS[useSelection(({ view }) => view)];
  if (!connected) return <main className="hint">Connecting to the engine…</main>;
  if (kind === 'idle' || kind === 'failed') return <StartPage />;
  return (
    <div className="body">
      <Navigation />
      <main>
        <View key={epoch} />
      </main>
    </div>
  );
}

function Shell() {
  const workbench = useWorkbench();
  const [dialog, setDialog] = useState<'none' | 'palette' | 'keys' | 'reference' | 'legHeaders'>('none');
  const actions = useActions({
    showPalette: () => setDialog('palette'),
    showKeys: () => setDialog('keys'),
    showReference: () => setDialog('reference'),
    showLegHeaders: () => setDialog('legHeaders'),
  });
  useShortcuts(actions, dialog !== 'none');
  useTheme();
  useLegHeaders();
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  useEffect(() => {
    if (connected) void readMachine(workbench);
  }, [workbench, connected]);
  useEffect(() => {
    if (connected) workbench.door.onOpenPaths((paths) => void openCaptures(workbench, { kind: 'paths', paths }));
  }, [workbench, connected]);
  return (
    <div className="window">
      <TopBar showPalette={() => setDialog('palette')} />
      <Banners />
      <Body />
      <StatusBar />
      <NoticeList />
      <DropZone />
      <CommandPalette
        open={dialog === 'palette'}
        onOpenChange={(open) => setDialog(open ? 'palette' : 'none')}
        actions={actions}
      />
      <ReferenceDialog open={dialog === 'reference'} onOpenChange={(open) => setDialog(open ? 'reference' : 'none')} />
      <LegHeadersDialog
        open={dialog === 'legHeaders'}
        onOpenChange={(open) => setDialog(open ? 'legHeaders' : 'none')}
      />
      <KeyOverlay
        open={dialog === 'keys'}
        onOpenChange={(open) => setDialog(open ? 'keys' : 'none')}
        actions={actions}
      />
    </div>
  );
}

/** The window of one workbench. */
export function App({ workbench }: { readonly workbench: Workbench }) {
  return (
    <WorkbenchContext value={workbench}>
      <Shell />
    </WorkbenchContext>
  );
}
