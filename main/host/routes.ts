import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageFileOf } from '../../shared/page/pageFile';
import type { Engine } from '../engine/engine';
import { tokenCookie } from './accessToken';
import { refuse, securityHeaders } from './answer';
import { contentDisposition } from './contentDisposition';
import { pathOf, type RequestGuard } from './requestGuard';
import { sendFile } from './sendFile';
import type { Uploads } from './uploads';

export type Routes = {
  readonly engine: Pick<Engine, 'download'>;
  readonly guard: RequestGuard;
  readonly uploads: Uploads;
  /** The built page. */
  readonly pageFolder: string;
  readonly port: number;
  readonly token: string;
};

const DOWNLOAD = /^\/download\/([A-Za-z0-9_-]{1,64})$/;

/** Answers one HTTP request. Whoever is not admitted learns nothing, not even which paths exist. */
export async function answerRequest(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method } = request;
  const reads = method === 'GET' || method === 'HEAD';
  const admission = routes.guard.admit(request, !reads);
  if (!admission.allowed) {
    refuse(response, 403);
    return;
  }
  const path = pathOf(request);
  if (method === 'POST' && path === '/upload') {
    await routes.uploads.receive(request, response);
  } else if (!reads) {
    refuse(response, 405);
  } else {
    const id = DOWNLOAD.exec(path)?.[1];
    if (id !== undefined) await answerDownload(routes, request, response, id);
    else await answerPage(routes, request, response, admission.bringsToken);
  }
}

async function answerDownload(
  { engine }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<void> {
  const download = engine.download(id);
  if (download === null) {
    refuse(response, 404);
    return;
  }
  const headers = {
    ...securityHeaders(request.headers.host),
    'Content-Type': download.mediaType,
    'Content-Disposition': contentDisposition(download.fileName),
  };
  await sendFile(response, download.path, headers, request.method === 'GET');
}

async function answerPage(
  { pageFolder, port, token }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  bringsToken: boolean,
): Promise<void> {
  const file = pageFileOf(pathOf(request));
  if (file === null) {
    refuse(response, 404);
    return;
  }
  const headers = {
    ...securityHeaders(request.headers.host),
    'Content-Type': file.mediaType,
    ...(bringsToken ? { 'Set-Cookie': tokenCookie(port, token) } : {}),
  };
  await sendFile(response, join(pageFolder, ...file.segments), headers, request.method === 'GET');
}
