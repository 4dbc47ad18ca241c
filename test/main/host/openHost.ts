import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost, type Host } from '../../../main/host/host';
import type { Engine } from '../../../main/engine/engine';
import { fakeEngine } from '../../double/fakeEngine';

export const TOKEN = 'a-token-of-the-tests-0123456789';

export type OpenHost = {
  readonly host: Host;
  readonly port: number;
  readonly folder: string;
  readonly close: () => Promise<void>;
};

/** A host on a free port with a page of two files; beside the page lies a file that must stay out of reach. */
export async function openHost(overrides: Partial<Engine> = {}): Promise<OpenHost> {
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-host-test-'));
  const pageFolder = join(folder, 'renderer');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(pageFolder, 'assets', 'index-1.js'), 'export {};');
  writeFileSync(join(pageFolder, '.hidden.js'), 'hidden');
  writeFileSync(join(folder, 'secret.js'), 'secret');
  const listen = { host: '127.0.0.1', port: 0 };
  const opened = await createHost({ engine: fakeEngine(overrides), listen, token: TOKEN, pageFolder });
  if (!opened.ok) throw new Error(opened.error);
  const host = opened.value;
  return {
    host,
    port: host.address.port,
    folder,
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
