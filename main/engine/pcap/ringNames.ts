import { basename, dirname, join } from 'node:path';

/** dumpcap counts files with five digits and begins again at 00000. */
const FILE_NUMBERS = 100_000;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * Name of a ring's n-th file (counted from 1), as dumpcap 4 forms it: BASE_00001_20261120064500.EXTENSION with the local time at
 * which the file was begun. A base without an extension gets none.
 */
export function ringFilePath(base: string, fileNumber: number, startedAt: Date): string {
  const name = basename(base);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  const day = `${startedAt.getFullYear()}${pad(startedAt.getMonth() + 1, 2)}${pad(startedAt.getDate(), 2)}`;
  const clock = `${pad(startedAt.getHours(), 2)}${pad(startedAt.getMinutes(), 2)}${pad(startedAt.getSeconds(), 2)}`;
  return join(dirname(base), `${stem}_${pad(fileNumber % FILE_NUMBERS, 5)}_${day}${clock}${extension}`);
}
