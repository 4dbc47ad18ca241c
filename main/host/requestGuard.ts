import type { IncomingMessage } from 'node:http';
import { cookieName, readCookie, tokenMatches } from './accessToken';
import { hostHeaders, type ListenAddress } from './listenAddress';

/** `bringsToken`: the token came in the address, so the answer sets the cookie that the page's own requests carry. */
export type Admission = { readonly allowed: false } | { readonly allowed: true; readonly bringsToken: boolean };

export type RequestGuard = {
  /** `mustNameOrigin` for what changes something or opens a line: WebSocket and POST. */
  readonly admit: (request: IncomingMessage, mustNameOrigin: boolean) => Admission;
};

const DENIED: Admission = { allowed: false };

/** Checks Host (DNS rebinding), Origin (pages of other sites) and the token, in that order. */
export function createRequestGuard(address: ListenAddress, token: string): RequestGuard {
  const hosts = hostHeaders(address);
  const cookie = cookieName(address.port);

  const tokenOf = (request: IncomingMessage): 'query' | 'cookie' | null => {
    const given = queryOf(request).get('token');
    if (given !== null) return tokenMatches(token, given) ? 'query' : null;
    const kept = readCookie(request.headers.cookie, cookie);
    return kept !== null && tokenMatches(token, kept) ? 'cookie' : null;
  };

  return {
    admit: (request, mustNameOrigin) => {
      const host = request.headers.host?.toLowerCase();
      if (host === undefined || !hosts.has(host)) return DENIED;
      const { origin } = request.headers;
      if (origin === undefined ? mustNameOrigin : origin !== `http://${host}`) return DENIED;
      const from = tokenOf(request);
      return from === null ? DENIED : { allowed: true, bringsToken: from === 'query' };
    },
  };
}

/** Path of a request as it came: neither decoded nor tidied, so that `..` stays visible. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

export function queryOf(request: IncomingMessage): URLSearchParams {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}
