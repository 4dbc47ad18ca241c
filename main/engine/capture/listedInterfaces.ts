import { networkInterfaces } from 'node:os';
import type { SourceName } from '../../../shared/protocol/captureState';
import { helperCommand } from './capSource';
import type { SourceCommand } from './captureSource';
import { SOURCE_ORDER } from './captureSources';
import { readCapDevices, readInterfaceLines, type ListedInterface } from './interfaceLists';
import { runToEnd } from './runToEnd';
import type { SourceState } from './sourceStates';

type Lister = {
  readonly command: (path: string) => SourceCommand;
  readonly read: (text: string) => readonly ListedInterface[];
};

const LISTERS: Readonly<Record<SourceName, Lister>> = {
  dumpcap: { command: (file) => ({ file, args: ['-D'] }), read: readInterfaceLines },
  tcpdump: { command: (file) => ({ file, args: ['-D'] }), read: readInterfaceLines },
  cap: { command: (path) => helperCommand(path, ['--list']), read: readCapDevices },
};

/** The machine's interfaces as the first source that can list them numbers them. */
export async function readListedInterfaces(states: readonly SourceState[]): Promise<readonly ListedInterface[]> {
  for (const name of SOURCE_ORDER) {
    const lookup = states.find((state) => state.name === name)?.lookup;
    if (lookup?.kind !== 'found') continue;
    const { command, read } = LISTERS[name];
    const listed = read((await runToEnd(command(lookup.path))).output);
    if (listed.length > 0) return listed;
  }
  return listWithSystem();
}

/** Without any source the system's own list: only interfaces that are up and have an address. */
function listWithSystem(): readonly ListedInterface[] {
  return Object.entries(networkInterfaces()).map(([name, addresses], index) => ({
    number: index + 1,
    name,
    description: '',
    loopback: addresses?.some(({ internal }) => internal) ?? false,
    up: true,
  }));
}
