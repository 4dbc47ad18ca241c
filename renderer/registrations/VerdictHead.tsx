import { describeConfidence } from '../../shared/format/confidence';
import { formatCount } from '../../shared/format/quantity';
import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { registrationScenario } from '../../shared/sip/scenarios';
import { visibleText } from '../message/visibleText';
import { useSelectedMessage } from '../store/hooks';
import { describeOutcome, OUTCOME_TONES } from './describeRegistration';

const MOST_WORDS = 400;

const countOf = (messages: number): string => (messages === 1 ? 'one message' : `${formatCount(messages)} messages`);

/** Messages that the story had to do without. */
function Missing({ evictedMessages, omittedMessages }: RegistrationStory) {
  const evicted =
    evictedMessages === 0 ? '' : `The ring has overwritten ${countOf(evictedMessages)}: what they said is missing.`;
  const omitted =
    omittedMessages === 0 ? '' : `Told from the latest messages; ${countOf(omittedMessages)} before them are left out.`;
  const words = [evicted, omitted].filter((part) => part !== '').join(' ');
  return words === '' ? null : <p className="warn">{words}</p>;
}

/** The messages that prove the verdict; each leads to itself. */
function Proof({ story: { verdict, messages } }: { readonly story: RegistrationStory }) {
  const [selected, select] = useSelectedMessage();
  if (verdict.messages.length === 0) return null;
  return (
    <p className="proof">
      <span className="muted">Shown by</span>
      {verdict.messages.map((index) => {
        const row = messages.find((message) => message.index === index);
        const name = row === undefined ? `message ${index + 1}` : (row.method ?? `${row.status ?? ''} ${row.reason}`);
        return (
          <button
            key={index}
            type="button"
            className="small"
            aria-pressed={selected === index}
            onClick={() => select(index)}
          >
            {visibleText(name, 40)}
            {row === undefined ? null : <span className="muted"> frame {formatCount(row.frame)}</span>}
          </button>
        );
      })}
    </p>
  );
}

/** What kind of registration it was and what came of it, with how sure that is and the messages that show it. */
export function VerdictHead({ story }: { readonly story: RegistrationStory }) {
  const { registration, verdict } = story;
  const { words, reference } = registrationScenario(registration.scenario);
  const tone = OUTCOME_TONES[registration.outcome];
  const outcome = describeOutcome(registration);
  return (
    <div className="storyhead">
      <h2>
        {words} {reference === '' ? null : <span className="muted">{reference}</span>}
      </h2>
      <p className="verdict">
        <i className={`dot ${tone}`} aria-hidden /> {visibleText(verdict.words, MOST_WORDS)}{' '}
        <span className="muted" title={describeConfidence(verdict.confidence)}>
          ({verdict.confidence})
        </span>
      </p>
      {outcome === registration.outcome ? null : <p className="muted">{visibleText(outcome, MOST_WORDS)}</p>}
      <Proof story={story} />
      <Missing {...story} />
    </div>
  );
}
