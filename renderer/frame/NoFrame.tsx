import type { FrameDetail } from '../../shared/protocol/rows';
import type { Reading } from '../store/useReading';

type Missing = Exclude<Reading<FrameDetail>, { readonly kind: 'shown' }>;

/** In place of a frame: why there is none. */
export function NoFrame({ reading }: { readonly reading: Missing }) {
  if (reading.kind === 'evicted') {
    return (
      <div className="hint">
        <div>
          <h2>This frame is gone</h2>
          <p>The ring has overwritten it. A ring with more or larger files keeps frames longer.</p>
        </div>
      </div>
    );
  }
  if (reading.kind === 'failed') {
    return (
      <div className="hint">
        <div>
          <h2>The frame cannot be read</h2>
          <p>{reading.words}</p>
        </div>
      </div>
    );
  }
  return <div className="hint">Reading the frame…</div>;
}
