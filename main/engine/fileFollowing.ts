import type { FileGrowthSigns } from '../../shared/protocol/captureState';
import type { FollowOptions } from './store/fileGrowth';
import { GrowthSigns } from './store/growthSigns';

/** What one opening of files has to do with their growing: the following, and afterwards the signs that it would be of use. */
export class FileFollowing {
  readonly #paths: readonly string[];
  readonly #mayGrow: boolean;
  readonly #stop = new AbortController();
  readonly #signsBefore: Promise<GrowthSigns | null> | null;
  #signs: GrowthSigns | null = null;

  /** @param mayGrow not the program's own copy of a file. */
  constructor(paths: readonly string[], { mayGrow, follow }: { readonly mayGrow: boolean; readonly follow: boolean }) {
    this.#paths = paths;
    this.#mayGrow = mayGrow;
    this.#signsBefore = follow ? null : this.#readSigns();
  }

  /** Path that could be followed now; null when there is none. */
  get path(): string | null {
    return this.#signs === null ? null : (this.#paths[0] ?? null);
  }

  get growth(): FileGrowthSigns {
    if (this.#signs === null) return 'none';
    return this.#signs.seen ? 'seen' : 'possible';
  }

  follow(onCaughtUp: FollowOptions['onCaughtUp']): FollowOptions {
    return { signal: this.#stop.signal, onCaughtUp };
  }

  stop(): void {
    this.#stop.abort();
  }

  /** The files have been read: compares what they were before with what they are. */
  async settle(): Promise<void> {
    this.#signs = await (this.#signsBefore ?? this.#readSigns());
    await this.look();
  }

  /** What it finds shows in `growth` afterwards. */
  async look(): Promise<void> {
    await this.#signs?.look(Date.now());
  }

  #readSigns(): Promise<GrowthSigns | null> {
    return this.#mayGrow ? GrowthSigns.of(this.#paths, Date.now()).catch(() => null) : Promise.resolve(null);
  }
}
