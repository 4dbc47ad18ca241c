/** Where dumpcap and tcpdump lie on the systems that people use. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

export type ProgramName = 'dumpcap' | 'tcpdump';

/** Looked at after PATH, in this order. */
const WELL_KNOWN: Record<ProgramName, Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  dumpcap: {
    linux: ['/usr/bin', '/usr/local/bin', '/usr/sbin', '/opt/wireshark/bin', '/snap/bin'],
    darwin: [
      '/Applications/Wireshark.app/Contents/MacOS',
      '/opt/homebrew/bin',
      '/usr/local/bin',
      '/opt/local/bin',
      '/usr/bin',
    ],
    win32: ['C:\\Program Files\\Wireshark', 'C:\\Program Files (x86)\\Wireshark'],
    freebsd: ['/usr/local/bin'],
  },
  tcpdump: {
    linux: ['/usr/bin', '/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/local/bin'],
    darwin: ['/usr/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin', '/usr/local/sbin', '/usr/local/bin'],
    freebsd: ['/usr/sbin', '/usr/local/sbin'],
  },
};

/** Paths where the program may be: the absolute folders of PATH, then the well-known ones; each once. */
export function programPlaces(name: ProgramName, platform: NodeJS.Platform, searchPath: string): readonly string[] {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const fileName = platform === 'win32' ? `${name}.exe` : name;
  const searched = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  const folders = [...searched, ...(WELL_KNOWN[name][platform] ?? [])];
  return [...new Set(folders.map((folder) => join(folder, fileName)))];
}

export type ProgramPlace = { readonly path: string; readonly runnable: boolean };

/** The first place where the program can be run, else one where it lies but may not be run, else null. */
export async function findProgram(name: ProgramName): Promise<ProgramPlace | null> {
  let forbidden: ProgramPlace | null = null;
  for (const path of programPlaces(name, process.platform, process.env['PATH'] ?? '')) {
    if (await isAccessible(path, constants.X_OK)) return { path, runnable: true };
    if (forbidden === null && (await isAccessible(path, constants.F_OK))) forbidden = { path, runnable: false };
  }
  return forbidden;
}

const isAccessible = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );
