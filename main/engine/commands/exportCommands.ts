import type { CallKey } from '../../../shared/ids';
import type { ExportFormat } from '../../../shared/protocol/commands';
import type { CallRow } from '../../../shared/protocol/rows';
import type { CapturedCalls } from '../capturedCalls';
import type { Downloads } from '../downloads';
import type { ExportControl } from '../export/exportSource';
import { suggestFileName } from '../export/fileName';
import { RunningExports } from '../runningExports';
import type { Workbench } from '../workbench';
import { writeCalls } from '../writeCalls';
import { mayNamePaths, type Commands } from './command';

export function exportCommands(workbench: Workbench, downloads: Downloads): Commands<'exportCalls' | 'cancelExport'> {
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
