/** A program that captures until it is ended: says its children's process ids on one line, leaves on a line of input. */
import { livingCaptureChildren } from '../../../main/engine/capture/captureChild';
import { startLiveCapture } from '../../../main/engine/capture/liveCapture';
import type { SourceName } from '../../../shared/protocol/captureState';

const [source, capHelperPath, filter] = process.argv.slice(2) as [SourceName, string, string];
const live = await startLiveCapture({
  interfaceName: 'lo',
  filter,
  source,
  capHelperPath,
  onFrame: () => undefined,
  onEnded: () => undefined,
});
process.stdout.write(live.ok ? `${livingCaptureChildren().join(' ')}\n` : `${live.error.problem}\n`);
process.stdin.once('data', () => process.exit(0));
