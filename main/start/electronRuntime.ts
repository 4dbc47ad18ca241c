import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result';

/** Enough for the 120 MB of the runtime on an ordinary line; without a route the download fails at once by itself. */
const DOWNLOAD_LIMIT_MS = 120_000;

/**
 * Path of Electron's program below `node_modules`. Since version 42 the package has no install script: the runtime comes
 * with the first start, which is tried here once. The error says in a few words why there is none.
 */
export async function findElectron(projectFolder: string): Promise<Result<string, string>> {
  const packageFolder = join(projectFolder, 'node_modules', 'electron');
  const installed = installedElectron(packageFolder);
  if (installed !== null) return ok(installed);
  if (!existsSync(join(packageFolder, 'install.js'))) return err('its package is not installed');
  const problem = await downloadElectron(packageFolder);
  if (problem !== null) return err(problem);
  const downloaded = installedElectron(packageFolder);
  return downloaded === null ? err('the download left no program behind') : ok(downloaded);
}

/** As electron/index.js finds it, without its download. */
export function installedElectron(
  packageFolder: string,
  override: string | undefined = process.env['ELECTRON_OVERRIDE_DIST_PATH'],
): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  const program = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  if (override !== undefined) {
    const path = join(override, program ?? 'electron');
    return existsSync(path) ? path : null;
  }
  if (program === null) return null;
  const path = join(packageFolder, 'dist', program);
  return existsSync(path) ? path : null;
}

function downloadElectron(packageFolder: string): Promise<string | null> {
  process.stderr.write("Downloading Electron's runtime …\n");
  return new Promise((resolve) => {
    let words = '';
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: DOWNLOAD_LIMIT_MS,
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(0, 4000);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(signal === null ? firstErrorOf(words) : 'the download took too long');
    });
  });
}

/** The line of an error's text that names it, without the stack. */
export function firstErrorOf(words: string): string {
  const line = words.split('\n').find((text) => /^\s*\w*Error: /.test(text)) ?? words.split('\n')[0] ?? '';
  return (
    line
      .replace(/^\s*(\w*Error:\s*)+/, '')
      .trim()
      .slice(0, 200) || 'the download failed'
  );
}
