import { formatBytes, formatCount } from '../../shared/format/quantity';
import type { CaptureState } from '../../shared/protocol/captureState';
import { cancelOpen } from '../capture/captureActions';
import { useSession, useWorkbench } from '../store/hooks';
import { ProgressBar } from '../ui/ProgressBar';

/** How far a file is loaded. It stands in the top bar, so that nothing moves when it is done. */
export function OpeningProgress({ capture }: { readonly capture: Extract<CaptureState, { kind: 'opening' }> }) {
  const workbench = useWorkbench();
  const frames = useSession(({ counters }) => counters.frames);
  const { name, readBytes, totalBytes } = capture;
  const share = totalBytes === null || totalBytes === 0 ? null : readBytes / totalBytes;
  return (
    <div className="opening">
      <ProgressBar label={`Opening ${name}`} share={share} />
      <span className="muted">
        {formatBytes(readBytes)}
        {totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`} · {formatCount(frames)} frames
      </span>
      <button type="button" onClick={() => void cancelOpen(workbench)}>
        Cancel
      </button>
    </div>
  );
}
