import { open, stat } from 'node:fs/promises';
import type { CaptureProblem } from '../../../shared/protocol/captureState';
import { STANDARD_INPUT } from './standardInput';
import { isGzip } from './spooledBytes';

const refused = (problem: string, advice: string): CaptureProblem => ({ problem, advice, command: null });

/** Why these cannot be followed as they grow; null when they can be, and for a file that cannot be opened at all. */
export async function followingProblem(paths: readonly string[]): Promise<CaptureProblem | null> {
  const [path, ...others] = paths;
  if (path === undefined) return null;
  if (others.length > 0) {
    return refused(`Only one file can be followed, and these are ${paths.length}.`, 'Follow one, or open all without.');
  }
  if (path === STANDARD_INPUT) return isRead('Standard input');
  const stats = await stat(path).catch(() => null);
  if (stats === null || stats.isDirectory()) return null;
  if (!stats.isFile()) return isRead(path);
  if (!(await beginsPacked(path))) return null;
  return refused(`${path} is packed with gzip and cannot be followed.`, 'Open it without following it.');
}

const isRead = (name: string): CaptureProblem =>
  refused(`${name} is no file that grows.`, 'Open it without following: it is read until its writer ends.');

/** A file that cannot be read is none; opening it says why. */
async function beginsPacked(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && isGzip(buffer);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
