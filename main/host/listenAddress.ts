import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { err, ok, type Result } from '../../shared/result';

/** Where the browser door listens. `host` is without brackets; port 0 lets the system choose. */
export type ListenAddress = { readonly host: string; readonly port: number };

const FORM = /^(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/;

/** Reads `127.0.0.1:8060`, `localhost:0` or `[::1]:8060`; the error is one line for the user. */
export function parseListenAddress(text: string): Result<ListenAddress, string> {
  const [, bracketed, plain, digits] = FORM.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    return err(`"${text}" is no address to listen on; write HOST:PORT, for example 127.0.0.1:8060 or [::1]:8060`);
  }
  return ok({ host: host.toLowerCase(), port });
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

const bracket = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/**
 * The values of the Host header that mean this server. A name that an attacker's DNS points at this machine is not among
 * them: that is what stops DNS rebinding. Numbers cannot be rebound, so a wildcard address accepts all of the machine's.
 */
export function hostHeaders({ host, port }: ListenAddress): ReadonlySet<string> {
  const own = Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address));
  const names = new Set([host]);
  if (isLoopback(host) || isWildcard(host)) for (const name of ['127.0.0.1', 'localhost', '::1']) names.add(name);
  if (isWildcard(host)) for (const name of [...own, hostname().toLowerCase()]) names.add(name);
  const headers = [...names].map(bracket);
  return new Set(
    port === 80 ? [...headers, ...headers.map((name) => `${name}:80`)] : headers.map((name) => `${name}:${port}`),
  );
}

/** What a person opens: a wildcard address is not a place to go to. */
export function addressOfPage({ host, port }: ListenAddress): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${bracket(name)}:${port}/`;
}
