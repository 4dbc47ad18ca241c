import type { CallKey } from '../../shared/ids';
import type { ExportFormat } from '../../shared/protocol/commands';
import type { ExportControl, ExportOutcome, ExportSource } from './export/exportSource';

export type CallsFormat = { readonly format: ExportFormat; readonly paper: 'A4' | 'Letter' };

/** Writes these calls to the path in the format asked for. The writers load on first use: PDF is heavy and rarely needed. */
export async function writeCalls(
  source: ExportSource,
  calls: readonly CallKey[],
  { format, paper }: CallsFormat,
  path: string,
  control: ExportControl,
): Promise<ExportOutcome> {
  if (format === 'pdf') {
    const { writeCallReport } = await import('./export/report/callReport');
    return writeCallReport(source, calls, { path, paper }, control);
  }
  const { writeCallCapture } = await import('./export/callCapture');
  return writeCallCapture(source, calls, { path, format }, control);
}
