import { stat } from 'node:fs/promises';
import { followingProblem } from './followable';

/** Who writes a capture flushes it at least this often, as a rule. */
const RECENT_MS = 10_000;
const LOOK_EVERY_MS = 2_000;

/** Signs that another program is still writing a file that is not followed. */
export class GrowthSigns {
  seen: boolean;
  readonly #path: string;
  readonly #sizeBytes: number;
  #lookedMs = 0;

  private constructor(path: string, sizeBytes: number, seen: boolean) {
    this.#path = path;
    this.#sizeBytes = sizeBytes;
    this.seen = seen;
  }

  /** Null for what cannot grow: several files, standard input, packed files, files that are not there. */
  static async of(paths: readonly string[], nowMs: number): Promise<GrowthSigns | null> {
    const [path] = paths;
    const problem = await followingProblem(paths);
    const stats = path === undefined || problem !== null ? null : await stat(path).catch(() => null);
    if (path === undefined || stats === null) return null;
    return new GrowthSigns(path, stats.size, Math.abs(nowMs - stats.mtimeMs) < RECENT_MS);
  }

  /** Looks at the file again, as long as nothing was seen and not more often than every two seconds. */
  async look(nowMs: number): Promise<void> {
    if (this.seen || nowMs - this.#lookedMs < LOOK_EVERY_MS) return;
    this.#lookedMs = nowMs;
    const stats = await stat(this.#path).catch(() => null);
    this.seen ||= stats !== null && stats.size > this.#sizeBytes;
  }
}
