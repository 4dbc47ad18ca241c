import { u16 } from '../bigEndian';
import type { Fault } from '../fault';
import { looksLikeSip } from '../sip/looksLikeSip';
import { addressText } from '../ip/addressText';
import type { HepPacket } from './hepPacket';
import { HEP_PAYLOAD } from './payloadTypes';

const FIXED_HEADER_BYTES = 8;
/** Seconds, microseconds, capture agent and two bytes that fill its structure up. */
const TIME_BYTES = 12;
const MICROSECONDS_PER_SECOND = 1_000_000;
/** TCP, UDP, SCTP, and 22, which agents write for TLS. */
const PROTOCOLS: ReadonlySet<number> = new Set([6, 17, 22, 132]);

const WRONG_LENGTH: Fault = { kind: 'malformed', layer: 'hep', detail: 'the length of the header is wrong' };

export type Hep2Header = {
  readonly version: 1 | 2;
  readonly addressBytes: 4 | 16;
  /** Where the addresses end. */
  readonly addressesEnd: number;
  /** Where the time stands; null in version 1. */
  readonly timeStart: number | null;
  readonly payloadStart: number;
};

/** AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 28 on FreeBSD, 30 on macOS. */
function addressBytesOf(family: number): 4 | 16 | null {
  if (family === 2) return 4;
  return family === 10 || family === 28 || family === 30 ? 16 : null;
}

/** Version 2 sends its times as the agent's machine keeps numbers: little endian on all that are in use. */
export function littleEndian(bytes: Uint8Array, at: number, lengthBytes: 2 | 4): number {
  const low = bytes[at]! + bytes[at + 1]! * 0x100;
  return lengthBytes === 2 ? low : low + bytes[at + 2]! * 0x10000 + bytes[at + 3]! * 0x1000000;
}

/**
 * The header of HEP version 1 or 2; null when it cannot be one.
 *
 *     |    version    | header length |    family     |   protocol    |
 *     |          source port          |       destination port        |
 *     |    source address, destination address (4 or 16 bytes each)   |
 *     |    version 2: seconds, microseconds, agent (16 bits), filler  |
 */
export function readHep2Header(bytes: Uint8Array, start: number, end: number): Hep2Header | null {
  if (end - start < FIXED_HEADER_BYTES) return null;
  const version = bytes[start]!;
  const addressBytes = addressBytesOf(bytes[start + 2]!);
  if ((version !== 1 && version !== 2) || addressBytes === null || !PROTOCOLS.has(bytes[start + 3]!)) return null;

  const addressesEnd = start + FIXED_HEADER_BYTES + 2 * addressBytes;
  const payloadStart = addressesEnd + (version === 2 ? TIME_BYTES : 0);
  if (payloadStart > end) return null;
  return { version, addressBytes, addressesEnd, timeStart: version === 2 ? addressesEnd : null, payloadStart };
}

/** Length of the header as it tells it: without the time of version 2. */
const isLengthRight = (bytes: Uint8Array, start: number, { addressBytes }: Hep2Header): boolean =>
  bytes[start + 1] === FIXED_HEADER_BYTES + 2 * addressBytes;

/**
 * Whether the bytes are of HEP version 1 or 2. It has no magic, so what it carries must look like SIP, the only thing that these
 * versions carry; and in version 1 the length of the header must be right, in version 2 the time must be one: there sngrep writes
 * a part of the packet's length where that of the header belongs.
 */
export function looksLikeHep2(bytes: Uint8Array, start: number, end: number): boolean {
  const header = readHep2Header(bytes, start, end);
  if (header === null || !looksLikeSip(bytes, header.payloadStart, end)) return false;
  if (header.timeStart === null) return isLengthRight(bytes, start, header);
  return littleEndian(bytes, header.timeStart + 4, 4) < MICROSECONDS_PER_SECOND;
}

/** A packet of version 1 or 2, whose header was read before. */
export function readHepVersion2(bytes: Uint8Array, start: number, end: number, header: Hep2Header): HepPacket {
  const { version, addressBytes, addressesEnd, timeStart, payloadStart } = header;
  const middle = addressesEnd - addressBytes;
  const endpoint = (from: number, to: number, portAt: number) => ({
    address: addressText(bytes, from, to) ?? '',
    port: u16(bytes, portAt),
  });
  return {
    version,
    source: endpoint(start + FIXED_HEADER_BYTES, middle, start + 4),
    destination: endpoint(middle, addressesEnd, start + 6),
    ipProtocol: bytes[start + 3]!,
    seconds: timeStart === null ? 0 : littleEndian(bytes, timeStart, 4),
    microseconds: timeStart === null ? 0 : littleEndian(bytes, timeStart + 4, 4),
    payloadType: HEP_PAYLOAD.sip,
    payloadStart,
    payloadEnd: end,
    compressed: false,
    agentId: timeStart === null ? null : littleEndian(bytes, timeStart + 8, 2),
    agentName: '',
    correlationId: '',
    vlanId: null,
    mos: null,
    hasAuthenticationKey: false,
    unknownChunks: [],
    faults: isLengthRight(bytes, start, header) ? [] : [WRONG_LENGTH],
  };
}
