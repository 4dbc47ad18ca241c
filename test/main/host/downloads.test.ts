import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askRaw } from '../../double/rawHttp';
import { openHost, TOKEN, type OpenHost } from './openHost';

let open: OpenHost;
beforeAll(async () => {
  open = await openHost({
    download: (id) =>
      id === 'abc'
        ? { path: join(open.folder, 'made.pdf'), fileName: 'call "1".pdf', mediaType: 'application/pdf' }
        : id === 'gone'
          ? { path: join(open.folder, 'removed.pdf'), fileName: 'x.pdf', mediaType: 'application/pdf' }
          : null,
  });
  writeFileSync(join(open.folder, 'made.pdf'), '%PDF-made');
});
afterAll(() => open.close());

const ask = (id: string): ReturnType<typeof askRaw> =>
  askRaw(open.port, [
    `GET /download/${id}?token=${TOKEN} HTTP/1.1`,
    `Host: 127.0.0.1:${open.port}`,
    'Connection: close',
  ]);

it('sends the file under its name', async () => {
  const answer = await ask('abc');
  expect([answer.status, answer.body]).toEqual([200, '%PDF-made']);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="call _1_.pdf"; filename*=UTF-8''call%20_1_.pdf`,
  );
});

it.each(['gone', 'other', '..%2fsecret.js', 'a/b'])('has nothing under the id %s', async (id) => {
  expect((await ask(id)).status).toBe(404);
});
