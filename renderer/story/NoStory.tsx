import { assertNever } from '../../shared/result';
import type { CallStory } from '../../shared/protocol/callStory';
import type { Reading } from '../store/useReading';

type Missing = Exclude<Reading<CallStory>, { readonly kind: 'shown' }>;

function wordsOf(reading: Missing): { readonly title: string; readonly words: string } {
  switch (reading.kind) {
    case 'nothing':
      return {
        title: 'No call, and so no story',
        words: 'What is open belongs to no call. Choose a call in the list of calls.',
      };
    case 'loading':
      return { title: '', words: 'Reading the call…' };
    case 'evicted':
      return {
        title: 'This call is gone',
        words: 'It is no longer kept: newer ones took its place in memory. Choose another call above.',
      };
    case 'failed':
      return { title: 'The call cannot be told', words: reading.words };
    default:
      return assertNever(reading);
  }
}

/** In place of a story: why there is none, and what to do. */
export function NoStory({ reading }: { readonly reading: Missing }) {
  const { title, words } = wordsOf(reading);
  return (
    <div className="hint">
      <div>
        {title === '' ? null : <h2>{title}</h2>}
        <p>{words}</p>
      </div>
    </div>
  );
}
