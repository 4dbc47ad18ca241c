import type { Endpoint } from '../../../../shared/protocol/rows';
import { u16, u32 } from '../bigEndian';
import { detached, utf8Text } from '../byteText';
import type { Fault } from '../fault';
import { addressText } from '../ip/addressText';
import { CHUNK, chunkNumber, HEP3_HEADER_BYTES, readHepChunks } from './hepChunks';
import type { HepChunk, HepPacket } from './hepPacket';

const MAGIC = 0x48455033;
/** Correlation identifiers and names longer than this are cut: nobody's Call-ID is. */
const MAX_TEXT_BYTES = 1024;

const MAX_PORT = 0xffff;

const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(CHUNK));

export const hasMagic = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= HEP3_HEADER_BYTES && u32(bytes, start) === MAGIC;

/** Length of the whole packet as its header tells it. */
export const hep3LengthBytes = (bytes: Uint8Array, start: number): number => u16(bytes, start + 4);

/** The chunks of vendor 0 by type, the first of each. */
class KnownChunks {
  private readonly byType = new Map<number, HepChunk>();
  readonly unknown: HepChunk[] = [];
  private readonly bytes: Uint8Array;
  private readonly faults: Fault[];

  constructor(bytes: Uint8Array, chunks: readonly HepChunk[], faults: Fault[]) {
    this.bytes = bytes;
    this.faults = faults;
    for (const chunk of chunks) this.take(chunk);
  }

  private take(chunk: HepChunk): void {
    if (chunk.vendor !== 0 || !KNOWN_TYPES.has(chunk.type)) this.unknown.push(chunk);
    else if (this.byType.has(chunk.type)) this.note(`chunk ${chunk.type} stands twice; the first is used`);
    else this.byType.set(chunk.type, chunk);
  }

  private note(detail: string): void {
    this.faults.push({ kind: 'malformed', layer: 'hep', detail });
  }

  of(type: number): HepChunk | null {
    return this.byType.get(type) ?? null;
  }

  number(type: number): number | null {
    const chunk = this.of(type);
    if (chunk === null) return null;
    const value = chunkNumber(this.bytes, chunk);
    if (value === null) this.note(`chunk ${type} of ${chunk.end - chunk.start} bytes is no number`);
    return value;
  }

  text(type: number): string {
    const chunk = this.of(type);
    if (chunk === null) return '';
    return detached(utf8Text(this.bytes, chunk.start, Math.min(chunk.end, chunk.start + MAX_TEXT_BYTES)));
  }

  /** The address of IPv4 if there is one, else that of IPv6: agents send the one that the packet had. */
  endpoint(ipv4: number, ipv6: number, port: number): Endpoint {
    return { address: this.address(this.of(ipv4) ?? this.of(ipv6)), port: this.port(port) };
  }

  private port(type: number): number {
    const port = this.number(type) ?? 0;
    if (port <= MAX_PORT) return port;
    this.note(`${port} is no port`);
    return 0;
  }

  private address(chunk: HepChunk | null): string {
    if (chunk === null) return '';
    const address = addressText(this.bytes, chunk.start, chunk.end);
    if (address === null) this.note(`chunk ${chunk.type} of ${chunk.end - chunk.start} bytes is no address`);
    return address ?? '';
  }
}

/**
 * HEP version 3: its magic and length, then chunks. The caller has seen the magic.
 *
 *     | 'H'   'E'   'P'   '3' |  length of all  |  chunk | chunk | …
 */
export function readHepVersion3(bytes: Uint8Array, start: number, end: number): HepPacket {
  const faults: Fault[] = [];
  const lengthBytes = hep3LengthBytes(bytes, start);
  const haveBytes = Math.min(lengthBytes, end - start);
  if (haveBytes < lengthBytes) faults.push({ kind: 'truncated', layer: 'hep', needBytes: lengthBytes, haveBytes });

  const chunkList = readHepChunks(bytes, start + HEP3_HEADER_BYTES, start + haveBytes, faults);
  const chunks = new KnownChunks(bytes, chunkList, faults);
  const plain = chunks.of(CHUNK.payload);
  const payload = plain ?? chunks.of(CHUNK.compressedPayload);
  return {
    version: 3,
    source: chunks.endpoint(CHUNK.ipv4Source, CHUNK.ipv6Source, CHUNK.sourcePort),
    destination: chunks.endpoint(CHUNK.ipv4Destination, CHUNK.ipv6Destination, CHUNK.destinationPort),
    ipProtocol: chunks.number(CHUNK.ipProtocol) ?? 0,
    seconds: chunks.number(CHUNK.seconds) ?? 0,
    microseconds: chunks.number(CHUNK.microseconds) ?? 0,
    payloadType: chunks.number(CHUNK.payloadType) ?? 0,
    payloadStart: payload?.start ?? 0,
    payloadEnd: payload?.end ?? 0,
    compressed: plain === null && payload !== null,
    agentId: chunks.number(CHUNK.agentId),
    agentName: chunks.text(CHUNK.agentName),
    correlationId: chunks.text(CHUNK.correlationId),
    vlanId: chunks.number(CHUNK.vlanId),
    mos: chunks.number(CHUNK.mos),
    hasAuthenticationKey: chunks.of(CHUNK.authenticationKey) !== null,
    unknownChunks: chunks.unknown,
    faults,
  };
}
