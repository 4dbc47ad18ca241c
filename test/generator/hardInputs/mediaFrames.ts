import { crc32 } from 'node:zlib';
import { joinBytes, textBytes, words16, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { rtp, type RtpFields } from '../../fixtures/rtpPackets';
import { bitwiseCrc32c } from '../../fixtures/sctpChunks';
import type { HardFrame } from './hardInput';

/** `address:port` */
export type Path = { readonly source: string; readonly destination: string };

const hostOf = (endpoint: string): readonly [string, number] => {
  const [address = '', port] = endpoint.split(':');
  return [address, Number(port)];
};

/** A datagram between two IPv4 endpoints. */
export function datagramFrame(atMs: number, { source, destination }: Path, payload: Uint8Array): HardFrame {
  const [from, sourcePort] = hostOf(source);
  const [to, destinationPort] = hostOf(destination);
  const layers = ipv4({ source: from, destination: to }, udp({ sourcePort, destinationPort }, payload));
  return { atMs, bytes: ethernet({}, layers).bytes };
}

export type Voice = Path & {
  readonly ssrc: number;
  readonly startMs: number;
  readonly packets: number;
  readonly fields?: RtpFields;
  /** What goes around each packet. */
  readonly wrap?: (packet: Uint8Array) => Uint8Array;
};

/** PCMU every 20 ms. */
export function voice({ ssrc, startMs, packets, fields, wrap = (packet) => packet, ...path }: Voice): HardFrame[] {
  return Array.from({ length: packets }, (_, index) => {
    const header = { ssrc, sequence: 100 + index, timestamp: 160 * index, marker: index === 0, ...fields };
    const payload = new Uint8Array(160).fill(0xd5 ^ index);
    return datagramFrame(startMs + 20 * index, path, wrap(rtp(header, payload)));
  });
}

const TRANSACTION = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
const MAGIC_COOKIE = 0x2112a442;

const stunAttribute = (type: number, value: Uint8Array): Uint8Array =>
  joinBytes(words16(type, value.length), value, new Uint8Array((4 - (value.length % 4)) % 4));

/** RFC 8489 §5 and §14.7: header, attributes, and FINGERPRINT over what stands before it. */
export function stun(type: number, ...attributes: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(...attributes);
  const head = joinBytes(words16(type, body.length + 8), words32(MAGIC_COOKIE), TRANSACTION, body);
  return joinBytes(head, stunAttribute(0x8028, words32((crc32(head) ^ 0x5354554e) >>> 0)));
}

/** RFC 8445 §7.1: a check that nominates, and what answers it. */
export const iceCheck = (username: string): Uint8Array =>
  stun(
    0x0001,
    stunAttribute(0x0006, textBytes(username)),
    stunAttribute(0x0024, words32(1_845_501_695)),
    stunAttribute(0x8029, words32(1, 2)),
    stunAttribute(0x0025, new Uint8Array(0)),
  );

/** XOR-MAPPED-ADDRESS (RFC 8489 §14.2) of an IPv4 endpoint. */
export function iceAnswer(endpoint: string): Uint8Array {
  const [address, port] = hostOf(endpoint);
  const word = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return stun(
    0x0101,
    stunAttribute(0x0020, joinBytes(words16(1, port ^ (MAGIC_COOKIE >>> 16)), words32((word ^ MAGIC_COOKIE) >>> 0))),
  );
}

/** RFC 8656 §12: a client binds a channel to a peer, and the server agrees. */
export const channelBind = (channel: number): Uint8Array => stun(0x0009, stunAttribute(0x000c, words16(channel, 0)));
export const channelBound = (): Uint8Array => stun(0x0109);

/** RFC 8656 §12.4: channel number, length, data. */
export const channelData = (channel: number, data: Uint8Array): Uint8Array =>
  joinBytes(words16(channel, data.length), data, new Uint8Array((4 - (data.length % 4)) % 4));

/** RFC 6347 §4.1 and §4.2.2: a record with a ClientHello that offers one cipher suite and one SRTP profile. */
export function clientHello(): Uint8Array {
  const useSrtp = joinBytes(words16(14, 5, 2, 1), Uint8Array.of(0));
  const body = joinBytes(
    words16(0xfefd),
    new Uint8Array(32).fill(0x5a),
    Uint8Array.of(0, 0),
    words16(2, 0xc02b),
    Uint8Array.of(1, 0),
    words16(useSrtp.length),
    useSrtp,
  );
  const lengths = joinBytes(Uint8Array.of(0), words16(body.length));
  const handshake = joinBytes(Uint8Array.of(1), lengths, words16(0), Uint8Array.of(0, 0, 0), lengths, body);
  return joinBytes(Uint8Array.of(22), words16(0xfeff, 0, 0, 0, 0, handshake.length), handshake);
}

/** RFC 6189 §5.2: Hello with no algorithms but the mandatory ones, and its CRC. */
export function zrtpHello(ssrc: number): Uint8Array {
  const message = joinBytes(
    words16(0x505a, 22),
    textBytes('Hello   1.10Laddergram test '),
    new Uint8Array(32).fill(0x33),
    new Uint8Array(12).fill(0x44),
    words32(0),
    new Uint8Array(8).fill(0x55),
  );
  const packet = joinBytes(words16(0x1000, 7), textBytes('ZRTP'), words32(ssrc), message);
  return joinBytes(packet, words32(bitwiseCrc32c(packet)).reverse());
}
