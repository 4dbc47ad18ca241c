/** Tunnels from the standards, written apart from the builders that the decoders' own tests use. */
import { joinBytes, words16, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, raw, udp, type Layer } from '../../fixtures/frames';
import { EAST, WEST } from './hardInput';

const OUTER = { source: WEST, destination: EAST };

/** RFC 3032 §2.1: label (20 bits), traffic class (3), bottom of stack (1), time to live (8); topmost label first. */
export function mpls(labels: readonly number[], above: Layer): Layer {
  const entries = labels.map((label, index) => ((label << 12) | (index === labels.length - 1 ? 0x100 : 0) | 64) >>> 0);
  return raw(joinBytes(words32(...entries), above.bytes), { etherType: 0x8847, protocol: 137 });
}

/** RFC 4385 §3: a control word of zero before an Ethernet frame in a pseudowire. */
export const controlWord = (above: Layer): Layer => raw(joinBytes(words32(0), above.bytes));

export type GreFields = { readonly key?: number; readonly sequence?: number; readonly checksum?: boolean };

/** RFC 2784 and 2890: flags, protocol, and the fields that the flags announce. The checksum is not computed. */
export function gre(protocol: number, fields: GreFields, above: Layer): Layer {
  const { key, sequence, checksum = false } = fields;
  const flags = (checksum ? 0x8000 : 0) | (key === undefined ? 0 : 0x2000) | (sequence === undefined ? 0 : 0x1000);
  const optional = [
    ...(checksum ? [words16(0, 0)] : []),
    ...(key === undefined ? [] : [words32(key)]),
    ...(sequence === undefined ? [] : [words32(sequence)]),
  ];
  return ipv4(OUTER, raw(joinBytes(words16(flags, protocol), ...optional, above.bytes), { protocol: 47 }));
}

/** RFC 2637 §4.1: GRE version 1 with payload length and call number instead of the key. */
export const pptp = (callNumber: number, frame: Uint8Array): Layer =>
  ipv4(OUTER, raw(joinBytes(words16(0x3001, 0x880b, frame.length, callNumber), words32(1), frame), { protocol: 47 }));

/** RFC 1661: PPP in HDLC-like framing, IPv4 inside. */
export const ppp = (above: Layer): Uint8Array => joinBytes(Uint8Array.of(0xff, 0x03, 0x00, 0x21), above.bytes);

/** draft-foschiano-erspan §4.1: type I is GRE without a sequence number and nothing before the frame. */
export const erspan1 = (frame: Layer): Layer => gre(0x88be, {}, frame);

/** §4.2: version 1 and VLAN, then class, encapsulation, truncated and session number (10 bits), then index. */
export const erspan2 = (session: number, frame: Layer): Layer =>
  gre(0x88be, { sequence: 7 }, raw(joinBytes(words16(0x1000, session), words32(0), frame.bytes)));

/** §4.3: version 2 …, timestamp, security group, then P, frame type, hardware and a flag for a sub-header of 8 bytes. */
export const erspan3 = (session: number, frame: Layer, { subHeader = false } = {}): Layer =>
  gre(
    0x22eb,
    { sequence: 7 },
    raw(
      joinBytes(
        words16(0x2000, session),
        words32(0x01020304),
        words16(0, subHeader ? 1 : 0),
        new Uint8Array(subHeader ? 8 : 0),
        frame.bytes,
      ),
    ),
  );

/** RFC 7348 §5: flag I, network identifier. */
export const vxlan = (network: number, frame: Layer): Layer =>
  overUdp(4789, joinBytes(words32(0x08000000, network * 256), frame.bytes));

/** RFC 8926 §3.4: version and length of options, flags, protocol, network identifier. */
export const geneve = (network: number, frame: Layer): Layer =>
  overUdp(6081, joinBytes(words16(0, 0x6558), words32(network * 256), frame.bytes));

/** 3GPP TS 29.281 §5.1: version 1, message type 255, length, tunnel endpoint identifier. */
export const gtpU = (tunnel: number, above: Layer): Layer =>
  overUdp(2152, joinBytes(Uint8Array.of(0x30, 0xff), words16(above.bytes.length), words32(tunnel), above.bytes));

/** The same with a sequence number and a PDU session container (type 0x85) as 5G user planes write it. */
export function gtpUExtended(tunnel: number, above: Layer): Layer {
  const optional = joinBytes(words16(9), Uint8Array.of(0, 0x85), Uint8Array.of(1, 0, 9, 0));
  const lengthBytes = optional.length + above.bytes.length;
  return overUdp(
    2152,
    joinBytes(Uint8Array.of(0x36, 0xff), words16(lengthBytes), words32(tunnel), optional, above.bytes),
  );
}

const overUdp = (port: number, payload: Uint8Array): Layer =>
  ipv4(OUTER, udp({ sourcePort: 50_000, destinationPort: port, checksum: 0 }, payload));

/** RFC 2516 §4: version 1, type 1, code 0, session number, length; then PPP without HDLC framing. */
export function pppoe(session: number, above: Layer): Layer {
  const frame = joinBytes(words16(0x0021), above.bytes);
  return raw(joinBytes(words16(0x1100, session, frame.length), frame), { etherType: 0x8864 });
}

export const ipInIp = (above: Layer): Layer => ipv4(OUTER, above);

export type EspFields = { readonly parameters: number; readonly checkBytes?: number };

/** RFC 4303 §2 with the NULL cipher: index, number, payload, padding 1, 2, 3 …, its length, next header, check value. */
export function espNull({ parameters, checkBytes = 12 }: EspFields, above: Layer): Layer {
  const paddingBytes = (4 - ((above.bytes.length + 2) % 4)) % 4;
  const padding = Uint8Array.from({ length: paddingBytes }, (_, index) => index + 1);
  const trailer = joinBytes(padding, Uint8Array.of(paddingBytes, above.protocol));
  const checkValue = new Uint8Array(checkBytes).fill(0xc5);
  return raw(joinBytes(words32(parameters, 1), above.bytes, trailer, checkValue), { protocol: 50 });
}

/** An Ethernet frame inside a tunnel. */
export const inside = (above: Layer): Layer => ethernet({}, above);
