import type { CarriedUnit } from '../carriedUnit';
import type { FlowPath } from '../flowPath';
import type { StreamProtocol } from './streamProtocols';
import type { TcpCounts } from './tcpCounts';
import type { TcpLimits } from './tcpLimits';
import type { Origin } from './tcpSegment';

/** Told of a segment of line ends alone, between two messages: a sign of life (RFC 5626 §3.5.1). */
export type OnLineEnds = (path: FlowPath, lengthBytes: number, origin: Origin) => void;

/** What the directions of all connections share. */
export type StreamContext = {
  readonly limits: TcpLimits;
  readonly counts: TcpCounts;
  readonly protocols: readonly StreamProtocol[];
  /** 1 for each first byte of a protocol or a SIP start line. */
  readonly mayBegin: Uint8Array;
  readonly onUnit: (unit: CarriedUnit) => void;
  readonly onLineEnds: OnLineEnds;
};

/** Bytes with which something known may begin; a method is taken to be in capitals. */
export function firstBytesOf(protocols: readonly StreamProtocol[]): Uint8Array {
  const mayBegin = new Uint8Array(256);
  mayBegin.fill(1, 0x41, 0x5b);
  for (const protocol of protocols) for (const byte of protocol.firstBytes) mayBegin[byte] = 1;
  return mayBegin;
}
