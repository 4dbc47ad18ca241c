import { closeSync, createReadStream, open as openWithCallback, readSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Frame } from '../../../shared/capture/frame';
import type { CaptureProblem } from '../../../shared/protocol/captureState';
import { err, ok, type Result } from '../../../shared/result';
import { CaptureParser } from '../pcap/captureParser';
import { describeFileError } from '../pcap/fileProblem';
import type { CaptureBytes } from './captureBytes';
import { FileBytes } from './fileBytes';
import { FileGrowth, type FollowOptions } from './fileGrowth';
import { isGzip, SpooledBytes } from './spooledBytes';
import { STANDARD_INPUT } from './standardInput';

const openFile = promisify(openWithCallback);

export type InputOptions = {
  readonly scratchFolder: string;
  readonly pieceBytes: number;
  /** The process's own when undefined; that is touched only when it is read, because not every process has one. */
  readonly standardInput: Readable | undefined;
  /** The file is read on as it grows; undefined ends it where it ends. */
  readonly follow?: FollowOptions | undefined;
};

/** One file of those being opened: its bytes, their parser, and the frame it has come to. */
export class CaptureInput {
  readonly name: string;
  readonly bytes: CaptureBytes;
  readonly parser = new CaptureParser();
  readonly frame = new Frame();
  #closed = false;

  private constructor(name: string, bytes: CaptureBytes) {
    this.name = name;
    this.bytes = bytes;
  }

  static async open(path: string, options: InputOptions): Promise<Result<CaptureInput, CaptureProblem>> {
    const name = path === STANDARD_INPUT ? 'Standard input' : path;
    try {
      return ok(new CaptureInput(name, await openBytes(path, options)));
    } catch (error) {
      return err(describeFileError(error, name));
    }
  }

  /** Reads until the format is known or cannot be. Null when it is a capture. */
  async recognise(): Promise<CaptureProblem | null> {
    while (this.parser.format === null && this.parser.problem === null) {
      const more = await this.load();
      this.parser.recognise();
      if (!more) break;
    }
    const { problem, advice } = this.parser;
    if (problem === null) return null;
    return { problem: `${this.name} ${problem}.`, advice: advice ?? '', command: null };
  }

  /** Feeds the parser its next piece; false when there is none, and then the parser has been told. */
  async load(): Promise<boolean> {
    const piece = this.parser.stopped ? null : await this.bytes.next();
    if (piece === null) this.parser.finish();
    else this.parser.feed(piece, this.bytes.headroomBytes);
    return piece !== null;
  }

  /** What people should know of this file. */
  get notes(): readonly string[] {
    const { note } = this.bytes;
    return note === null ? this.parser.notes : [note, ...this.parser.notes];
  }

  /** Gives the file back once nothing reads it any more, and removes its unpacked copy. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.bytes.stop();
    closeSync(this.bytes.fd);
    if (this.bytes.spoolPath !== null) rmSync(this.bytes.spoolPath, { force: true });
  }
}

async function openBytes(path: string, options: InputOptions): Promise<CaptureBytes> {
  const { scratchFolder, pieceBytes, standardInput, follow } = options;
  if (path === STANDARD_INPUT) return SpooledBytes.over(standardInput ?? process.stdin, null, scratchFolder);
  const stats = await stat(path);
  if (stats.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  if (!stats.isFile()) return SpooledBytes.over(createReadStream(path), null, scratchFolder);
  const fd = await openFile(path, 'r');
  if (!beginsPacked(fd)) {
    const growth = follow ? new FileGrowth(path, fd, follow) : null;
    return new FileBytes(path, fd, { totalBytes: stats.size, pieceBytes, growth });
  }
  return SpooledBytes.over(createReadStream(path, { fd }), stats.size, scratchFolder);
}

function beginsPacked(fd: number): boolean {
  const head = new Uint8Array(2);
  return readSync(fd, head, 0, 2, 0) === 2 && isGzip(head);
}
