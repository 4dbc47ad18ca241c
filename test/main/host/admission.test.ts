import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw } from '../../double/rawHttp';
import { openHost, TOKEN, type OpenHost } from './openHost';

let open: OpenHost;
beforeAll(async () => {
  open = await openHost();
});
afterAll(() => open.close());

type Case = {
  readonly name: string;
  readonly path?: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly status: number;
};

const query = `?token=${TOKEN}`;
const cookie = (): string => `Cookie: other=1; laddergram-${open.port}=${TOKEN}`;

const ask = ({ path = '/', method = 'GET', host, headers = [] }: Case): ReturnType<typeof askRaw> =>
  askRaw(open.port, [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host ?? `127.0.0.1:${open.port}`}`,
    ...headers.map((line) => line.replace('PORT', String(open.port))),
    'Connection: close',
  ]);

const REFUSED: readonly Case[] = [
  { name: 'no token', status: 403 },
  { name: 'no token, a file', path: '/assets/index-1.js', status: 403 },
  { name: 'no token, a path that does not exist', path: '/nothing.js', status: 403 },
  { name: 'a wrong token', path: '/?token=wrong', status: 403 },
  { name: 'an empty token', path: '/?token=', status: 403 },
  { name: 'the beginning of the token', path: `/?token=${TOKEN.slice(0, -1)}`, status: 403 },
  { name: 'the token and more', path: `/?token=${TOKEN}x`, status: 403 },
  { name: 'a wrong token before the right one', path: `/?token=wrong&token=${TOKEN}`, status: 403 },
  { name: 'a wrong cookie', headers: ['Cookie: laddergram-PORT=wrong'], status: 403 },
  { name: 'the cookie of another port', headers: [`Cookie: laddergram-1=${TOKEN}`], status: 403 },
  { name: 'a Host that DNS was turned to', path: `/${query}`, host: 'evil.example:80', status: 403 },
  { name: 'a Host with another port', path: `/${query}`, host: '127.0.0.1:1', status: 403 },
  { name: 'a Host without the port', path: `/${query}`, host: '127.0.0.1', status: 403 },
  { name: 'a Host that only begins like ours', path: `/${query}`, host: '127.0.0.1.evil.example', status: 403 },
  { name: 'a foreign Origin', path: `/${query}`, headers: ['Origin: http://evil.example'], status: 403 },
  { name: 'the Origin of another port', path: `/${query}`, headers: ['Origin: http://127.0.0.1:1'], status: 403 },
  { name: 'the Origin null', path: `/${query}`, headers: ['Origin: null'], status: 403 },
  { name: 'POST without Origin', method: 'POST', path: `/upload${query}`, status: 403 },
  {
    name: 'POST from a foreign Origin',
    method: 'POST',
    path: `/upload${query}`,
    headers: ['Origin: https://evil.example', 'Content-Length: 0'],
    status: 403,
  },
  { name: 'a download without token', path: '/download/1', status: 403 },
];

const MISSING: readonly Case[] = [
  { name: 'a way up', path: `/../secret.js${query}`, status: 404 },
  { name: 'a way up, encoded', path: `/%2e%2e/secret.js${query}`, status: 404 },
  { name: 'a way up, encoded slash', path: `/..%2fsecret.js${query}`, status: 404 },
  { name: 'a way up, backslash', path: `/..\\secret.js${query}`, status: 404 },
  { name: 'a way up behind a folder', path: `/assets/../../secret.js${query}`, status: 404 },
  { name: 'an empty segment', path: `//etc/passwd${query}`, status: 404 },
  { name: 'a hidden file', path: `/.hidden.js${query}`, status: 404 },
  { name: 'a folder', path: `/assets${query}`, status: 404 },
  { name: 'a file that is not there', path: `/assets/other.js${query}`, status: 404 },
  { name: 'a device name of Windows with a stream', path: `/index.html::$DATA${query}`, status: 404 },
  { name: 'a null byte', path: `/index.html%00.js${query}`, status: 404 },
  { name: 'an absolute request', path: `http://127.0.0.1/index.html${query}`, status: 404 },
  { name: 'a download that is not there', path: `/download/none${query}`, status: 404 },
];

describe('admission to the browser door', () => {
  it.each([...REFUSED, ...MISSING])('refuses $name with $status and no word', async (row) => {
    const answer = await ask(row);
    expect(answer.status).toBe(row.status);
    expect(answer.body).toBe('');
    expect(answer.headers.has('set-cookie')).toBe(false);
    expect(answer.headers.has('content-type')).toBe(false);
  });

  it('refuses HTTP/1.0 without Host', async () => {
    const answer = await askRaw(open.port, [`GET /${query} HTTP/1.0`]);
    expect(answer.status).toBe(403);
    expect(answer.body).toBe('');
  });

  it('refuses methods that it does not know', async () => {
    const origin = `Origin: http://127.0.0.1:${open.port}`;
    expect((await ask({ name: '', method: 'DELETE', path: `/${query}`, headers: [origin], status: 405 })).status).toBe(
      405,
    );
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('admits the token under the name %s', async (name) => {
    const answer = await ask({ name, path: `/${query}`, host: `${name}:${open.port}`, status: 200 });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>page</title>');
  });

  it('gives the page a cookie that scripts cannot read and other sites cannot use', async () => {
    const { headers } = await ask({ name: '', path: `/${query}`, status: 200 });
    expect(headers.get('set-cookie')).toBe(`laddergram-${open.port}=${TOKEN}; HttpOnly; SameSite=Strict; Path=/`);
  });

  it('admits the files of the page by the cookie', async () => {
    const answer = await ask({ name: '', path: '/assets/index-1.js', headers: [cookie()], status: 200 });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.has('set-cookie')).toBe(false);
  });

  it('answers HEAD without the body', async () => {
    const answer = await ask({ name: '', method: 'HEAD', path: '/', headers: [cookie()], status: 200 });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  });

  it.each([
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['cache-control', 'no-store'],
  ])('sends %s: %s with every answer', async (name, value) => {
    const page = await ask({ name: '', path: `/${query}`, status: 200 });
    const refused = await ask({ name: '', status: 403 });
    expect([page.headers.get(name), refused.headers.get(name)]).toEqual([value, value]);
  });

  it('lets the page load its own files only', async () => {
    const policy =
      (await ask({ name: '', path: `/${query}`, status: 200 })).headers.get('content-security-policy') ?? '';
    const rules = policy.split('; ');
    expect(rules).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]),
    );
    expect(policy).not.toContain('unsafe-eval');
    expect(rules.find((rule) => rule.startsWith('connect-src'))).toBe(`connect-src 'self' ws://127.0.0.1:${open.port}`);
  });
});
