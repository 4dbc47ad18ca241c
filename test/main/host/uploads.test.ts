import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveUpload } from '../../../main/host/upload';
import { err, ok } from '../../../shared/result';
import { askRaw } from '../../double/rawHttp';
import { openHost, TOKEN, type OpenHost } from './openHost';

describe('uploads through the browser door', () => {
  let open: OpenHost;
  let opened: { readonly path: string; readonly name: string | undefined; readonly text: string }[];
  let outcome: 'ok' | 'bad';
  let holdUp: Promise<void>;
  beforeEach(async () => {
    holdUp = Promise.resolve();
    opened = [];
    outcome = 'ok';
    open = await openHost({
      openFiles: ([path = ''], options) => {
        opened.push({ path, name: options?.name, text: readFileSync(path, 'utf8') });
        const problem = { problem: 'no capture', advice: '', command: null };
        return holdUp.then(() => (outcome === 'ok' ? ok(null) : err(problem)));
      },
    });
  });
  afterEach(() => open.close());

  const upload = (name: string, body: string, length = body.length): ReturnType<typeof askRaw> =>
    askRaw(
      open.port,
      [
        `POST /upload?name=${encodeURIComponent(name)}&token=${TOKEN} HTTP/1.1`,
        `Host: 127.0.0.1:${open.port}`,
        `Origin: http://127.0.0.1:${open.port}`,
        `Content-Length: ${length}`,
        'Connection: close',
      ],
      body,
    );

  it('opens what has arrived under the name it had', async () => {
    const answer = await upload('morning.pcap', 'bytes');
    expect(answer.status).toBe(202);
    expect(JSON.parse(answer.body)).toEqual({ name: 'morning.pcap', bytes: 5 });
    await expect.poll(() => opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ name: 'morning.pcap', text: 'bytes' });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\captures\\call.pcap', 'call.pcap'],
    ['a\r\nb.pcap', 'a__b.pcap'],
    ['', 'uploaded capture'],
  ])('takes no folder and no control characters from the name %j', async (name, expected) => {
    await upload(name, 'x');
    await expect.poll(() => opened[0]?.name).toBe(expected);
    expect(opened[0]?.path).toMatch(/upload-1$/);
  });

  it('keeps the opened one until another has taken its place', async () => {
    await upload('one.pcap', '1');
    await expect.poll(() => opened).toHaveLength(1);
    const first = opened[0]!.path;
    expect(existsSync(first)).toBe(true);
    await upload('two.pcap', '2');
    await expect.poll(() => existsSync(first)).toBe(false);
    expect(existsSync(opened[1]!.path)).toBe(true);
  });

  it('keeps the one opened last when an earlier one ends after it', async () => {
    let endFirst: () => void = () => undefined;
    holdUp = new Promise((resolve) => (endFirst = resolve));
    await upload('large.pcap', '1');
    await expect.poll(() => opened).toHaveLength(1);
    holdUp = Promise.resolve();
    await upload('small.pcap', '2');
    await expect.poll(() => opened).toHaveLength(2);
    endFirst();
    await expect.poll(() => existsSync(opened[0]!.path)).toBe(false);
    expect(existsSync(opened[1]!.path)).toBe(true);
  });

  it('removes one that could not be opened', async () => {
    outcome = 'bad';
    await upload('text.txt', 'no capture');
    await expect.poll(() => opened).toHaveLength(1);
    await expect.poll(() => existsSync(opened[0]!.path)).toBe(false);
  });

  it('refuses more than the disk has room for, before it arrives', async () => {
    const answer = await upload('huge.pcap', '', Number.MAX_SAFE_INTEGER);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({ problem: expect.stringContaining('room') as string });
    expect(opened).toEqual([]);
  });
});

describe('receiveUpload', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'laddergram-upload-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const chunks = (...parts: string[]): Readable => Readable.from(parts.map((part) => Buffer.from(part)));

  it('counts what it has written', async () => {
    const path = join(folder, 'a');
    expect(await receiveUpload(chunks('ab', 'cd'), path, null, 4)).toEqual(ok(4));
    expect(readFileSync(path, 'utf8')).toBe('abcd');
  });

  it('ends an upload that turns out too large and leaves nothing', async () => {
    const outcome = await receiveUpload(chunks('ab', 'cd', 'e'), join(folder, 'a'), null, 4);
    expect(outcome).toMatchObject({ ok: false, error: { status: 413 } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing of one that broke off', async () => {
    const broken = new Readable({
      read() {
        this.push('ab');
        this.destroy(new Error('gone'));
      },
    });
    expect(await receiveUpload(broken, join(folder, 'a'), null, 4)).toMatchObject({
      ok: false,
      error: { status: 400 },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
