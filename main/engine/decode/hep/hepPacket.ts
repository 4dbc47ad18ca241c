import type { Endpoint } from '../../../../shared/protocol/rows';
import type { ByteRange } from '../byteRange';
import type { Fault } from '../fault';

/** A chunk of version 3 that the workbench has no use for; its value is bytes [start, end) of the packet. */
export type HepChunk = ByteRange & { readonly vendor: number; readonly type: number };

/** What a capture agent sent of one packet that it saw. Ranges and offsets are of the bytes that were read. */
export type HepPacket = {
  readonly version: 1 | 2 | 3;
  /** As the agent saw the packet; the address is empty when it did not tell. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** Protocol number of IANA, 17 UDP; 0 when the agent did not tell. */
  readonly ipProtocol: number;
  /** When the agent saw it, in Unix time; 0 when it did not tell. */
  readonly seconds: number;
  readonly microseconds: number;
  /** `payloadTypeName` has the words; 1 is SIP, which is all that versions 1 and 2 carry. */
  readonly payloadType: number;
  /** bytes[payloadStart, payloadEnd) as it was sent; both 0 without a payload. */
  readonly payloadStart: number;
  readonly payloadEnd: number;
  /** The payload has to be inflated before it can be read. */
  readonly compressed: boolean;
  readonly agentId: number | null;
  readonly agentName: string;
  /** The Call-ID as a rule; empty when the agent sent none. */
  readonly correlationId: string;
  readonly vlanId: number | null;
  /** Mean opinion score as the agent computed it, in hundredths as a rule. */
  readonly mos: number | null;
  /** The agent's key was in it. It is a secret and is kept nowhere. */
  readonly hasAuthenticationKey: boolean;
  readonly unknownChunks: readonly HepChunk[];
  /** What was wrong but survivable; empty for a clean packet. */
  readonly faults: readonly Fault[];
};
