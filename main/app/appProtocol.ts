import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy } from '../../shared/page/contentSecurityPolicy';
import { pageFileOf } from '../../shared/page/pageFile';
import { PAGE_SCHEME, PAGE_URL } from './origin';

/** Has to run before the app is ready. */
export function announceAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves the built page as `app://laddergram/…`, with the same policy as the browser door and nothing outside the folder. */
export function serveAppScheme(pageFolder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(request, pageFolder));
}

export async function answerPageRequest(
  request: Pick<Request, 'url' | 'method'>,
  pageFolder: string,
): Promise<Response> {
  if (request.method !== 'GET' || !request.url.startsWith(PAGE_URL)) return refusal(403);
  const path = request.url.slice(PAGE_URL.length - 1).split(/[?#]/, 1)[0] ?? '';
  const file = pageFileOf(path);
  if (file === null) return refusal(404);
  const bytes = await readFile(join(pageFolder, ...file.segments)).catch(() => null);
  if (bytes === null) return refusal(404);
  return new Response(new Uint8Array(bytes), { headers: { ...pageHeaders(), 'Content-Type': file.mediaType } });
}

const refusal = (status: number): Response => new Response(null, { status, headers: pageHeaders() });

const pageHeaders = (): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
});
