/** The interfaces of this machine and the sources that can capture from them. */
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { readFile } from 'node:fs/promises';
import type { CaptureProblem } from '../../../shared/protocol/captureState';
import type { InterfaceRow, SourceRow } from '../../../shared/protocol/commands';
import type { ListedInterface } from './interfaceLists';
import { readListedInterfaces } from './listedInterfaces';
import { pseudoInterface } from './pseudoInterfaces';
import { lookUpSources, mostUsefulProblem, sourceRow, tryPermission } from './sourceStates';

export { chooseSource } from './chooseSource';

export type InterfaceList = {
  /** Numbered as `tshark -D` does where dumpcap is there. */
  readonly interfaces: readonly InterfaceRow[];
  readonly sources: readonly SourceRow[];
  /** Why nothing can be captured here; null when at least one source may. */
  readonly problem: CaptureProblem | null;
};

/** Lists interfaces with the first source that can, and tries every source's permission on one of them. */
export async function listInterfaces(capHelperPath: string): Promise<InterfaceList> {
  const found = await lookUpSources({ capHelperPath });
  const listed = await readListedInterfaces(found);
  const addresses = networkInterfaces();
  const interfaces = await Promise.all(listed.map((one) => interfaceRow(one, addresses)));
  const trial = interfaces.find(({ loopback }) => loopback) ?? interfaces[0];
  const states =
    trial === undefined ? found : await Promise.all(found.map((state) => tryPermission(state, trial.name)));
  return { interfaces, sources: states.map(sourceRow), problem: await mostUsefulProblem(states) };
}

type AddressTable = NodeJS.Dict<NetworkInterfaceInfo[]>;

async function interfaceRow(listed: ListedInterface, table: AddressTable): Promise<InterfaceRow> {
  // On Windows the system knows an interface by the name that dumpcap gives as its description.
  const known = table[listed.name] ?? table[listed.description] ?? [];
  const pseudo = pseudoInterface(listed.name);
  const flags = pseudo === null ? await linuxFlags(listed.name) : null;
  return {
    number: listed.number,
    name: listed.name,
    description: pseudo?.description ?? listed.description,
    addresses: known.map(({ address }) => address),
    loopback: listed.loopback ?? flags?.loopback ?? known.some(({ internal }) => internal),
    up: pseudo?.up ?? flags?.up ?? listed.up ?? known.length > 0,
  };
}

const IFF_UP = 0x1;
const IFF_LOOPBACK = 0x8;

async function linuxFlags(name: string): Promise<{ up: boolean; loopback: boolean } | null> {
  if (process.platform !== 'linux' || name.includes('/') || name.startsWith('.')) return null;
  const text = await readFile(`/sys/class/net/${name}/flags`, 'utf8').catch(() => null);
  if (text === null) return null;
  const flags = Number.parseInt(text, 16);
  return { up: (flags & IFF_UP) !== 0, loopback: (flags & IFF_LOOPBACK) !== 0 };
}
