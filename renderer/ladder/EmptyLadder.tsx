import type { ViewName } from '../store/selection';

const NOUNS: Readonly<Record<ViewName, string>> = {
  calls: 'call',
  registrations: 'registration',
  streams: 'stream',
  messages: 'message',
};

/** In place of the lanes while there is nothing to draw: rows on their way, or none any more. */
export function EmptyLadder({ view }: { readonly view: ViewName }) {
  return (
    <div className="hint late">
      <div>
        <h2>Nothing to draw</h2>
        <p>The messages of this {NOUNS[view]} are no longer kept: newer ones took their place in memory.</p>
        <p>Choose another {NOUNS[view]} above, or let the ring keep more before the next capture.</p>
      </div>
    </div>
  );
}
