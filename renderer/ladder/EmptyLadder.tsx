import { useSelection } from '../store/hooks';
import type { Selection, ViewName } from '../store/selection';

const NOUNS: Readonly<Record<ViewName, string>> = {
  calls: 'call',
  registrations: 'registration',
  streams: 'stream',
  messages: 'message',
};

/** The list that is shown in place of the one that gives the view its name. */
const listOf = ({ view, messageList, registrationList }: Selection): 'exchanges' | 'keepalives' | null => {
  if (view === 'registrations' && registrationList === 'keepalives') return 'keepalives';
  return view === 'messages' && messageList === 'exchanges' ? 'exchanges' : null;
};

/** In place of the lanes while there is nothing to draw: rows on their way, or none any more. */
export function EmptyLadder({ view }: { readonly view: ViewName }) {
  const list = useSelection(listOf);
  if (list === 'keepalives') {
    return (
      <div className="hint late">
        <div>
          <h2>No SIP messages</h2>
          <p>Line ends and STUN keep in touch without any. The story tells when it went up and down.</p>
        </div>
      </div>
    );
  }
  const noun = list === 'exchanges' ? 'exchange' : NOUNS[view];
  return (
    <div className="hint late">
      <div>
        <h2>Nothing to draw</h2>
        <p>The messages of this {noun} are no longer kept: newer ones took their place in memory.</p>
        <p>Choose another {noun} above, or let the ring keep more before the next capture.</p>
      </div>
    </div>
  );
}
