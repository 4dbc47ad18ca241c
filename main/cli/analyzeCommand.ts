import { problemInOneLine } from '../../shared/format/problem';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import type { CallKey } from '../../shared/ids';
import type { ExportFormat } from '../../shared/protocol/commands';
import type { Engine, Progress } from '../engine/engine';
import { type CommandContext, withEngine } from './commandContext';
import { readCredentialsFile } from './credentialsFile';
import { WorkFailed, WrongWords } from './failure';
import { plainText } from './plainText';
import { printAnalysis } from './printAnalysis';

export type AnalyzeOptions = {
  readonly json: boolean;
  readonly pdf: string | null;
  readonly export: string | null;
  readonly callIds: readonly string[];
  /** File with passwords of users. */
  readonly credentials: string | null;
};

/** `laddergram analyze FILE…`: reads captures to their end, prints what is in them, writes PDF and capture files. */
export async function analyze(
  context: CommandContext,
  files: readonly string[],
  options: AnalyzeOptions,
): Promise<void> {
  const outputs = outputsOf(options);
  if (options.credentials !== null && !options.json) throw new WrongWords('--credentials needs --json');
  const passwordOf = options.credentials === null ? null : await readCredentialsFile(options.credentials);
  const interrupt = new AbortController();
  const release = context.onInterrupt(() => interrupt.abort());
  try {
    await withEngine(context, async (engine) => {
      const opened = await engine.openFiles(files, {
        signal: interrupt.signal,
        onProgress: (progress) => context.console.progress(describeProgress(progress)),
      });
      context.console.endProgress();
      if (interrupt.signal.aborted) throw new WorkFailed('interrupted before the end of the capture');
      if (!opened.ok) throw new WorkFailed(problemInOneLine(opened.error));
      for (const note of engine.notes()) context.console.complain(note);
      const calls = chosenCalls(engine, options.callIds, outputs.length > 0);
      await printAnalysis(engine, context.console, { ...options, passwordOf });
      for (const output of outputs) await writeOutput(context, engine, calls, output, options.json, interrupt.signal);
    });
  } finally {
    release();
  }
}

type Output = { readonly path: string; readonly format: ExportFormat };

/** Wrong names are found before a gigabyte has been read. */
function outputsOf(options: AnalyzeOptions): readonly Output[] {
  const outputs: Output[] = [];
  if (options.pdf !== null) outputs.push({ path: options.pdf, format: 'pdf' });
  if (options.export !== null) {
    const extension = /\.(pcapng|pcap)$/i.exec(options.export)?.[1]?.toLowerCase();
    if (extension === undefined) {
      throw new WrongWords(`--export ${options.export}: the name has to end in .pcapng or .pcap`);
    }
    outputs.push({ path: options.export, format: extension === 'pcap' ? 'pcap' : 'pcapng' });
  }
  return outputs;
}

function chosenCalls(engine: Engine, callIds: readonly string[], needed: boolean): readonly CallKey[] {
  for (const callId of callIds) {
    if (engine.findCalls([callId]).length === 0) {
      throw new WorkFailed(`no call has the Call-ID ${callId}; run without --call to see which there are`);
    }
  }
  const calls = engine.findCalls(callIds);
  if (needed && calls.length === 0) throw new WorkFailed('the capture has no calls to write');
  return calls;
}

async function writeOutput(
  { console }: CommandContext,
  engine: Engine,
  calls: readonly CallKey[],
  { path, format }: Output,
  silent: boolean,
  signal: AbortSignal,
): Promise<void> {
  const written = await engine
    .exportCalls(calls, format, path, {
      signal,
      onProgress: (done, total) => console.progress(`writing ${path}: ${done} of ${total}`),
    })
    .catch((error: unknown) => {
      if (signal.aborted) throw new WorkFailed(`interrupted while writing ${path}`);
      throw error;
    });
  console.endProgress();
  if (written.evictedFrames > 0) {
    console.complain(`${path}: ${formatCount(written.evictedFrames)} frames of these calls could not be read again`);
  }
  const count = `${formatCount(calls.length)} call${calls.length === 1 ? '' : 's'}`;
  if (!silent) await console.write(`\nWrote ${plainText(path)}: ${count}, ${formatBytes(written.bytes)}\n`);
}

function describeProgress({ readBytes, totalBytes, frames }: Progress): string {
  const share = totalBytes === null || totalBytes === 0 ? '' : ` (${Math.floor((100 * readBytes) / totalBytes)} %)`;
  return `reading: ${formatCount(frames)} frames, ${formatBytes(readBytes)}${share}`;
}
