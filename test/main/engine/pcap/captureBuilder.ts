import { CaptureParser } from '../../../../main/engine/pcap/captureParser';
import { Frame } from '../../../../shared/capture/frame';

/** Captures written by hand, byte by byte and in either byte order, so that the reader is not tested with our own writer alone. */
export class CaptureBuilder {
  readonly #pieces: Uint8Array[] = [];
  #littleEndian: boolean;

  constructor(littleEndian = true) {
    this.#littleEndian = littleEndian;
  }

  get bytes(): Uint8Array {
    return joined(this.#pieces);
  }

  get length(): number {
    return this.#pieces.reduce((sum, { length }) => sum + length, 0);
  }

  raw(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    return this;
  }

  words(...values: readonly number[]): this {
    return this.raw(this.#words(values));
  }

  pcapHeader(magic: number, linkType = 1, snapLengthBytes = 65_535): this {
    return this.words(magic)
      .raw(joined([this.#halves([2, 4])]))
      .words(0, 0, snapLengthBytes, linkType);
  }

  pcapRecord(seconds: number, fraction: number, bytes: Uint8Array, originalBytes = bytes.length): this {
    return this.words(seconds, fraction, bytes.length, originalBytes).raw(bytes);
  }

  section(littleEndian: boolean, options: readonly Uint8Array[] = []): this {
    this.#littleEndian = littleEndian;
    return this.block(0x0a0d0d0a, [
      this.#words([0x1a2b3c4d]),
      this.#halves([1, 0]),
      this.#words([0xffffffff, 0xffffffff]),
      ...options,
    ]);
  }

  interface(linkType: number, options: readonly Uint8Array[] = [], snapLengthBytes = 0): this {
    return this.block(1, [this.#halves([linkType, 0]), this.#words([snapLengthBytes]), ...options]);
  }

  enhanced(
    interfaceId: number,
    [high, low]: readonly [number, number],
    bytes: Uint8Array,
    { originalBytes = bytes.length, options = [] as readonly Uint8Array[] } = {},
  ): this {
    return this.block(6, [
      this.#words([interfaceId, high, low, bytes.length, originalBytes]),
      padded(bytes),
      ...options,
    ]);
  }

  obsoletePacket(interfaceId: number, [high, low]: readonly [number, number], bytes: Uint8Array): this {
    const head = [this.#halves([interfaceId, 7]), this.#words([high, low, bytes.length, bytes.length])];
    return this.block(2, [...head, padded(bytes)]);
  }

  simple(bytes: Uint8Array, originalBytes = bytes.length): this {
    return this.block(3, [this.#words([originalBytes]), padded(bytes)]);
  }

  statistics(interfaceId: number, options: readonly Uint8Array[]): this {
    return this.block(5, [this.#words([interfaceId, 0, 0]), ...options]);
  }

  block(type: number, body: readonly Uint8Array[]): this {
    const content = joined(body);
    const lengthBytes = content.length + 12;
    return this.raw(joined([this.#words([type, lengthBytes]), content, this.#words([lengthBytes])]));
  }

  option(code: number, value: Uint8Array | string): Uint8Array {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return joined([this.#halves([code, bytes.length]), padded(bytes)]);
  }

  /** A 64-bit option value in the builder's byte order. */
  count(value: bigint): Uint8Array {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, value, this.#littleEndian);
    return bytes;
  }

  #words(values: readonly number[]): Uint8Array {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    values.forEach((value, index) => view.setUint32(4 * index, value, this.#littleEndian));
    return new Uint8Array(view.buffer);
  }

  #halves(values: readonly number[]): Uint8Array {
    const view = new DataView(new ArrayBuffer(2 * values.length));
    values.forEach((value, index) => view.setUint16(2 * index, value, this.#littleEndian));
    return new Uint8Array(view.buffer);
  }
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array((bytes.length + 3) & ~3);
  whole.set(bytes);
  return whole;
}

/** The two halves of a 64-bit timestamp. */
export const halvesOf = (ticks: bigint): readonly [number, number] => [
  Number(ticks >> 32n),
  Number(ticks & 0xffffffffn),
];

export type ReadFrame = {
  readonly number: number;
  readonly time: string;
  readonly atMs: number;
  readonly linkType: number;
  readonly interfaceId: number;
  readonly bytes: readonly number[];
  readonly originalBytes: number;
  readonly fileOffset: number;
};

export const copyOf = (frame: Frame): ReadFrame => ({
  number: frame.number,
  time: `${frame.seconds}.${String(frame.nanoseconds).padStart(9, '0')}`,
  atMs: frame.atMs,
  linkType: frame.linkType,
  interfaceId: frame.interfaceId,
  bytes: [...frame.bytes.subarray(frame.start, frame.end)],
  originalBytes: frame.originalBytes,
  fileOffset: frame.fileOffset,
});

/** Feeds the bytes in pieces of this size and collects all frames. */
export function parse(
  bytes: Uint8Array,
  pieceBytes = Infinity,
  headroomBytes = 0,
): { parser: CaptureParser; frames: ReadFrame[] } {
  const parser = new CaptureParser();
  const frame = new Frame();
  const frames: ReadFrame[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const end = Math.min(bytes.length, at + pieceBytes);
    const buffer = new Uint8Array(headroomBytes + end - at).fill(0xee);
    buffer.set(bytes.subarray(at, end), headroomBytes);
    parser.feed(buffer.subarray(headroomBytes), headroomBytes);
    while (parser.next(frame)) frames.push(copyOf(frame));
  }
  parser.finish();
  return { parser, frames };
}
