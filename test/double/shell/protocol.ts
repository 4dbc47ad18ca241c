type Handler = (request: Request) => Promise<Response>;
type Scheme = { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> };

const handlers = new Map<string, Handler>();
export const privilegedSchemes: Scheme[] = [];

/** Where Chromium fetches what the shell calls `app://laddergram`. The name is reserved (RFC 2606) and exists nowhere. */
const STAND_IN_ORIGIN = 'https://laddergram.test';

export const protocol = {
  registerSchemesAsPrivileged: (schemes: readonly Scheme[]): void => {
    privilegedSchemes.push(...schemes);
  },
  handle: (scheme: string, handler: Handler): void => {
    handlers.set(scheme, handler);
  },
};

export const toChromium = (url: string): string => url.replace(/^app:\/\/laddergram(?=\/|$)/, STAND_IN_ORIGIN);
export const fromChromium = (url: string): string =>
  url === STAND_IN_ORIGIN || url.startsWith(`${STAND_IN_ORIGIN}/`)
    ? `app://laddergram${url.slice(STAND_IN_ORIGIN.length)}`
    : url;

/** The shell's answer to a request of the page; null for what is not of the shell's scheme. */
export async function answerFromShell(url: string, method: string): Promise<Response | null> {
  const own = fromChromium(url);
  const handler = handlers.get(own.split(':', 1)[0] ?? '');
  return handler ? handler(new Request(own, { method })) : null;
}
