import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemInOneLine } from '../../shared/format/problem';
import type { Engine } from '../engine/engine';
import { answerJson } from './answer';
import { safeFileName } from './contentDisposition';
import { queryOf } from './requestGuard';
import { receiveUpload, roomForUpload } from './upload';

const IDLE_LIMIT_MS = 60_000;

export type Uploads = {
  /**
   * Takes one capture and opens it; answers when it has arrived, the engine's state tells how the opening goes. What is no capture
   * is refused (415) when it would take the place of one that is open.
   */
  readonly receive: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Captures that browsers send, in a private folder that goes with the host. */
export async function createUploads(
  engine: Pick<Engine, 'openFiles' | 'refusal'>,
  measureRoom: (folder: string) => Promise<number> = roomForUpload,
): Promise<Uploads> {
  const folder = await mkdtemp(join(tmpdir(), 'laddergram-uploads-'));
  let count = 0;
  /** The engine reads an opened file again and again: it goes only when another one has taken its place. */
  let opened: { readonly path: string; readonly order: number } | null = null;
  let openings = 0;

  const open = async (path: string, name: string): Promise<void> => {
    openings += 1;
    const order = openings;
    const outcome = await engine.openFiles([path], { name }).catch(() => null);
    // An opening that a later one has cut short may end after it.
    const isNewest = outcome?.ok === true && order > (opened?.order ?? 0);
    const left = isNewest ? opened?.path : path;
    if (isNewest) opened = { path, order };
    if (left !== undefined) await rm(left, { force: true });
  };

  return {
    receive: async (request, response) => {
      count += 1;
      const path = join(folder, `upload-${count}`);
      const name = safeFileName(queryOf(request).get('name') ?? '', 'uploaded capture');
      const announced = Number(request.headers['content-length'] ?? Number.NaN);
      request.setTimeout(IDLE_LIMIT_MS, () => request.destroy());
      const room = await measureRoom(folder);
      const outcome = await receiveUpload(request, path, Number.isFinite(announced) ? announced : null, room);
      if (!outcome.ok) {
        // A browser reads the answer only when the rest of its file is taken from it.
        request.resume();
        answerJson(response, outcome.error.status, { problem: outcome.error.problem });
        return;
      }
      const refusal = await engine.refusal([path], name);
      if (refusal !== null) {
        await rm(path, { force: true });
        answerJson(response, 415, { problem: problemInOneLine(refusal) });
        return;
      }
      answerJson(response, 202, { name, bytes: outcome.value });
      await open(path, name);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
