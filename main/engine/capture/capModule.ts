/** The optional package `cap`: a binding to libpcap or Npcap. It loads only in a process's main thread. */
import { createRequire } from 'node:module';
import { err, ok, type Result } from '../../../shared/result';
import { LINK_TYPE } from '../../../shared/capture/linkTypes';
import { oneLine } from './oneLine';

export type CapDevice = {
  readonly name: string;
  readonly description?: string;
  readonly addresses: readonly { readonly addr?: string }[];
  readonly flags?: string;
};

export type CapSession = {
  /** Keeps a raw pointer to the buffer for as long as it is open. Answers the link type's name; throws. */
  open(device: string, filter: string, bufferBytes: number, buffer: Buffer): string;
  close(): boolean;
  on(event: 'packet', listener: (capturedBytes: number, truncated: boolean) => void): void;
  setMinBytes?: (bytes: number) => void;
};

export type CapModule = {
  readonly Cap: { new (): CapSession; readonly deviceList: () => readonly CapDevice[] };
  readonly version: string;
};

/** Loads the module, or tells on one line why that cannot be done. */
export function loadCap(): Result<CapModule, string> {
  const load = createRequire(import.meta.url);
  try {
    const { version } = load('cap/package.json') as { version: string };
    const { Cap } = load('cap') as Pick<CapModule, 'Cap'>;
    return ok({ Cap, version });
  } catch (error) {
    return err(`the optional package "cap" does not load: ${firstLine(error)}`);
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return oneLine(message.split('\n', 1)[0] ?? '');
}

/** The names that `cap` has for link types; all others it calls "Unknown linktype N". */
const LINK_TYPES = new Map<string, number>([
  ['NULL', LINK_TYPE.null],
  ['ETHERNET', LINK_TYPE.ethernet],
  ['IEEE802_11_RADIO', 127],
  ['LINKTYPE_LINUX_SLL', LINK_TYPE.linuxSll],
  ['RAW', LINK_TYPE.raw],
]);

/** The registry number of a link type as `cap` names it; null when it names none. */
export function linkTypeOfCap(name: string): number | null {
  const known = LINK_TYPES.get(name);
  if (known !== undefined) return known;
  const number = /^Unknown linktype (\d+)$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}
