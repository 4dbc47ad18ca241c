import { randomUUID } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { describeFileError } from '../pcap/fileProblem';

/**
 * A file under another name until it is whole: `keep` gives it the name asked for, `discard` leaves nothing behind. Everything here
 * throws an Error of one line when the system refuses.
 */
export class UnfinishedFile {
  readonly #asked: string;
  readonly #path: string;
  readonly #unfinished: string;
  readonly #file: number;
  #isOpen = true;
  bytes = 0;

  constructor(asked: string) {
    this.#asked = asked;
    try {
      this.#path = placeOf(asked);
      this.#unfinished = `${this.#path}.${randomUUID().slice(0, 8)}.part`;
      this.#file = openSync(this.#unfinished, 'wx');
    } catch (error) {
      throw refusal(error, asked);
    }
  }

  write(bytes: Uint8Array): void {
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      throw refusal(error, this.#asked);
    }
    this.bytes += bytes.length;
  }

  keep(): void {
    try {
      this.#close();
      renameSync(this.#unfinished, this.#path);
    } catch (error) {
      throw refusal(error, this.#asked);
    }
  }

  /** Does nothing to a file that was kept. */
  discard(): void {
    this.#close();
    rmSync(this.#unfinished, { force: true });
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** Where the name leads; a device, pipe or folder would be replaced by the renaming, not written to. */
function placeOf(asked: string): string {
  const stats = statOf(asked);
  if (stats === null) return asked;
  if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  if (!stats.isFile()) throw new Error('it is a device or a pipe, no file');
  return realpathSync(asked);
}

function refusal(error: unknown, path: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const isFolderMissing = code === 'ENOENT' || code === 'ENOTDIR';
  const { problem, advice } = describeFileError(error, isFolderMissing ? dirname(path) : path);
  return new Error(`${problem} ${advice}`);
}
