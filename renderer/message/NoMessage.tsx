import { assertNever } from '../../shared/result';
import type { MessageReading } from './useMessageDetail';

type Missing = Exclude<MessageReading, { readonly kind: 'shown' }>;

function wordsOf(reading: Missing): { readonly title: string; readonly words: string } {
  switch (reading.kind) {
    case 'nothing':
      return { title: 'No message selected', words: 'Choose an arrow of the ladder, or a row of the messages list.' };
    case 'loading':
      return { title: '', words: 'Reading the message…' };
    case 'evicted':
      return {
        title: 'This message is gone',
        words:
          'The ring has overwritten the frames it came in; its line in the lists is what is left. A ring with more or larger files keeps messages longer.',
      };
    case 'failed':
      return { title: 'The message cannot be read', words: reading.words };
    default:
      return assertNever(reading);
  }
}

/** In place of a message: why there is none, and what to do. */
export function NoMessage({ reading }: { readonly reading: Missing }) {
  const { title, words } = wordsOf(reading);
  return (
    <section className="pane message" aria-label="Message">
      <header>
        <b>Message</b>
      </header>
      <div className="hint">
        <div>
          {title === '' ? null : <h2>{title}</h2>}
          <p>{words}</p>
        </div>
      </div>
    </section>
  );
}
