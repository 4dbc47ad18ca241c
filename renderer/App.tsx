import { LadderPane } from './ladder/LadderPane';
import { MediaPane } from './media/MediaPane';
import { MessagePane } from './message/MessagePane';
import { usePaneTab, WorkbenchContext } from './store/hooks';
import type { Workbench } from './store/workbench';

function Panes() {
  const [tab] = usePaneTab();
  return (
    <>
      {tab === 'ladder' ? <LadderPane /> : <MediaPane />}
      <MessagePane />
    </>
  );
}

/** The window of one workbench. */
export function App({ workbench }: { readonly workbench: Workbench }) {
  return (
    <WorkbenchContext value={workbench}>
      <Panes />
    </WorkbenchContext>
  );
}
