import { useMemo, type ReactNode } from 'react';
import type { CallKey } from '../../shared/ids';
import type { CallStory } from '../../shared/protocol/callStory';
import { describeParties } from '../calls/describeCall';
import { LegChips } from '../ladder/LegChips';
import { markWatchedCalls } from '../ladder/callMarks';
import { TimeChips } from '../ladder/TimeChips';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelectedMessage, useWatched } from '../store/hooks';
import { DialogTable } from './DialogTable';
import { GroupSection } from './GroupSection';
import { MomentList } from './MomentList';
import { NegotiationTable } from './NegotiationTable';
import { NoStory } from './NoStory';
import { StoryHead } from './StoryHead';
import { TransactionTable } from './TransactionTable';
import { useCallStory, useToldCall } from './useCallStory';
import { useStoryTimes } from './useStoryTimes';
import './story.css';

function Section({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-labelledby={`story-${name}`}>
      <h3 id={`story-${name}`}>{title}</h3>
      {children}
    </section>
  );
}

function Story({ story }: { readonly story: CallStory }) {
  const times = useStoryTimes();
  return (
    <div className="storybody">
      <StoryHead story={story} />
      <Section name="timeline" title="Timeline">
        <MomentList moments={story.moments} times={times} />
      </Section>
      {story.group === null ? null : <GroupSection group={story.group} call={story.call.key} />}
      <Section name="negotiations" title="Offers and answers">
        <NegotiationTable negotiations={story.negotiations} times={times} />
      </Section>
      <Section name="dialogs" title={story.dialogs.length > 1 ? `${story.dialogs.length} dialogs` : 'Dialog'}>
        <DialogTable dialogs={story.dialogs} times={times} />
      </Section>
      <Section name="transactions" title="Transactions">
        <TransactionTable transactions={story.transactions} times={times} />
      </Section>
    </div>
  );
}

/** Which of several open calls is told; choosing one goes to its first message. */
function Calls({ told }: { readonly told: CallKey }) {
  const { calls, messages, group } = useWatched();
  const [, selectMessage] = useSelectedMessage();
  const marks = useMemo(() => markWatchedCalls(calls, group), [calls, group]);
  const choose = (call: CallKey): void => {
    const first = messages.find((message) => message.call === call);
    if (first) selectMessage(first.index);
  };
  if (calls.length < 2) return null;
  return (
    <div className="ladderbar">
      <LegChips calls={calls} marks={marks} only={told} chosen={0} hint="tell this one" onChoose={choose} />
    </div>
  );
}

/** The open call told in full: what happened, what was agreed, which dialogs and transactions it had. */
export function StoryPane() {
  const call = useToldCall();
  const reading = useCallStory(call);
  return (
    <section className="pane story" aria-label="Story" tabIndex={-1}>
      <header>
        <PaneTabs />
        {call === null ? null : <b className="who">{describeParties(call)}</b>}
        <span className="grow" />
        <TimeChips />
      </header>
      {call === null ? null : <Calls told={call.key} />}
      {reading.kind === 'shown' ? (
        <Story key={reading.detail.call.key} story={reading.detail} />
      ) : (
        <NoStory reading={reading} />
      )}
    </section>
  );
}
