/** The lists of interfaces that the sources print, as rows without addresses. */
import type { CapDevice } from './capModule';

export type ListedInterface = {
  readonly number: number;
  readonly name: string;
  /** Empty when the source has no words for it. */
  readonly description: string;
  /** As the source says; null when it does not say. */
  readonly loopback: boolean | null;
  readonly up: boolean | null;
};

/**
 * `dumpcap -D`: "3. lo (Loopback)", "1. \Device\NPF_{…} (Ethernet 2)".
 * `tcpdump -D`: "3.lo [Up, Running, Loopback]", "7.nflog (Linux netfilter log (NFLOG) interface) [none]".
 */
export function readInterfaceLines(text: string): readonly ListedInterface[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\d+)\. ?(\S+)(?: \((.*)\))?(?: \[([^\]]*)\])?\s*$/.exec(line);
    if (match === null) return [];
    const [, number, name, description = '', flags] = match;
    const says = flags === undefined ? null : flags.split(', ');
    return {
      number: Number(number),
      name: name!,
      description,
      loopback: says?.includes('Loopback') ?? null,
      up: says?.includes('Up') ?? null,
    };
  });
}

/** The device list that the helper prints as JSON; empty when it is none. */
export function readCapDevices(text: string): readonly ListedInterface[] {
  let devices: unknown;
  try {
    devices = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(devices)) return [];
  return (devices as readonly CapDevice[]).map((device, index) => ({
    number: index + 1,
    name: device.name,
    description: device.description ?? '',
    loopback: device.flags?.includes('PCAP_IF_LOOPBACK') ?? false,
    up: null,
  }));
}
