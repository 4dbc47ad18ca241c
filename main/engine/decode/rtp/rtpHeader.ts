import { u16, u32 } from '../bigEndian';
import type { LayerFault } from '../fault';

const FIXED_HEADER_BYTES = 12;
const NO_HEADER = new Uint8Array(FIXED_HEADER_BYTES);

const fault = <const Kind extends LayerFault['kind']>(kind: Kind, detail: string) =>
  ({ kind, layer: 'rtp', detail }) as const satisfies LayerFault;

export const RTP_FAULTS = {
  shorterThanHeader: fault('truncated', 'shorter than the fixed header of 12 bytes'),
  wrongVersion: fault('malformed', 'the version is not 2'),
  sourcesBeyondEnd: fault('malformed', 'the list of contributing sources is longer than the packet'),
  extensionBeyondEnd: fault('malformed', 'the header extension is longer than the packet'),
  badPadding: fault('malformed', 'the padding count is 0 or longer than the payload'),
} as const;

export type RtpFault = (typeof RTP_FAULTS)[keyof typeof RTP_FAULTS];

/**
 * The header of an RTP packet read where it lies (RFC 3550 §5.1): over the captured bytes, no copies.
 *
 *      0                   1                   2                   3
 *     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *     |                           timestamp                           |
 *     |           synchronization source (SSRC) identifier            |
 *     |            contributing source (CSRC) identifiers             |
 *     |      defined by profile       |  extension length in words    |
 *
 * One instance is filled again for every packet and holds as long as the bytes do. Behind a fault other than
 * `shorterThanHeader` the fixed fields can still be read, and the payload is what lies behind the part that was readable.
 */
export class RtpHeader {
  private bytes: Uint8Array = NO_HEADER;
  private start = 0;

  /** In units of the payload type's clock. A field, as `ssrc` is: a getter of numbers above 2³¹ makes an object each. */
  timestamp = 0;
  ssrc = 0;

  /** The payload is bytes[payloadStart, payloadEnd), without padding. */
  payloadStart = 0;
  payloadEnd = 0;
  paddingBytes = 0;
  /** Data of the header extension is bytes[extensionStart, extensionEnd); both 0 without one. */
  extensionStart = 0;
  extensionEnd = 0;

  /** Takes bytes[start, end) for an RTP packet; null when it can be one. Padding can only be judged on whole packets. */
  read(bytes: Uint8Array, start: number, end: number): RtpFault | null {
    this.paddingBytes = 0;
    this.extensionStart = 0;
    this.extensionEnd = 0;
    this.payloadStart = start;
    this.payloadEnd = end;
    if (end - start < FIXED_HEADER_BYTES) {
      this.bytes = NO_HEADER;
      this.start = 0;
      this.timestamp = 0;
      this.ssrc = 0;
      return RTP_FAULTS.shorterThanHeader;
    }
    this.bytes = bytes;
    this.start = start;
    this.timestamp = u32(bytes, start + 4);
    this.ssrc = u32(bytes, start + 8);
    this.payloadStart = start + FIXED_HEADER_BYTES;

    const first = bytes[start]!;
    if (first >>> 6 !== 2) return RTP_FAULTS.wrongVersion;
    const sourcesEnd = this.payloadStart + 4 * (first & 0x0f);
    if (sourcesEnd > end) return RTP_FAULTS.sourcesBeyondEnd;
    this.payloadStart = sourcesEnd;
    return (first & 0x30) === 0 ? null : this.readOptionalParts(first);
  }

  private readOptionalParts(first: number): RtpFault | null {
    const { bytes, payloadStart: at, payloadEnd: end } = this;
    if ((first & 0x10) !== 0) {
      if (end - at < 4) return RTP_FAULTS.extensionBeyondEnd;
      const extensionEnd = at + 4 + 4 * u16(bytes, at + 2);
      if (extensionEnd > end) return RTP_FAULTS.extensionBeyondEnd;
      this.extensionStart = at + 4;
      this.extensionEnd = extensionEnd;
      this.payloadStart = extensionEnd;
    }
    if ((first & 0x20) === 0) return null;
    // An empty payload has no last byte that could count the padding: the one before it belongs to the header.
    const paddingBytes = this.payloadStart < end ? bytes[end - 1]! : 0;
    if (paddingBytes === 0 || paddingBytes > end - this.payloadStart) return RTP_FAULTS.badPadding;
    this.paddingBytes = paddingBytes;
    this.payloadEnd = end - paddingBytes;
    return null;
  }

  get version(): number {
    return this.bytes[this.start]! >>> 6;
  }
  get hasPadding(): boolean {
    return (this.bytes[this.start]! & 0x20) !== 0;
  }
  get hasExtension(): boolean {
    return (this.bytes[this.start]! & 0x10) !== 0;
  }
  /** Contributing sources that the header counts, 0 … 15. */
  get csrcCount(): number {
    return this.bytes[this.start]! & 0x0f;
  }
  get marker(): boolean {
    return (this.bytes[this.start + 1]! & 0x80) !== 0;
  }
  get payloadType(): number {
    return this.bytes[this.start + 1]! & 0x7f;
  }
  get sequence(): number {
    return u16(this.bytes, this.start + 2);
  }
}
