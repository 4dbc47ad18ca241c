/** What the live tests share: which sources can be used here, and a capture that keeps what it saw. */
import type { CaptureProblem, SourceName } from '../../../shared/protocol/captureState';
import { startLiveCapture, type LiveCapture } from '../../../main/engine/capture/liveCapture';
import { captureSources, SOURCE_ORDER } from '../../../main/engine/capture/captureSources';

/** Per source why it cannot be used here; empty when it can. The filter check opens the loopback interface. */
export async function reasonsToSkip(capHelperPath: string): Promise<Record<SourceName, string>> {
  const reasons: Record<SourceName, string> = { dumpcap: '', tcpdump: '', cap: '' };
  for (const name of SOURCE_ORDER) {
    const lookup = await captureSources[name].find({ capHelperPath });
    if (lookup.kind === 'missing') reasons[name] = lookup.words;
    else reasons[name] = (await captureSources[name].checkFilter(lookup, 'lo', '')).words;
  }
  return reasons;
}

export type SeenFrame = {
  readonly number: number;
  readonly wallClockMs: number;
  readonly atMs: number;
  readonly linkType: number;
  /** Of the UDP payload: the first 32 bits, as `sendDatagrams` writes them. */
  readonly index: number;
  readonly lengthBytes: number;
};

export type Recording = {
  readonly live: LiveCapture;
  readonly frames: readonly SeenFrame[];
  readonly ended: readonly (CaptureProblem | null)[];
  readonly untilEnded: Promise<CaptureProblem | null>;
};

const PAYLOAD_AT = 14 + 20 + 8;

export type RecordingRequest = {
  readonly source: SourceName;
  readonly capHelperPath: string;
  readonly filter: string;
  readonly interfaceName?: string;
};

/** Starts a capture that remembers its frames; throws the problem's words when it does not start. */
export async function record(request: RecordingRequest): Promise<Recording> {
  const frames: SeenFrame[] = [];
  const ended: (CaptureProblem | null)[] = [];
  let settle: (problem: CaptureProblem | null) => void = () => undefined;
  const untilEnded = new Promise<CaptureProblem | null>((resolve) => (settle = resolve));
  const live = await startLiveCapture({
    interfaceName: 'lo',
    ...request,
    onFrame: ({ number, seconds, nanoseconds, atMs, linkType, bytes, start, end }) =>
      frames.push({
        number,
        wallClockMs: seconds * 1000 + nanoseconds / 1e6,
        atMs,
        linkType,
        index: new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(start + PAYLOAD_AT),
        lengthBytes: end - start,
      }),
    onEnded: (problem) => {
      ended.push(problem);
      settle(problem);
    },
  });
  if (!live.ok) throw new Error(`${live.error.problem} (${live.error.advice})`);
  return { live: live.value, frames, ended, untilEnded };
}
