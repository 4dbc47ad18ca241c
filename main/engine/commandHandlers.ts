import { join } from 'node:path';
import { problemInOneLine } from '../../shared/format/problem';
import type { CallKey } from '../../shared/ids';
import type { CaptureProblem } from '../../shared/protocol/captureState';
import type { Answers, CheckedAsk, CommandName, ExportFormat } from '../../shared/protocol/commands';
import type { CallRow, MessageRow } from '../../shared/protocol/rows';
import type { Result } from '../../shared/result';
import type { CapturedCalls } from './capturedCalls';
import { parseSip } from './decode/sip/parseSip';
import type { Downloads } from './downloads';
import type { DoorInfo, EngineOptions } from './engine';
import type { ExportControl } from './export/exportSource';
import { suggestFileName } from './export/fileName';
import { callChipCondition } from './publish/callChips';
import { countIssues } from './publish/countIssues';
import { messageCondition } from './publish/messageCondition';
import type { RowQuery } from './publish/rowList';
import type { WindowSession } from './publish/windowSession';
import { RunningExports } from './runningExports';
import type { Workbench } from './workbench';
import { writeCalls } from './writeCalls';

/** Who asks: commands that name paths of this machine are for doors that may. */
export type Asker = { readonly door: DoorInfo; readonly session: WindowSession | null };

export type CommandTable = {
  readonly [N in CommandName]: (ask: CheckedAsk<N>, asker: Asker) => Promise<Answers[N]> | Answers[N];
};

function succeed<T>(result: Result<T, CaptureProblem>): null {
  if (!result.ok) throw new Error(problemInOneLine(result.error));
  return null;
}

function mayNamePaths({ door }: Asker): void {
  if (!door.mayNamePaths) throw new Error('This window may not name files of the machine that the engine runs on.');
}

/** Opening goes on behind its answer; that nothing can be opened now has to be said at once. */
function mustBeFree({ busy }: Workbench): void {
  if (busy) throw new Error(problemInOneLine(busy));
}

/** Opening goes on behind the answer. What cannot be opened leaves the capture on the bench where it is. */
async function openUnlessRefused(
  workbench: Workbench,
  { paths, follow }: { readonly paths: readonly string[]; readonly follow: boolean },
): Promise<void> {
  mustBeFree(workbench);
  const refusal = await workbench.refusal(paths, undefined, follow);
  if (refusal !== null) throw new Error(problemInOneLine(refusal));
  mustBeFree(workbench);
  void workbench.open(paths, { follow });
}

function queryOf<Sort extends string>(ask: {
  search: string;
  sort: Sort;
  descending: boolean;
  from: number;
  count: number;
}) {
  const { search, sort, descending, from, count } = ask;
  return { search, sort, descending, from, count } satisfies RowQuery<never, Sort>;
}

const EMPTY_RANGE = { rows: [], from: 0, matching: 0, total: 0, version: 0 } as const;
const EVICTED = 'evicted' as const;

type Commands<N extends CommandName> = Pick<CommandTable, N>;

/** The engine's answer to each command of the protocol. What only some commands need loads with the first of those. */
export function createCommandTable(workbench: Workbench, options: EngineOptions, downloads: Downloads): CommandTable {
  return {
    readSnapshot: (_ask, { door }) => workbench.snapshot(door),
    ...captureCommands(workbench, options),
    ...openCommands(workbench, options),
    ...listCommands(workbench),
    ...detailCommands(workbench),
    ...exportCommands(workbench, downloads),
  };
}

function captureCommands(
  workbench: Workbench,
  options: EngineOptions,
): Commands<'listInterfaces' | 'checkCaptureFilter' | 'startCapture' | 'stopCapture'> {
  return {
    listInterfaces: async () => {
      const { listInterfaces } = await import('./capture/interfaces');
      return listInterfaces(options.capHelperPath);
    },
    checkCaptureFilter: async (ask) => {
      const { checkCaptureFilter } = await import('./capture/checkCaptureFilter');
      return checkCaptureFilter({ ...ask, capHelperPath: options.capHelperPath });
    },

    startCapture: async (ask, asker) => {
      if (ask.saveAs !== null) mayNamePaths(asker);
      const stopAfter = { durationS: null, packets: null, filesizeKb: null };
      return succeed(await workbench.record({ ...ask, stopAfter }));
    },
    stopCapture: async () => {
      await workbench.stopRecording();
      return null;
    },
  };
}

function openCommands(
  workbench: Workbench,
  options: EngineOptions,
): Commands<
  'openCapture' | 'followCapture' | 'stopFollowing' | 'openSample' | 'cancelOpen' | 'closeCapture' | 'listSamples'
> {
  return {
    openCapture: async (ask, asker) => {
      mayNamePaths(asker);
      await openUnlessRefused(workbench, ask);
      return null;
    },
    followCapture: async () => {
      const path = workbench.followable;
      if (path === null) throw new Error('Nothing is open that can be followed: open one capture file, unpacked.');
      await openUnlessRefused(workbench, { paths: [path], follow: true });
      return null;
    },
    stopFollowing: () => {
      workbench.stopFollowing();
      return null;
    },
    openSample: async ({ name }) => {
      const { findSample } = await import('./samples');
      const sample = await findSample(options.samplesFolder, name);
      if (!sample) throw new Error(`There is no sample called ${name}.`);
      mustBeFree(workbench);
      void workbench.open([join(options.samplesFolder, sample.file)], { name: sample.title });
      return null;
    },
    cancelOpen: () => {
      workbench.cancelOpen();
      return null;
    },
    closeCapture: async () => {
      await workbench.close();
      return null;
    },
    listSamples: async () => {
      const { listSamples } = await import('./samples');
      return { samples: await listSamples(options.samplesFolder) };
    },
  };
}

function listCommands(
  workbench: Workbench,
): Commands<'listCalls' | 'listRegistrations' | 'listStreams' | 'listMessages' | 'listCompanions' | 'countIssues'> {
  const refreshed = (): CapturedCalls | null => {
    workbench.captured?.rows.refresh();
    return workbench.captured;
  };

  return {
    listCalls: (ask) => {
      const condition = callChipCondition(ask.chips);
      return refreshed()?.rows.calls.range({ ...queryOf(ask), ...(condition && { condition }) }) ?? EMPTY_RANGE;
    },
    listRegistrations: (ask) => refreshed()?.rows.registrations.range(queryOf(ask)) ?? EMPTY_RANGE,
    listStreams: (ask) => refreshed()?.rows.streams.range(queryOf(ask)) ?? EMPTY_RANGE,
    listMessages: (ask) => {
      const condition = messageCondition(ask);
      return refreshed()?.rows.messages.range({ ...queryOf(ask), ...(condition && { condition }) }) ?? EMPTY_RANGE;
    },
    listCompanions: (ask) => refreshed()?.rows.companions.range(queryOf(ask)) ?? EMPTY_RANGE,
    countIssues: () => ({ kinds: countIssues(workbench.captured?.pipeline.signalling.issueCounts) }),
  };
}

function detailCommands(
  workbench: Workbench,
): Commands<'watchCalls' | 'readMessage' | 'checkDigest' | 'readFrame' | 'readRegistration' | 'readStreamSamples'> {
  return {
    watchCalls: ({ calls }, { session }) => {
      session?.watch(calls);
      const captured = workbench.captured;
      if (!captured) return { calls: [], messages: [], streams: [], companions: [] };
      const { signalling, media, companions } = captured.pipeline;
      return {
        calls: calls.map((call) => signalling.callRow(call)).filter((row) => row !== null),
        messages: calls.flatMap((call) => signalling.messagesOf(call)).sort((a, b) => a.atMs - b.atMs),
        streams: calls.flatMap((call) => media.streamsOf(call)),
        companions: calls.flatMap((call) => companions.companionsOf(call)),
      };
    },
    readMessage: async ({ message }) => {
      const { describeFields } = await import('./decode/sip/messageFields');
      const captured = workbench.captured;
      const row = captured?.pipeline.signalling.message(message);
      if (!captured || !row) return EVICTED;
      const bytes = captured.readMessage(row);
      if (bytes === EVICTED) return EVICTED;
      const parsed = parseSip(bytes, 0, bytes.length);
      return { row, bytes, fields: parsed.ok ? describeFields(parsed.value, bytes) : [] };
    },
    checkDigest: async ({ message, password }) => {
      const { checkMessage } = await import('./digest/checkMessage');
      const captured = workbench.captured;
      const row = captured?.pipeline.signalling.message(message);
      if (!captured || !row) return EVICTED;
      const { messages } = captured.pipeline.signalling;
      const earlier = messages.filter(({ callId, index }) => index < row.index && callId === row.callId);
      const readMessage = (other: MessageRow) => captured.readMessage(other);
      return checkMessage({ row, earlier, readMessage }, () => password);
    },
    readFrame: async ({ frame }) => {
      const { frameDetail } = await import('./publish/frameDetail');
      const captured = workbench.captured;
      const stored = captured?.readFrame(frame) ?? EVICTED;
      if (!captured || stored === EVICTED) return EVICTED;
      return frameDetail(stored, captured.start, captured.pipeline.companions);
    },
    readRegistration: ({ registration: key }) => {
      const signalling = workbench.captured?.pipeline.signalling;
      const registration = signalling?.registrationRow(key);
      if (!signalling || !registration) return EVICTED;
      const messages = registration.messages.map((index) => signalling.message(index)).filter((row) => row !== null);
      return { registration, messages };
    },
    readStreamSamples: ({ stream, points }) => workbench.captured?.pipeline.media.samples(stream, points) ?? EVICTED,
  };
}

function exportCommands(workbench: Workbench, downloads: Downloads): Commands<'exportCalls' | 'cancelExport'> {
  const exportsRunning = new RunningExports();
  return {
    exportCalls: async (ask, asker) => {
      const captured = workbench.captured;
      if (!captured) throw new Error('There is no capture to export from: open one first.');
      const { destination } = ask;
      if (destination.kind === 'path') mayNamePaths(asker);
      const fileName = fileNameFor(captured, ask.calls, ask.format);
      const prepared = destination.kind === 'path' ? null : await downloads.prepare(fileName, ask.format);
      const path = destination.kind === 'path' ? destination.path : (prepared?.download.path ?? '');

      const signal = exportsRunning.begin(asker.session, ask.task);
      try {
        const control: ExportControl = {
          signal,
          onProgress: (done, total) => asker.session?.tell({ kind: 'exportProgress', task: ask.task, done, total }),
        };
        const outcome = await writeCalls(captured.exportSource(), ask.calls, ask, path, control);
        if (prepared) await downloads.finish(prepared.id, prepared.download);
        return { ...outcome, location: prepared ? `download/${prepared.id}` : path, fileName };
      } finally {
        exportsRunning.end(asker.session, ask.task);
      }
    },
    cancelExport: ({ task }, { session }) => {
      exportsRunning.cancel(session, task);
      return null;
    },
  };
}

function fileNameFor(captured: CapturedCalls, calls: readonly CallKey[], format: ExportFormat): string {
  const rows: CallRow[] = [];
  for (const call of calls) {
    const row = captured.pipeline.signalling.callRow(call);
    if (row) rows.push(row);
  }
  return suggestFileName(rows, captured.start, format);
}
