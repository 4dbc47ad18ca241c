import { u16, u32 } from '../bigEndian';

const CHUNK_HEADER_BYTES = 4;

export const CHUNK_TYPE = {
  data: 0,
  init: 1,
  initAck: 2,
  sack: 3,
  heartbeat: 4,
  heartbeatAck: 5,
  abort: 6,
  shutdown: 7,
  error: 9,
  interleavedData: 64,
  forwardTsn: 192,
} as const;

export const isDataType = (type: number): boolean => type === CHUNK_TYPE.data || type === CHUNK_TYPE.interleavedData;

/**
 * One chunk of an SCTP packet (RFC 9260 §3.2). One instance is filled again for every chunk.
 *
 *     |   chunk type  |     flags     |  length, without the padding  |
 *     |  value …                                     padding to words |
 */
export class SctpChunk {
  type = 0;
  flags = 0;
  start = 0;
  /** The value is bytes [valueStart, valueEnd), as far as it is there. */
  valueStart = 0;
  valueEnd = 0;
  /** Behind the padding, where the next chunk begins. */
  next = 0;
  /** The chunk is longer than the packet. */
  truncated = false;

  /** Reads the chunk at bytes[at]; false when none can stand there. */
  read(bytes: Uint8Array, at: number, end: number): boolean {
    if (end - at < CHUNK_HEADER_BYTES) return false;
    const lengthBytes = u16(bytes, at + 2);
    if (lengthBytes < CHUNK_HEADER_BYTES) return false;
    this.type = bytes[at]!;
    this.flags = bytes[at + 1]!;
    this.start = at;
    this.valueStart = at + CHUNK_HEADER_BYTES;
    this.valueEnd = Math.min(end, at + lengthBytes);
    this.next = Math.min(end, at + ((lengthBytes + 3) & ~3));
    this.truncated = at + lengthBytes > end;
    return true;
  }
}

const DATA_HEADER_BYTES = 12;
const INTERLEAVED_HEADER_BYTES = 16;

/**
 * User data in a DATA chunk (RFC 9260 §3.3.1) or an I-DATA chunk (RFC 8260 §2.1). One instance is filled again.
 *
 *     |           transmission sequence number (TSN)                  |
 *     |        stream identifier      |   stream sequence / reserved  |
 *     |  payload protocol identifier  /  I-DATA: message identifier   |
 *     |  I-DATA alone: payload protocol, or fragment sequence number  |
 */
export class SctpData {
  interleaved = false;
  tsn = 0;
  stream = 0;
  /** Stream sequence number; of I-DATA the message identifier. */
  messageNumber = 0;
  /** Where the fragment stands among those of its message: its TSN; of I-DATA the fragment sequence number. */
  position = 0;
  /** 0 also where it is not told: in all fragments of I-DATA but the first. */
  payloadProtocol = 0;
  /** First and last fragment of a message; both when it is whole. */
  begin = false;
  end = false;
  unordered = false;
  /** The data is bytes [dataStart, dataEnd), as far as it is there. */
  dataStart = 0;
  dataEnd = 0;
  truncated = false;

  /** Reads what the chunk brings; false when it is neither DATA nor I-DATA, or too short for its header. */
  read(bytes: Uint8Array, chunk: SctpChunk): boolean {
    const { type, flags, valueStart, valueEnd } = chunk;
    if (!isDataType(type)) return false;
    this.interleaved = type === CHUNK_TYPE.interleavedData;
    const headerBytes = this.interleaved ? INTERLEAVED_HEADER_BYTES : DATA_HEADER_BYTES;
    if (valueEnd - valueStart < headerBytes) return false;
    this.end = (flags & 1) !== 0;
    this.begin = (flags & 2) !== 0;
    this.unordered = (flags & 4) !== 0;
    this.tsn = u32(bytes, valueStart);
    this.stream = u16(bytes, valueStart + 4);
    this.dataStart = valueStart + headerBytes;
    this.dataEnd = valueEnd;
    this.truncated = chunk.truncated;
    if (this.interleaved) this.readInterleaved(bytes, valueStart + 8);
    else this.readPlain(bytes, valueStart + 6);
    return true;
  }

  private readPlain(bytes: Uint8Array, at: number): void {
    this.messageNumber = u16(bytes, at);
    this.payloadProtocol = u32(bytes, at + 2);
    this.position = this.tsn;
  }

  private readInterleaved(bytes: Uint8Array, at: number): void {
    const last = u32(bytes, at + 4);
    this.messageNumber = u32(bytes, at);
    this.payloadProtocol = this.begin ? last : 0;
    this.position = this.begin ? 0 : last;
  }
}
