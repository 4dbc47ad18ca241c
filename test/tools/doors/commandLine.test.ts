import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { builtProgram, repository } from '../../double/builtPrograms';
import { runProgram, startProgram } from '../../double/runProgram';

const program = builtProgram('laddergram.js');
const sample = join(repository, 'resources/samples/office-morning.pcapng');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-cli-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]): ReturnType<typeof runProgram> => runProgram([program, ...words]);

describe('the built command line', () => {
  it('is a program of its own', async () => {
    expect(readFileSync(program, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(program).mode & 0o111).toBe(0o111);
    const { stdout } = await promisify(execFile)(program, ['--version']);
    expect(stdout).toBe(`${version}\n`);
  });

  it.each([
    [[], 2],
    [['analyze'], 2],
    [['analyze', 'x', '--filter', 'y'], 2],
    [['capture', '-i', 'lo', '-b', 'size:1'], 2],
    [['analyze', '/nonexistent/x.pcap'], 1],
    [['serve', '/nonexistent/x.pcap'], 1],
  ])('ends %j with %i and one line', async (words, code) => {
    const ended = await run(...words);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(/^laddergram: [^\n]+\n$/);
  });

  it.each([
    ['an empty file', ''],
    ['text', 'this is no capture at all, however long the text may be'],
    ['a picture', '\u0089PNG\r\n\u001a\n0000000000000000000'],
  ])('says in one line that %s is no capture', async (_name, text) => {
    const path = join(folder, 'no-capture');
    writeFileSync(path, text, 'latin1');
    const ended = await run('analyze', path);
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr).toMatch(/^laddergram: [^\n]+\n$/);
  });

  it('refuses a folder in one line', async () => {
    const ended = await run('analyze', folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^laddergram: [^\n]+\n$/);
  });

  it('prints one object with the fields of docs/CLI.md', async () => {
    const { code, stdout, stderr } = await run('analyze', sample, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'schemaVersion',
        'capture',
        'calls',
        'registrations',
        'transactions',
        'messages',
        'streams',
        'findings',
      ]),
    );
    expect(report['schemaVersion']).toBe(1);
    expect(report['calls']).not.toEqual([]);
  });

  it('reads standard input like a file', async () => {
    const { child, ended } = startProgram([program, 'analyze', '-', '--json']);
    child.stdin?.end(readFileSync(sample));
    const piped = JSON.parse((await ended).stdout) as { messages: number };
    const read = JSON.parse((await run('analyze', sample, '--json')).stdout) as { messages: number };
    expect(piped.messages).toBe(read.messages);
    expect(piped.messages).toBeGreaterThan(0);
  });

  it('writes PDF and capture of one call', async () => {
    const all = JSON.parse((await run('analyze', sample, '--json')).stdout) as { calls: { callId: string }[] };
    const callId = all.calls[0]!.callId;
    const pdf = join(folder, 'call.pdf');
    const capture = join(folder, 'call.pcapng');
    const ended = await run('analyze', sample, '--call', callId, '--pdf', pdf, '--export', capture);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const again = JSON.parse((await run('analyze', capture, '--json')).stdout) as { calls: { callId: string }[] };
    expect(again.calls.map((call) => call.callId)).toEqual([callId]);
  });

  it('ends quietly when its reader goes away', async () => {
    const { child, ended } = startProgram([program, 'analyze', sample, '--json']);
    child.stdin?.end();
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('lists interfaces numbered from 1', async () => {
    const { code, stdout } = await run('interfaces');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. \S+/);
    expect(stdout).toContain('127.0.0.1');
  });
});

describe('the built browser door', () => {
  it('prints its address, answers it only with the token, and ends cleanly', async () => {
    const { child, ended, firstLine } = startProgram([program, 'serve', '--listen', '127.0.0.1:0', sample]);
    const address = await firstLine;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
    const page = await fetch(address);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await fetch(new URL('/', address))).status).toBe(403);
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, stdout: `${address}\n`, stderr: '' });
  });

  it('is what npm start opens where Electron cannot be had', async () => {
    const environment = {
      ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'none'),
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      DISPLAY: undefined,
    };
    const { child, ended, firstLine } = startProgram([builtProgram('start.js')], environment);
    const address = await firstLine;
    expect((await fetch(address)).status).toBe(200);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /Electron's runtime is not installed and could not be downloaded \([^\n]+\); opening the browser door instead\.\n$/,
    );
  });
});
