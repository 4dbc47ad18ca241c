import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependencies, devDependencies } from '../../../package.json';
import { builtProgram, repository } from '../../double/builtPrograms';

const require = createRequire(import.meta.url);
type Asar = { readonly listPackage: (path: string, options: object) => string[] };
const { listPackage } = (await import(
  createRequire(require.resolve('app-builder-lib/package.json')).resolve('@electron/asar')
)) as Asar;

/** Electron's runtime as far as the packing looks at it; the real one is not needed to see what goes into the package. */
function writeStubRuntime(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'version'), devDependencies.electron);
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  for (const name of ['electron', 'chrome-sandbox', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(folder, name), '');
  chmodSync(join(folder, 'electron'), 0o755);
}

describe.skipIf(process.platform !== 'linux')('the desktop package', () => {
  let folder: string;
  let resources: string;
  let packed: readonly string[];

  beforeAll(async () => {
    for (const name of ['app.js', 'engine.js', 'preload.cjs', 'capHelper.js']) builtProgram(name);
    folder = mkdtempSync(join(tmpdir(), 'laddergram-package-test-'));
    const runtime = join(folder, 'runtime');
    writeStubRuntime(runtime);
    const config = join(folder, 'builder.json');
    const offline = {
      extends: join(repository, 'electron-builder.yml'),
      electronDist: runtime,
      electronFuses: null,
      npmRebuild: false,
      directories: { output: join(folder, 'out') },
    };
    writeFileSync(config, JSON.stringify(offline));
    const builder = join(repository, 'node_modules/electron-builder/cli.js');
    const words = [builder, '--linux', '--dir', '--publish', 'never', '--config', config];
    await promisify(execFile)(process.execPath, words, { cwd: repository });
    resources = join(folder, 'out/linux-unpacked/resources');
    packed = listPackage(join(resources, 'app.asar'), { isPack: false });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['app.js', 'engine.js', 'preload.cjs', 'capHelper.js', 'renderer/index.html'])('holds dist/%s', (name) => {
    expect(packed).toContain(`/dist/${name}`);
  });

  it('holds what the programs import and do not bundle', () => {
    for (const name of ['pdfkit', 'fontkit', 'ws', 'dejavu-fonts-ttf'])
      expect(packed).toContain(`/node_modules/${name}/package.json`);
    expect(Object.keys(dependencies).sort()).toEqual([
      'commander',
      'dejavu-fonts-ttf',
      'fontkit',
      'pdfkit',
      'ws',
      'zod',
    ]);
  });

  it('holds no source, test, tool or window library', () => {
    const unwanted =
      /^\/(main|renderer|shared|test|docs)(\/|$)|^\/node_modules\/(electron|vite|react|recharts|vitest|nan|zod|commander)(\/|$)/;
    expect(packed.filter((path) => unwanted.test(path))).toEqual([]);
    expect(packed.filter((path) => /\.map$|\.d\.ts$/.test(path))).toEqual([]);
    expect(packed.filter((path) => /^\/node_modules\/cap\/(deps|src|test|build\/obj)/.test(path))).toEqual([]);
  });

  it.each(['package.json', 'dist/capHelper.js', 'resources/samples/samples.json'])(
    'lays %s beside the archive',
    (path) => {
      expect(existsSync(join(resources, 'app.asar.unpacked', path))).toBe(true);
    },
  );

  it('lays the compiled cap beside the archive where it was built', () => {
    const built = 'node_modules/cap/build/Release/cap.node';
    expect(existsSync(join(resources, 'app.asar.unpacked', built))).toBe(existsSync(join(repository, built)));
  });
});
