import { Frame } from '../../../shared/capture/frame';
import type { MessageField } from '../../../shared/protocol/rows';
import { decodeFrame, type LayerObserver } from './decodeFrame';
import { fieldOf } from './fieldCursor';
import type { HeaderDescriber } from './headerFields';
import { describeIpv4 } from './ip/describeIpv4';
import { describeExtensionHeaders, describeIpv6 } from './ip/describeIpv6';
import type { Layer } from './layer';
import { describeLinuxSll, describeLinuxSll2, describeLoopback } from './link/describeCooked';
import { describeEthernet, describeLlc, describeVlan } from './link/describeEthernet';
import { describeCiscoHdlc, describePpp } from './link/describePpp';
import { describeRadiotap, describeWlan, describeWlanCapture } from './link/describeWlan';
import { type DecodeOutcome, Packet } from './packet';
import { describeSctpHeader } from './transport/describeSctpHeader';
import { describeTcp } from './transport/describeTcp';
import { describeUdp } from './transport/describeUdp';
import { describeEsp } from './tunnel/describeEsp';
import { describeErspan, describeGre } from './tunnel/describeGre';
import { describeGtpU } from './tunnel/describeGtpU';
import { describeL2tp } from './tunnel/describeL2tp';
import { describeMpls } from './tunnel/describeMpls';
import { describeGeneve, describeVxlan } from './tunnel/describeOverlay';
import { describePppoe } from './tunnel/describePppoe';
import { describeTzsp } from './tunnel/describeTzsp';

/** Layers that only choose another one have no header, and so nothing to describe. */
const DESCRIBERS: Readonly<Partial<Record<Layer, HeaderDescriber>>> = {
  ethernet: describeEthernet,
  vlan: describeVlan,
  llc: describeLlc,
  linuxSll: describeLinuxSll,
  linuxSll2: describeLinuxSll2,
  loopback: describeLoopback,
  ciscoHdlc: describeCiscoHdlc,
  radiotap: describeRadiotap,
  wlanCapture: describeWlanCapture,
  wlan: describeWlan,
  mpls: describeMpls,
  pppoe: describePppoe,
  ppp: describePpp,
  ipv4: describeIpv4,
  ipv6: describeIpv6,
  extensionHeaders: describeExtensionHeaders,
  udpHeader: describeUdp,
  tcpHeader: describeTcp,
  sctpHeader: describeSctpHeader,
  gre: describeGre,
  erspan: describeErspan,
  esp: describeEsp,
  espInUdp: describeEsp,
  vxlan: describeVxlan,
  geneve: describeGeneve,
  gtpU: describeGtpU,
  tzsp: describeTzsp,
  l2tp: describeL2tp,
};

const FAULT_EXPLANATIONS = {
  truncated: 'The capture does not hold all that the headers promise.',
  malformed: 'The bytes contradict the protocol.',
  unsupported: 'The workbench does not read this.',
} as const;

export type DescribedLayers = {
  /** One field per header, outermost first; ranges are bytes of the frame. */
  readonly layers: readonly MessageField[];
  readonly outcome: DecodeOutcome;
  /** Where the payload of the innermost header lies, for those who describe it. */
  readonly packet: Packet;
};

/** What was wrong stands behind the last header that could be read; what nobody read is its range. */
function faultField(packet: Packet, outcome: DecodeOutcome): readonly MessageField[] {
  const { fault, payloadStart: start, payloadEnd } = packet;
  if (fault === null) return [];
  const end = outcome === 'undecoded' ? payloadEnd : start;
  return [fieldOf('Fault', { start, end }, fault.detail, FAULT_EXPLANATIONS[fault.kind])];
}

/** Bytes that no header claims: they are named, too. */
function trailerField(packet: Packet, layers: readonly MessageField[]): readonly MessageField[] {
  const start = layers.reduce((furthest, layer) => Math.max(furthest, layer.end), packet.payloadEnd);
  const end = packet.bytes.length;
  if (start >= end) return [];
  const explanation = 'Padding of a short frame, a check sequence, or what the lengths leave out.';
  return [fieldOf('Behind the packet', { start, end }, `${end - start} bytes`, explanation)];
}

/** Every header of a frame, field by field, as the one chain read them. */
export function describeLayers({ linkType, bytes }: { linkType: number; bytes: Uint8Array }): DescribedLayers {
  const frame = new Frame();
  frame.linkType = linkType;
  frame.bytes = bytes;
  frame.end = bytes.length;

  const packet = new Packet();
  const layers: MessageField[] = [];
  let protocol = 0;
  const observer: LayerObserver = (layer, start, end) => {
    const headerEnd = packet.payloadStart;
    if (headerEnd > start)
      layers.push(...(DESCRIBERS[layer]?.({ packet, bytes, start, headerEnd, end, protocol }) ?? []));
    protocol = packet.protocol;
  };
  const outcome = decodeFrame(frame, packet, observer);
  const described = [...layers, ...faultField(packet, outcome), ...trailerField(packet, layers)];
  return { layers: described.toSorted((left, right) => left.start - right.start), outcome, packet };
}
