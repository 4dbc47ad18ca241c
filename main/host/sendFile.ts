import { open } from 'node:fs/promises';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { refuse } from './answer';

/** Streams a regular file; 404 when there is none. A reader that goes away ends it quietly. */
export async function sendFile(
  response: ServerResponse,
  path: string,
  headers: OutgoingHttpHeaders,
  withBody: boolean,
): Promise<void> {
  const file = await open(path, 'r').catch(() => null);
  const status = await file?.stat().catch(() => null);
  if (!file || !status?.isFile()) {
    await file?.close();
    refuse(response, 404);
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': status.size });
  if (!withBody) {
    await file.close();
    response.end();
    return;
  }
  // A file that grows meanwhile must not exceed the length already promised.
  const end = status.size - 1;
  if (end < 0) {
    await file.close();
    response.end();
    return;
  }
  await pipeline(file.createReadStream({ end }), response).catch(() => response.destroy());
}
