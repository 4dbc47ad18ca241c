import { useCallback } from 'react';
import type { CallKey } from '../../shared/ids';
import type { Answers, ExportFormat } from '../../shared/protocol/commands';
import type { CallRow, Party } from '../../shared/protocol/rows';
import { fileNamePart } from '../../shared/format/fileNamePart';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import { useWorkbench } from '../store/hooks';
import { changeNotice, showNotice } from '../store/notices';
import { chosenCalls, type Selection } from '../store/selection';
import type { Watched } from '../store/session';
import type { Workbench } from '../store/workbench';

/** The protocol's limit of calls in one export. */
const MOST_EXPORTED_CALLS = 10_000;

const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = { pcapng: 'pcapng', pcap: 'pcap', pdf: 'PDF' };

let nextTask = 1;

const countOfCalls = (calls: readonly CallKey[]): string =>
  calls.length === 1 ? '1 call' : `${formatCount(calls.length)} calls`;

const partyName = ({ user, uri }: Party): string => fileNamePart(user || uri);

/** `1001-to-1002.pdf`, `12-calls.pcapng`: what the save dialog begins with. */
export function suggestedName(calls: readonly CallKey[], watched: readonly CallRow[], format: ExportFormat): string {
  const only = calls.length === 1 ? watched.find(({ key }) => key === calls[0]) : undefined;
  if (only) return `${partyName(only.from)}-to-${partyName(only.to)}.${format}`;
  return `${calls.length === 1 ? 'call' : `${calls.length}-calls`}.${format}`;
}

function describeResult({ frames, bytes, evictedFrames, fileName }: Answers['exportCalls']): string {
  const lost = evictedFrames > 0 ? ` · ${formatCount(evictedFrames)} frames were overwritten in the ring` : '';
  return `${fileName} · ${formatCount(frames)} frames · ${formatBytes(bytes)}${lost}`;
}

async function exportCalls(workbench: Workbench, format: ExportFormat, calls: readonly CallKey[]): Promise<void> {
  const { door, ask, notices, session } = workbench;
  const name = suggestedName(calls, session.getState().watched.calls, format);
  const destination = await door.chooseDestination(name, format);
  if (destination === null) return;

  const task = nextTask++;
  const title = `${FORMAT_NAMES[format]} of ${countOfCalls(calls)}`;
  let cancelled = false;
  const cancel = (): void => {
    cancelled = true;
    void ask('cancelExport', { task }).catch(() => undefined);
  };
  const id = showNotice(notices, { tone: 'progress', title, detail: 'writing', progress: null, cancel });
  const stop = session.subscribe(({ exports }) => {
    const state = exports.get(task);
    if (state && state.total > 0) changeNotice(notices, id, { progress: state.done / state.total });
  });
  try {
    const result = await ask('exportCalls', { task, calls: [...calls], format, destination });
    if (destination.kind === 'download') door.deliver(result.location, result.fileName);
    changeNotice(notices, id, {
      tone: 'done',
      title: `${title} saved`,
      detail: describeResult(result),
      progress: null,
      cancel: null,
    });
  } catch (problem) {
    const detail = cancelled ? 'Cancelled; nothing was written.' : String((problem as Error).message);
    changeNotice(notices, id, { tone: cancelled ? 'done' : 'failed', detail, progress: null, cancel: null });
  } finally {
    stop();
  }
}

/** The calls that an export is of: the marked ones, else the open one with the legs that its ladder shows. */
export function openCalls(selection: Selection, watched: Watched): readonly CallKey[] {
  const chosen = chosenCalls(selection);
  const joined = selection.allLegs && chosen.length === 1 && watched.group?.calls.includes(chosen[0]!) === true;
  return joined && selection.marked.size === 0 ? watched.calls.map(({ key }) => key) : chosen;
}

/** Exports the given calls, or those marked or open; asks for the destination, shows progress and the result as a notice. */
export function useExportCalls(): (format: ExportFormat, calls?: readonly CallKey[]) => void {
  const workbench = useWorkbench();
  return useCallback(
    (format, calls) => {
      const { watched } = workbench.session.getState();
      const open = openCalls(workbench.selection.getState(), watched);
      const others = open.length > 0 ? open : watched.calls.map(({ key }) => key);
      const chosen = (calls ?? others).slice(0, MOST_EXPORTED_CALLS);
      if (chosen.length > 0) void exportCalls(workbench, format, chosen);
    },
    [workbench],
  );
}
