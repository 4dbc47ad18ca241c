import { createWriteStream } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatBytes } from '../../shared/format/quantity';
import { err, ok, type Result } from '../../shared/result';

/** Left free whatever is uploaded: the system and the engine's own spool need room too. */
const KEPT_FREE_BYTES = 256 * 1024 * 1024;

export type UploadProblem = { readonly status: 400 | 413; readonly problem: string };

class TooLarge extends Error {}

/** Bytes that an upload into `folder` may have now. */
export async function roomForUpload(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.max(0, bavail * bsize - KEPT_FREE_BYTES);
}

/** Writes a request's body to `path`, which must not exist; what is there of a broken or too large one is removed. */
export async function receiveUpload(
  body: Readable,
  path: string,
  announcedBytes: number | null,
  roomBytes: number,
): Promise<Result<number, UploadProblem>> {
  const tooLarge: UploadProblem = {
    status: 413,
    problem: `there is room for ${formatBytes(roomBytes)} only; free some disk space or open the file on this machine`,
  };
  if (announcedBytes !== null && announcedBytes > roomBytes) return err(tooLarge);
  let bytes = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > roomBytes) done(new TooLarge());
      else done(null, chunk);
    },
  });
  try {
    await pipeline(body, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return ok(bytes);
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof TooLarge) return err(tooLarge);
    return err({ status: 400, problem: 'the upload ended before its end; send the file again' });
  }
}
