import { TUNNEL_KINDS, type TunnelKind } from '../../../shared/capture/tunnelKinds';
import type { LayerFault } from './fault';

const NO_BYTES = new Uint8Array(0);

/** VLAN tags and tunnels deeper than this are not followed. */
export const MAX_VLAN_TAGS = 8;
export const MAX_TUNNELS = 8;

/** Stands in `tunnelIds` for a tunnel that has no number. */
export const NO_TUNNEL_ID = -1;

const WORDS_PER_TUNNEL = 8;
const NUMBER_OF_KIND = Object.fromEntries(TUNNEL_KINDS.map((kind, index) => [kind, index])) as Readonly<
  Record<TunnelKind, number>
>;

/** Protocol numbers of IANA that the chain knows by name. */
export const IP_PROTOCOL = {
  icmp: 1,
  ipv4: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  gre: 47,
  esp: 50,
  icmpV6: 58,
  sctp: 132,
  mpls: 137,
} as const;

/**
 * What the chain of layers found in one frame, down to the transport payload.
 *
 * One instance is filled again for every frame and makes no objects: offsets into `bytes`, addresses as four 32-bit words.
 * An IPv4 address a.b.c.d stands as ::ffff:a.b.c.d, that is words 0, 0, 0xffff, a.b.c.d.
 */
export class Packet {
  bytes: Uint8Array = NO_BYTES;

  readonly vlanIds = new Uint16Array(MAX_VLAN_TAGS);
  vlanCount = 0;

  /** Tunnels around the packet, outermost first: index of TUNNEL_KINDS, number, and the addresses outside of it. */
  readonly tunnelKinds = new Uint8Array(MAX_TUNNELS);
  readonly tunnelIds = new Float64Array(MAX_TUNNELS);
  /** IP version outside; 0 for a tunnel that stands on a link. Then its words mean nothing. */
  readonly tunnelIpVersions = new Uint8Array(MAX_TUNNELS);
  /** Per tunnel four words of source, four of destination. */
  readonly tunnelWords = new Uint32Array(MAX_TUNNELS * WORDS_PER_TUNNEL);
  tunnelCount = 0;

  /** 4, 6, or 0 when no IP layer was found; inside tunnels that of the innermost one. */
  ipVersion = 0;
  readonly sourceWords = new Uint32Array(4);
  readonly destinationWords = new Uint32Array(4);
  /** Differentiated services code point, 0 … 63. */
  dscp = 0;
  /** IPv4 identification; 0 in IPv6, and where the sender numbers only what may be fragmented (RFC 6864). */
  identification = 0;
  /** Index of the interface in a Linux cooked capture of version 2, which `any` makes; 0 elsewhere. */
  linkInterface = 0;
  /** IP protocol of the transport (17 UDP); after IPv6 extension headers the last one. */
  protocol = 0;

  /** Set on an IP fragment: then payload is the fragment's part of the datagram and there are no ports. */
  isFragment = false;
  fragmentId = 0;
  fragmentOffsetBytes = 0;
  moreFragments = false;

  sourcePort = 0;
  destinationPort = 0;
  /** Where the transport header (UDP, TCP …) begins in `bytes`; 0 when the chain did not come so far. */
  transportStart = 0;
  /** Transport payload is bytes[payloadStart, payloadEnd). While the chain runs: what the next layer has to read. */
  payloadStart = 0;
  payloadEnd = 0;
  /** The headers promised more payload than was captured. */
  truncated = false;
  /** What was wrong: the reason of `undecoded`, or a survivable fault of a packet that was decoded all the same. */
  fault: LayerFault | null = null;

  /** Forgets the last frame; bytes[start, end) is what the first layer reads. */
  begin(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.vlanCount = 0;
    this.tunnelCount = 0;
    this.ipVersion = 0;
    this.dscp = 0;
    this.identification = 0;
    this.linkInterface = 0;
    this.protocol = 0;
    this.isFragment = false;
    this.fragmentId = 0;
    this.fragmentOffsetBytes = 0;
    this.moreFragments = false;
    this.sourcePort = 0;
    this.destinationPort = 0;
    this.transportStart = 0;
    this.payloadStart = start;
    this.payloadEnd = end;
    this.truncated = false;
    this.fault = null;
  }

  /**
   * Notes that what follows is wrapped: the addresses found so far are those outside, those inside come with the next IP header;
   * ports found so far are the tunnel's and are forgotten. False when there are too many tunnels to follow.
   */
  enterTunnel(kind: TunnelKind, id: number = NO_TUNNEL_ID): boolean {
    const at = this.tunnelCount;
    if (at === MAX_TUNNELS) return false;
    this.tunnelKinds[at] = NUMBER_OF_KIND[kind];
    this.tunnelIds[at] = id;
    this.tunnelIpVersions[at] = this.ipVersion;
    for (let word = 0; word < 4; word += 1) {
      this.tunnelWords[at * WORDS_PER_TUNNEL + word] = this.sourceWords[word]!;
      this.tunnelWords[at * WORDS_PER_TUNNEL + 4 + word] = this.destinationWords[word]!;
    }
    this.tunnelCount = at + 1;
    this.ipVersion = 0;
    this.sourcePort = 0;
    this.destinationPort = 0;
    this.transportStart = 0;
    return true;
  }
}

/**
 * How far the chain came with a frame:
 * `udp` · `tcp` · `sctp` payload and ports are set · `icmp` payload is the ICMP or ICMPv6 message · `fragment` give it to
 * reassembly · `other` an IP packet whose transport is not read · `notIp` nothing to do with IP (ARP, LLDP …) · `undecoded` link
 * type unknown, header broken or cut off.
 */
export type DecodeOutcome = 'udp' | 'tcp' | 'sctp' | 'icmp' | 'fragment' | 'other' | 'notIp' | 'undecoded';
