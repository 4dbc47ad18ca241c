import { fstat, fstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { formatCount } from '../../../shared/format/quantity';

const statOpened = promisify(fstat);

const POLL_MS = 250;

export type FollowOptions = {
  /** Ends the following: what the file holds by then is read, and it is an opened file like any other. */
  readonly signal: AbortSignal;
  /** All that the file holds so far has been read; told again each time that this is so. */
  readonly onCaughtUp: (sizeBytes: number) => void;
  readonly pollMs?: number;
};

type Growth = 'grown' | 'same' | 'over';

/** The end of a file that another program is still writing, as its reader comes to it. */
export class FileGrowth {
  /** Why the following ended by itself, for people; null when it did not. */
  note: string | null = null;
  /** Nothing is read beyond this: where the file ended when the following was to end. */
  limitBytes = Infinity;
  readonly #path: string;
  readonly #fd: number;
  readonly #follow: FollowOptions;
  readonly #wake = new AbortController();
  #stopped = false;

  constructor(path: string, fd: number, follow: FollowOptions) {
    this.#path = path;
    this.#fd = fd;
    this.#follow = follow;
    if (follow.signal.aborted) this.#end();
    else follow.signal.addEventListener('abort', this.#end, { once: true });
  }

  /** Waits at the end of the file, which is at this offset so far: true when there is more, false when there never will be. */
  async wait(offset: number): Promise<boolean> {
    for (let told = false; ;) {
      const growth = await this.#look(offset);
      if (growth !== 'same') return growth === 'grown';
      if (!told) this.#follow.onCaughtUp(offset);
      told = true;
      await pause(this.#follow.pollMs ?? POLL_MS, null, { signal: this.#wake.signal }).catch(() => null);
    }
  }

  /** Gives up at once: the file is closed next. */
  stop(): void {
    this.#stopped = true;
    this.#follow.signal.removeEventListener('abort', this.#end);
    this.#wake.abort();
  }

  readonly #end = (): void => {
    try {
      this.limitBytes = fstatSync(this.#fd).size;
    } catch {
      this.limitBytes = 0; // a file that cannot be asked for its size has no more to give
    }
    this.#wake.abort();
  };

  async #look(offset: number): Promise<Growth> {
    if (this.#stopped) return 'over';
    try {
      // The path first: what was written before the file went is read before its going is told.
      const inPlace = await this.#isInPlace();
      const { size: sizeBytes } = await statOpened(this.#fd);
      if (this.#stopped) return 'over';
      if (Math.min(sizeBytes, this.limitBytes) > offset) return 'grown';
      if (sizeBytes < offset) return this.#over('has become shorter than what was read of it', offset);
      if (this.#wake.signal.aborted) return 'over';
      return inPlace ? 'same' : this.#over('was deleted, moved or replaced', offset);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.#over(`cannot be read on (${reason})`, offset);
    }
  }

  /** Whether the path still leads to the file that is open. */
  async #isInPlace(): Promise<boolean> {
    const opened = await statOpened(this.#fd, { bigint: true });
    const named = await stat(this.#path, { bigint: true }).catch(() => null);
    return named !== null && named.ino === opened.ino && named.dev === opened.dev;
  }

  #over(what: string, offset: number): Growth {
    this.note = `${this.#path} ${what}: it was followed up to byte ${formatCount(offset)}.`;
    return 'over';
  }
}
