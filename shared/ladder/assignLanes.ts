import type { CompanionRow, Endpoint, MessageRow, StreamRow } from '../protocol/rows';

/** A lane of the ladder: a machine, or one port of it where a machine talks to itself. */
export type Lane = {
  readonly key: string;
  readonly address: string;
  /** null for a whole machine. */
  readonly port: number | null;
};

export type Lanes = { readonly lanes: readonly Lane[]; readonly laneOf: (endpoint: Endpoint) => number };

const portKey = ({ address, port }: Endpoint): string => `${address} ${port}`;

/** Machines that send to themselves, as on loopback: one lane would turn every arrow into a dot. */
function machinesTalkingToThemselves(messages: readonly MessageRow[], streams: readonly StreamRow[]): Set<string> {
  const addresses = new Set<string>();
  for (const row of [...messages, ...streams]) {
    if (row.source.address === row.destination.address) addresses.add(row.source.address);
  }
  return addresses;
}

/**
 * One lane per machine in order of appearance, so that the caller stands left. A machine that talks to itself gets a lane per
 * signalling port; its media ports belong to the lane whose SDP announced them first. What runs beside RTP adds the machines that
 * only it speaks to, a TURN server for example.
 */
export function assignLanes(
  messages: readonly MessageRow[],
  streams: readonly StreamRow[],
  companions: readonly CompanionRow[] = [],
): Lanes {
  const split = machinesTalkingToThemselves(messages, streams);
  const lanes: Lane[] = [];
  const columnOf = new Map<string, number>();
  const announcedBy = new Map<string, Endpoint>();

  const laneOf = (endpoint: Endpoint): number => {
    const owner = split.has(endpoint.address) ? (announcedBy.get(portKey(endpoint)) ?? endpoint) : endpoint;
    const isSplit = split.has(owner.address);
    const key = isSplit ? portKey(owner) : owner.address;
    const known = columnOf.get(key);
    if (known !== undefined) return known;
    columnOf.set(key, lanes.length);
    lanes.push({ key, address: owner.address, port: isSplit ? owner.port : null });
    return lanes.length - 1;
  };

  for (const message of messages) {
    laneOf(message.source);
    laneOf(message.destination);
    for (const media of message.mediaEndpoints) {
      if (!announcedBy.has(portKey(media))) announcedBy.set(portKey(media), message.source);
    }
  }
  for (const row of [...streams, ...companions]) {
    laneOf(row.source);
    laneOf(row.destination);
  }
  return { lanes, laneOf };
}
