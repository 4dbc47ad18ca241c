import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { assertNever } from '../../shared/result';
import type { Reading } from '../store/useReading';

type Missing = Exclude<Reading<RegistrationStory>, { readonly kind: 'shown' }>;

function wordsOf(reading: Missing): { readonly title: string; readonly words: string } {
  switch (reading.kind) {
    case 'nothing':
      return { title: 'No registration selected', words: 'Choose a registration in the list above.' };
    case 'loading':
      return { title: '', words: 'Reading the registration…' };
    case 'evicted':
      return {
        title: 'This registration is gone',
        words: 'It is no longer kept: newer ones took its place in memory. Choose another one above.',
      };
    case 'failed':
      return { title: 'The registration cannot be told', words: reading.words };
    default:
      return assertNever(reading);
  }
}

/** In place of a registration's story: why there is none, and what to do. */
export function NoRegistrationStory({ reading }: { readonly reading: Missing }) {
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
