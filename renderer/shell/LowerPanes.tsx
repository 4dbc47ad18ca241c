import type { ReactNode } from 'react';
import { CompanionPane } from '../companions/CompanionPane';
import { KeepalivePane } from '../keepalives/KeepalivePane';
import { LadderPane } from '../ladder/LadderPane';
import { MediaPane } from '../media/MediaPane';
import { MessagePane } from '../message/MessagePane';
import { RegistrationStoryPane } from '../registrations/RegistrationStoryPane';
import { StoryPane } from '../story/StoryPane';
import { usePaneTab, useSelectedCompanion, useSelection } from '../store/hooks';
import { openedKeepalive, watchTarget } from '../store/selection';
import { focusList } from './focus';
import { Split } from './Split';

const Story = () => {
  const view = useSelection((selection) => selection.view);
  const keepalive = useSelection(openedKeepalive);
  if (keepalive !== null) return <KeepalivePane keepalive={keepalive} />;
  return view === 'registrations' ? <RegistrationStoryPane /> : <StoryPane />;
};

function Panes() {
  const [tab] = usePaneTab();
  const [companion] = useSelectedCompanion();
  if (tab === 'media') return <MediaPane />;
  const story = tab === 'story';
  return (
    <Split
      name="panes"
      orientation="horizontal"
      firstPercent={57}
      first={story ? <Story /> : <LadderPane />}
      second={companion === null ? <MessagePane /> : <CompanionPane companion={companion} />}
      label="Edge between ladder and message"
    />
  );
}

/** Ladder, media or story on the left, the message or what runs beside RTP on the right; a hint while nothing is open. Escape leads back to the list. */
export function LowerPanes({ hint }: { readonly hint: ReactNode }) {
  const nothing = useSelection((selection) => watchTarget(selection).kind === 'nothing');
  if (nothing) return <div className="hint">{hint}</div>;
  return (
    <div className="lower" onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && focusList()}>
      <Panes />
    </div>
  );
}
