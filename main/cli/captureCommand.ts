import { problemInOneLine } from '../../shared/format/problem';
import { formatCount } from '../../shared/format/quantity';
import { assertNever } from '../../shared/result';
import type { CaptureState, RingSettings } from '../../shared/protocol/captureState';
import type { SourceChoice } from '../../shared/protocol/commands';
import type { LiveCaptureRequest, LiveCaptureSummary } from '../engine/engine';
import { type CommandContext, withEngine } from './commandContext';
import { WorkFailed } from './failure';
import { printAnalysis } from './printAnalysis';

export type CaptureOptions = {
  readonly interfaceName: string;
  readonly filter: string;
  readonly saveAs: string | null;
  readonly ring: RingSettings;
  readonly stopAfter: LiveCaptureRequest['stopAfter'];
  readonly source: SourceChoice;
  readonly json: boolean;
};

/** `laddergram capture -i IF`: captures until Ctrl+C, a limit or the source's end, then prints what was seen. */
export async function captureLive(context: CommandContext, options: CaptureOptions): Promise<void> {
  await withEngine(context, async (engine) => {
    const release = context.onInterrupt(() => void engine.stopCapture());
    try {
      const { json, ...request } = options;
      const outcome = await engine.capture({ ...request, onState: (state) => showState(context, state) });
      context.console.endProgress();
      if (!outcome.ok) throw new WorkFailed(problemInOneLine(outcome.error));
      for (const note of engine.notes()) context.console.complain(note);
      context.console.complain(describeSummary(outcome.value, options.saveAs !== null));
      await printAnalysis(engine, context.console, { json, callIds: [] });
      if (outcome.value.ended !== null) throw new WorkFailed(problemInOneLine(outcome.value.ended));
    } finally {
      release();
    }
  });
}

function showState({ console }: CommandContext, state: CaptureState): void {
  switch (state.kind) {
    case 'starting':
      console.progress(`starting on ${state.interfaceName}`);
      return;
    case 'capturing':
    case 'stopping':
      console.progress(
        `${state.kind} on ${state.interfaceName} by ${state.source}: ${formatCount(state.packetsPerSecond)} packets/s`,
      );
      return;
    case 'idle':
    case 'opening':
    case 'opened':
    case 'following':
    case 'stopped':
    case 'failed':
      return;
    default:
      assertNever(state);
  }
}

/** Files that nobody asked for go with the engine: naming them would send the reader after nothing. */
function describeSummary({ source, frames, droppedPackets, files }: LiveCaptureSummary, isKept: boolean): string {
  const dropped = droppedPackets === null ? 'drops unknown' : `${formatCount(droppedPackets)} dropped`;
  const where = !isKept || files.length === 0 ? '' : `, in ${files.join(' ')}`;
  return `captured ${formatCount(frames)} frames by ${source}, ${dropped}${where}`;
}
