import type { ExportControl } from './exportSource';

/** Tells how far an export is, lets the event loop have its turn, and throws when the export has been cancelled. */
export async function reportAndPause(
  { signal, onProgress }: ExportControl,
  done: number,
  total: number,
): Promise<void> {
  onProgress(done, total);
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
