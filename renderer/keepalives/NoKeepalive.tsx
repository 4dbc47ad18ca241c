import { assertNever } from '../../shared/result';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import type { Reading } from '../store/useReading';

type Missing = Exclude<Reading<KeepaliveRow>, { readonly kind: 'shown' }>;

function wordsOf(reading: Missing): { readonly title: string; readonly words: string } {
  switch (reading.kind) {
    case 'nothing':
      return { title: 'No keepalive selected', words: 'Choose a pair of hosts above.' };
    case 'loading':
      return { title: '', words: 'Reading the keepalive…' };
    case 'evicted':
      return {
        title: 'This keepalive is gone',
        words: 'It was quiet for longest when others needed its place in memory. Choose another one above.',
      };
    case 'failed':
      return { title: 'The keepalive cannot be read', words: reading.words };
    default:
      return assertNever(reading);
  }
}

/** In place of a keepalive: why there is none, and what to do. */
export function NoKeepalive({ reading }: { readonly reading: Missing }) {
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
