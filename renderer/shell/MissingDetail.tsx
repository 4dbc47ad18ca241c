import { assertNever } from '../../shared/result';
import type { Reading } from '../store/useReading';

/** Everything that can stand in place of what was asked for. */
export type MissingReading = Exclude<Reading<unknown>, { readonly kind: 'shown' }>;

type Note = { readonly title: string; readonly words: string };

/** What to say while there is nothing to show, for one kind of detail. */
export type MissingWords = {
  readonly nothing: Note;
  readonly loading: string;
  readonly evicted: Note;
  /** The engine's own words stand below it. */
  readonly failed: string;
};

function noteOf(reading: MissingReading, words: MissingWords): Note {
  switch (reading.kind) {
    case 'nothing':
      return words.nothing;
    case 'loading':
      return { title: '', words: words.loading };
    case 'evicted':
      return words.evicted;
    case 'failed':
      return { title: words.failed, words: reading.words };
    default:
      return assertNever(reading);
  }
}

/** In place of a message, frame or story: why there is none, and what to do. */
export function MissingDetail({ reading, words }: { readonly reading: MissingReading; readonly words: MissingWords }) {
  const note = noteOf(reading, words);
  return (
    <div className="hint">
      <div>
        {note.title === '' ? null : <h2>{note.title}</h2>}
        <p>{note.words}</p>
      </div>
    </div>
  );
}
