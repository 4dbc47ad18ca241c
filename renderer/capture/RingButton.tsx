import { Popover } from 'radix-ui';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import type { RingState } from '../../shared/protocol/captureState';
import { usePreference } from '../store/hooks';
import { describeRing } from './describeRing';
import { RingFields } from './RingFields';
import { overlayRoot } from '../ui/overlayRoot';

const countOfFiles = (files: number): string => (files === 1 ? '1 file' : `${formatCount(files)} files`);

function RingFigures({ ring }: { readonly ring: RingState }) {
  return (
    <dl className="ringstate">
      <dt className="muted">Ring</dt>
      <dd>{describeRing(ring.settings)}</dd>
      <dt className="muted">Folder</dt>
      <dd className="mono">{ring.directory}</dd>
      <dt className="muted">Writing</dt>
      <dd className="mono">{ring.currentFile}</dd>
      <dt className="muted">Written</dt>
      <dd>{countOfFiles(ring.writtenFiles)}</dd>
      <dt className="muted">Kept</dt>
      <dd>
        {countOfFiles(ring.keptFiles)}, {formatBytes(ring.keptBytes)}
      </dd>
    </dl>
  );
}

function words(ring: RingState): string {
  const { files } = ring.settings;
  return files === null ? `Ring ${ring.writtenFiles}` : `Ring ${ring.keptFiles} of ${files}`;
}

/** The ring's state while there is one, its settings before the next start. */
export function RingButton({ ring, editable }: { readonly ring: RingState | null; readonly editable: boolean }) {
  const [settings] = usePreference('ring');
  return (
    <Popover.Root>
      <Popover.Trigger>
        {ring && !editable ? (
          <>
            {words(ring)} <span className="muted">{formatBytes(ring.keptBytes)}</span>
          </>
        ) : (
          `Ring: ${describeRing(settings)} ▾`
        )}
      </Popover.Trigger>
      <Popover.Portal container={overlayRoot()}>
        <Popover.Content className="popover" align="start" sideOffset={4} aria-label="Ring of capture files">
          {ring && !editable ? <RingFigures ring={ring} /> : <RingFields />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
