import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Downloads } from '../../../main/engine/downloads';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downloads-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function add(downloads: Downloads, fileName: string): Promise<string> {
  const { id, download } = await downloads.prepare(fileName, 'pdf');
  writeFileSync(download.path, fileName);
  await downloads.finish(id, download);
  return id;
}

describe('downloads', () => {
  it('are found by an id that nobody can guess, once they are finished', async () => {
    const downloads = new Downloads(join(folder, 'new'));
    const { id, download } = await downloads.prepare('a.pcap', 'pcap');
    expect(downloads.find(id)).toBeNull();
    await downloads.finish(id, download);
    expect(downloads.find(id)).toEqual(download);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(download).toMatchObject({ fileName: 'a.pcap', mediaType: 'application/vnd.tcpdump.pcap' });
  });

  it('lie under their id, whatever their name', async () => {
    const downloads = new Downloads(folder);
    const { id, download } = await downloads.prepare('../../etc/passwd', 'pdf');
    expect(download.path).toBe(join(folder, `${id}.pdf`));
  });

  it.each(['', '..', 'constructor', '__proto__'])('has none of id %j', (id) => {
    expect(new Downloads(folder).find(id)).toBeNull();
  });

  it('leave, oldest first, when there are more than twenty', async () => {
    const downloads = new Downloads(folder);
    const ids: string[] = [];
    for (let number = 0; number < 23; number += 1) ids.push(await add(downloads, `${number}.pdf`));
    expect(ids.slice(0, 3).map((id) => downloads.find(id))).toEqual([null, null, null]);
    expect(ids.slice(3).every((id) => existsSync(downloads.find(id)?.path ?? ''))).toBe(true);
    expect(readdirSync(folder)).toHaveLength(20);
  });
});
