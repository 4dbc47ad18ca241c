import type { Encapsulation, Endpoint } from '../../../shared/protocol/rows';
import { formatAddress } from '../decode/ip/address';
import type { EncapsulationPool } from './encapsulation';
import type { PathEnds } from './endpointPair';
import type { Packet } from '../decode/packet';

/** Between whom and in what something travelled. */
export type FlowPath = {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly encapsulation: Encapsulation | null;
  readonly dscp: number;
};

export const sourceOf = ({ sourceWords, sourcePort }: PathEnds): Endpoint => ({
  address: formatAddress(sourceWords),
  port: sourcePort,
});

export const destinationOf = ({ destinationWords, destinationPort }: PathEnds): Endpoint => ({
  address: formatAddress(destinationWords),
  port: destinationPort,
});

/** The way of a packet, in objects of its own but for what it is wrapped in. */
export const flowPathOf = (packet: Packet, encapsulations: EncapsulationPool): FlowPath => ({
  source: sourceOf(packet),
  destination: destinationOf(packet),
  encapsulation: encapsulations.of(packet),
  dscp: packet.dscp,
});
