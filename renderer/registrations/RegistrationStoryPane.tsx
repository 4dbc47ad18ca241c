import { useState, type ReactNode } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { RegistrationAttempt, RegistrationStory } from '../../shared/protocol/registrationStory';
import { TimeChips } from '../ladder/TimeChips';
import { visibleText } from '../message/visibleText';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelectedMessage } from '../store/hooks';
import { useStoryTimes } from '../story/useStoryTimes';
import '../story/story.css';
import { AttemptTable } from './AttemptTable';
import { BindingTable } from './BindingTable';
import { ChallengeAndAnswer } from './ChallengeAndAnswer';
import { decidingAttempt } from './describeRegistration';
import { NoRegistrationStory } from './NoRegistrationStory';
import './registrations.css';
import { RegistrationWay } from './RegistrationWay';
import { useRegistrationStory } from './useRegistrationStory';
import { VerdictHead } from './VerdictHead';

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
    <section aria-labelledby={`registration-${name}`}>
      <h3 id={`registration-${name}`}>{title}</h3>
      {children}
    </section>
  );
}

const counted = (count: number, noun: string): string => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

const nameOf = ({ cseq }: RegistrationAttempt): string => (cseq === null ? 'without CSeq' : `with CSeq ${cseq}`);

/** The attempt that was chosen stays chosen while others come; before a choice the deciding one is shown. */
function useChosenAttempt(attempts: readonly RegistrationAttempt[]): readonly [number, (at: number) => void] {
  const [chosen, setChosen] = useState<number | null>(null);
  const [, selectMessage] = useSelectedMessage();
  const at = chosen !== null && chosen < attempts.length ? chosen : decidingAttempt(attempts);
  const choose = (next: number): void => {
    setChosen(next);
    const message = attempts[next]?.request ?? attempts[next]?.response ?? null;
    if (message !== null) selectMessage(message);
  };
  return [at, choose];
}

function Story({ story }: { readonly story: RegistrationStory }) {
  const watched = useStoryTimes();
  // The ladder's rows come a moment later: until then they would be another registration's.
  const times = { ...watched, originMs: story.messages[0]?.atMs ?? watched.originMs };
  const { attempts, bindings } = story;
  const [at, choose] = useChosenAttempt(attempts);
  const attempt = attempts[at];
  return (
    <div className="storybody">
      <VerdictHead story={story} />
      <Section name="attempts" title={counted(attempts.length, 'attempt')}>
        <AttemptTable attempts={attempts} times={times} at={at} onChoose={choose} />
      </Section>
      {attempt === undefined ? null : (
        <Section name="digest" title={`Challenge and answer of the REGISTER ${nameOf(attempt)}`}>
          <ChallengeAndAnswer attempt={attempt} />
        </Section>
      )}
      <Section name="bindings" title={counted(bindings.length, 'binding')}>
        <BindingTable bindings={bindings} />
      </Section>
      <Section name="way" title="Way and keepalive">
        <RegistrationWay story={story} />
      </Section>
    </div>
  );
}

/** The open registration told in full: what came of it, each attempt, what the registrar holds, and the way between the two. */
export function RegistrationStoryPane() {
  const reading = useRegistrationStory();
  return (
    <section className="pane story" aria-label="Registration" tabIndex={-1}>
      <header>
        <PaneTabs />
        {reading.kind === 'shown' ? <b className="who">{visibleText(reading.detail.registration.aor, 120)}</b> : null}
        <span className="grow" />
        <TimeChips />
      </header>
      {reading.kind === 'shown' ? (
        <Story key={reading.detail.registration.key} story={reading.detail} />
      ) : (
        <NoRegistrationStory reading={reading} />
      )}
    </section>
  );
}
