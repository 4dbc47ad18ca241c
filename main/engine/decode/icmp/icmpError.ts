import { u16 } from '../bigEndian';
import { decodeIp, decodeTransport } from '../decodeFrame';
import { addWords, folded } from '../ip/internetChecksum';
import { type DecodeOutcome, IP_PROTOCOL, Packet } from '../packet';

export const ICMP_HEADER_BYTES = 8;
const PORTS_BYTES = 4;
/** What is quoted before extensions is filled up to this length (RFC 4884 §4.1). */
const FILLED_QUOTE_BYTES = 128;
const EXTENSION_HEADER_BYTES = 4;
const EXTENSION_VERSION = 0x20;

/** Errors of ICMP (RFC 792: unreachable, source quench, redirect, time exceeded, parameter problem) and ICMPv6 (RFC 4443). */
export function isIcmpErrorType(ipVersion: number, type: number): boolean {
  if (ipVersion === 6) return type >= 1 && type <= 4;
  return type === 3 || type === 4 || type === 5 || type === 11 || type === 12;
}

/** Types that may carry extensions, and so the length of the quote (RFC 4884 §4). */
function mayBeExtended(ipVersion: number, type: number): boolean {
  return ipVersion === 6 ? type === 1 || type === 3 : type === 3 || type === 11 || type === 12;
}

/** Senders older than RFC 4884 name no length; their extensions stand behind 128 bytes (§5.5) and have a checksum. */
function hasUnannouncedExtension(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < EXTENSION_HEADER_BYTES || bytes[at] !== EXTENSION_VERSION || bytes[at + 1] !== 0) return false;
  return u16(bytes, at + 2) !== 0 && folded(addWords(0, bytes, at, end)) === 0xffff;
}

/** Where the quoted packet ends: before the extensions, if there are some. The message is bytes[start, end). */
export function endOfQuote(bytes: Uint8Array, start: number, end: number, ipVersion: number): number {
  if (!mayBeExtended(ipVersion, bytes[start]!)) return end;
  const saidBytes = ipVersion === 6 ? bytes[start + 4]! * 8 : bytes[start + 5]! * 4;
  const quoteStart = start + ICMP_HEADER_BYTES;
  if (saidBytes !== 0) return Math.min(end, quoteStart + saidBytes);
  const filledEnd = quoteStart + FILLED_QUOTE_BYTES;
  return hasUnannouncedExtension(bytes, filledEnd, end) ? filledEnd : end;
}

/**
 * An ICMP or ICMPv6 error and the packet that it quotes, down to the innermost one where tunnels are quoted. One instance is
 * filled again for every error.
 */
export class IcmpError {
  type = 0;
  code = 0;
  /** Addresses, protocol and ports of what did not arrive. */
  ipVersion = 0;
  readonly sourceWords: Uint32Array;
  readonly destinationWords: Uint32Array;
  protocol = 0;
  sourcePort = 0;
  destinationPort = 0;
  /** Length that the quoted UDP header names, header and all; 0 for other transports. */
  udpLengthBytes = 0;
  /** What the error repeats of the payload is bytes[payloadStart, payloadEnd) of the packet: often less than there was, or nothing. */
  payloadStart = 0;
  payloadEnd = 0;
  readonly #quoted = new Packet();

  constructor() {
    this.sourceWords = this.#quoted.sourceWords;
    this.destinationWords = this.#quoted.destinationWords;
  }

  /** Reads what `decodeFrame` answered `icmp` for. False for what is no error, and where the quote does not tell the ports. */
  read(packet: Packet): boolean {
    const { bytes, payloadStart: start, payloadEnd: end, ipVersion } = packet;
    if (end - start < ICMP_HEADER_BYTES || !isIcmpErrorType(ipVersion, bytes[start]!)) return false;
    this.type = bytes[start]!;
    this.code = bytes[start + 1]!;
    const quoteEnd = endOfQuote(bytes, start, end, ipVersion);
    const outcome = this.#readQuote(bytes, start + ICMP_HEADER_BYTES, quoteEnd);
    if (outcome !== 'udp' && outcome !== 'tcp' && outcome !== 'sctp' && !this.#readPortsAlone(outcome)) return false;
    this.#take();
    return true;
  }

  /** The first fragment of a datagram has its ports; it is read as if it were whole. */
  #readQuote(bytes: Uint8Array, start: number, end: number): DecodeOutcome {
    const quoted = this.#quoted;
    const outcome = decodeIp(quoted, bytes, start, end);
    if (outcome !== 'fragment' || quoted.fragmentOffsetBytes !== 0) return outcome;
    quoted.isFragment = false;
    return decodeTransport(quoted);
  }

  /** RFC 792 quotes no more than 8 bytes behind the IP header: of TCP and SCTP the ports are there, the rest is not. */
  #readPortsAlone(outcome: DecodeOutcome): boolean {
    const quoted = this.#quoted;
    const isCutOff = outcome === 'undecoded' && (quoted.fault?.layer === 'tcp' || quoted.fault?.layer === 'sctp');
    if (!isCutOff || quoted.payloadEnd - quoted.payloadStart < PORTS_BYTES) return false;
    quoted.sourcePort = u16(quoted.bytes, quoted.payloadStart);
    quoted.destinationPort = u16(quoted.bytes, quoted.payloadStart + 2);
    quoted.payloadStart = quoted.payloadEnd;
    return true;
  }

  #take(): void {
    const quoted = this.#quoted;
    this.ipVersion = quoted.ipVersion;
    this.protocol = quoted.protocol;
    this.sourcePort = quoted.sourcePort;
    this.destinationPort = quoted.destinationPort;
    this.payloadStart = quoted.payloadStart;
    this.payloadEnd = quoted.payloadEnd;
    const isUdp = quoted.protocol === IP_PROTOCOL.udp && quoted.transportStart > 0;
    this.udpLengthBytes = isUdp ? u16(quoted.bytes, quoted.transportStart + 4) : 0;
  }
}
