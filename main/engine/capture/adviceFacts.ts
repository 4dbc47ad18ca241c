import { readFile, access } from 'node:fs/promises';
import type { SourceName } from '../../../shared/protocol/captureState';
import type { SourceLookup } from './captureSource';
import type { AdviceFacts } from './permissionAdvice';

/** What advice about this source on this machine depends on. */
export async function readAdviceFacts(source: SourceName, lookup: SourceLookup): Promise<AdviceFacts> {
  const linux = process.platform === 'linux';
  return {
    platform: process.platform,
    source,
    path: source === 'cap' ? process.execPath : lookup.kind === 'found' ? lookup.path : lookup.forbiddenPath,
    wiresharkGroup: linux && (await hasWiresharkGroup()),
    debian: linux && (await exists('/usr/sbin/dpkg-reconfigure')),
  };
}

const hasWiresharkGroup = (): Promise<boolean> =>
  readFile('/etc/group', 'utf8').then(
    (groups) => /^wireshark:/m.test(groups),
    () => false,
  );

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
