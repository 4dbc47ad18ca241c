import { CircleHelp } from 'lucide-react';
import { formatCount } from '../../shared/format/quantity';
import type { CallStory } from '../../shared/protocol/callStory';
import { callScenario } from '../../shared/sip/scenarios';
import { callTone } from '../calls/describeCall';
import { visibleText } from '../message/visibleText';
import { describeEnding } from './describeStory';

/** Messages that the story had to do without. */
function Missing({ evictedMessages, omittedMessages }: CallStory) {
  const parts = [
    evictedMessages === 0 ? '' : `The ring has overwritten ${countOf(evictedMessages)}: what they told is missing.`,
    omittedMessages === 0
      ? ''
      : `${capital(countOf(omittedMessages))} at the end are not part of the story: it is too long.`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : <p className="warn">{parts.join(' ')}</p>;
}

const countOf = (messages: number): string => (messages === 1 ? 'one message' : `${formatCount(messages)} messages`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What kind of call it was, what the capture lacks to be sure, and how it ended. */
export function StoryHead({ story }: { readonly story: CallStory }) {
  const { call } = story;
  const { scenario, endReason } = call;
  const { reference } = callScenario(scenario.kind);
  return (
    <div className="storyhead">
      <h2>
        {visibleText(scenario.words, 300)} {reference === '' ? null : <span className="muted">{reference}</span>}
      </h2>
      {scenario.doubt === null ? null : (
        <p className="doubt">
          <CircleHelp size={13} aria-hidden /> {capital(visibleText(scenario.doubt, 300))}
        </p>
      )}
      <p>
        <span className={callTone(call)}>{visibleText(describeEnding(call), 300)}</span>
        {endReason === '' ? null : <span className="muted"> · {visibleText(endReason, 300)}</span>}
      </p>
      <Missing {...story} />
    </div>
  );
}
