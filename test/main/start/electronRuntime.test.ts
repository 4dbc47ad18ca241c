import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron, firstErrorOf, installedElectron } from '../../../main/start/electronRuntime';

let folder: string;
let electron: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-start-test-'));
  electron = join(folder, 'node_modules', 'electron');
  mkdirSync(join(electron, 'dist'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const install = (): void => {
  writeFileSync(join(electron, 'path.txt'), 'electron');
  writeFileSync(join(electron, 'dist', 'electron'), '');
};

describe('findElectron', () => {
  it('takes the runtime that is installed', async () => {
    install();
    expect(await findElectron(folder)).toEqual({ ok: true, value: join(electron, 'dist', 'electron') });
  });

  it('downloads it once where it is missing', async () => {
    writeFileSync(
      join(electron, 'install.js'),
      `require('fs').writeFileSync(__dirname + '/path.txt', 'electron'); require('fs').writeFileSync(__dirname + '/dist/electron', '')`,
    );
    expect(await findElectron(folder)).toEqual({ ok: true, value: join(electron, 'dist', 'electron') });
  });

  it('says in a few words why there is none', async () => {
    writeFileSync(join(electron, 'install.js'), `throw new TypeError('fetch failed')`);
    expect(await findElectron(folder)).toEqual({ ok: false, error: 'fetch failed' });
  });

  it('notices a download that left nothing', async () => {
    writeFileSync(join(electron, 'install.js'), '');
    expect(await findElectron(folder)).toEqual({ ok: false, error: 'the download left no program behind' });
  });

  it('knows when not even the package is there', async () => {
    rmSync(electron, { recursive: true });
    expect(await findElectron(folder)).toEqual({ ok: false, error: 'its package is not installed' });
  });
});

describe('installedElectron', () => {
  it('does not trust a path without a program', () => {
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(installedElectron(electron, undefined)).toBeNull();
  });

  it('follows the override of the Electron package', () => {
    writeFileSync(join(folder, 'electron'), '');
    expect(installedElectron(electron, folder)).toBe(join(folder, 'electron'));
    expect(installedElectron(electron, join(folder, 'none'))).toBeNull();
  });
});

it.each([
  ['TypeError: fetch failed\n    at node:internal', 'fetch failed'],
  ['/x/install.js:1\nthrow new Error()\n\nError: getaddrinfo ENOTFOUND host\n  at x', 'getaddrinfo ENOTFOUND host'],
  ['', 'the download failed'],
])('firstErrorOf(%j)', (words, expected) => {
  expect(firstErrorOf(words)).toBe(expected);
});
