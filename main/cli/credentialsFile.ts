import { readFile, stat } from 'node:fs/promises';
import type { PasswordOf } from '../engine/engine';
import { WorkFailed } from './failure';
import { plainText } from './plainText';

const MOST_BYTES = 16 * 1024 * 1024;

/** Why a file cannot be read, in words; never with anything of what it holds. */
function describeProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8 text';
  return code === 'EISDIR' ? 'it is a folder' : 'it cannot be read';
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new WorkFailed(`${plainText(path)}: it is larger than 16 MiB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof WorkFailed) throw error;
    throw new WorkFailed(`${plainText(path)}: ${describeProblem(error)}`);
  }
}

/** `1000,secret` or `1000@example.org,secret`: what follows the first comma is the password as it stands; null for another line. */
function readLine(line: string): { readonly user: string; readonly password: string } | null {
  const comma = line.indexOf(',');
  const user = line.slice(0, Math.max(0, comma)).trim();
  return user === '' ? null : { user, password: line.slice(comma + 1) };
}

/**
 * Reads `user,password` lines; `#` begins a comment line, of a user named twice the last line counts. A user may be limited to a
 * realm: `user@realm`. Throws WorkFailed, whose message names a line and never what stands in it.
 */
export async function readCredentialsFile(path: string): Promise<PasswordOf> {
  const passwords = new Map<string, string>();
  const lines = (await readText(path)).split(/\r?\n/);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const entry = readLine(line);
    if (entry === null) throw new WorkFailed(`${plainText(path)}, line ${at + 1}: write user,password`);
    passwords.set(entry.user, entry.password);
  }
  return (username, realm) => passwords.get(`${username}@${realm}`) ?? passwords.get(username) ?? null;
}
