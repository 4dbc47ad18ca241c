import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceAppScheme, answerPageRequest } from '../../../main/app/appProtocol';
import { privilegedSchemes } from '../../double/shell/protocol';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-app-test-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<title>page</title>');
  writeFileSync(join(folder, 'secret.js'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (url: string, method = 'GET'): Promise<Response> =>
  answerPageRequest({ url, method }, join(folder, 'renderer'));

describe('app://laddergram/', () => {
  it('serves the page with its policy', async () => {
    const answer = await ask('app://laddergram/?x#y');
    expect([answer.status, await answer.text()]).toEqual([200, '<title>page</title>']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('content-security-policy')).not.toContain('ws:');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['app://laddergram/../secret.js', 'GET', 404],
    ['app://laddergram/%2e%2e/secret.js', 'GET', 404],
    ['app://laddergram/..%5csecret.js', 'GET', 404],
    ['app://laddergram/other.js', 'GET', 404],
    ['app://other/index.html', 'GET', 403],
    ['app://laddergram/index.html', 'POST', 403],
  ])('answers %s (%s) with %i and nothing else', async (url, method, status) => {
    const answer = await ask(url, method);
    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  it('is announced as a standard, secure scheme that bypasses no policy', () => {
    announceAppScheme();
    const [scheme] = privilegedSchemes;
    expect(scheme?.privileges).toMatchObject({ standard: true, secure: true });
    expect(scheme?.privileges).not.toHaveProperty('bypassCSP');
  });
});
