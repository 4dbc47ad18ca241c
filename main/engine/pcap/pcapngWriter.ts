import type { CaptureInterface } from '../../../shared/capture/frame';
import { RecordBuffer, type ByteSink } from './recordBuffer';
import { BLOCK, BLOCK_FRAME_BYTES, BYTE_ORDER_MAGIC, HALF, OPTION, SECTION_HEADER } from './wireFormat';

/** What of a frame is written; a filled `Frame` is one. The frame is bytes[start, end). */
export type FrameToWrite = {
  readonly interfaceId: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly originalBytes: number;
  readonly comment?: string;
};

export type InterfaceToWrite = Omit<CaptureInterface, 'id'>;

type Instant = { readonly seconds: number; readonly nanoseconds: number };

/** Counters of one interface; null where nobody knows. */
export type InterfaceStatistics = {
  readonly interfaceId: number;
  readonly receivedPackets: number | null;
  /** Dropped at the interface (isb_ifdrop) and by the kernel (isb_osdrop). */
  readonly interfaceDroppedPackets: number | null;
  readonly systemDroppedPackets: number | null;
  readonly start: Instant | null;
  readonly end: Instant;
};

type Option = { readonly code: number; readonly value: Uint8Array };

const NANOSECOND_RESOLUTION = 9;
const PACKET_HEADER_BYTES = 28;
const MAX_OPTION_BYTES = 0xffff;
const MAX_TICKS = 2n ** 64n - 1n;

const utf8 = new TextEncoder();
const paddedTo4 = (lengthBytes: number): number => (lengthBytes + 3) & ~3;
const optionBytes = (options: readonly Option[]): number =>
  options.length === 0 ? 0 : options.reduce((sum, { value }) => sum + 4 + paddedTo4(value.length), 4);

function textOption(code: number, value: string | null, prefix: readonly number[] = []): Option[] {
  if (value === null) return [];
  return [{ code, value: Uint8Array.from([...prefix, ...utf8.encode(value)]).subarray(0, MAX_OPTION_BYTES) }];
}

function countOption(code: number, value: number | null): Option[] {
  if (value === null) return [];
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(0, Math.trunc(value))), true);
  return [{ code, value: bytes }];
}

const ticksOf = (seconds: number): bigint => {
  const ticks = BigInt(Math.max(0, Math.trunc(seconds))) * 1_000_000_000n;
  return ticks > MAX_TICKS ? MAX_TICKS - 1_000_000_000n : ticks;
};

/** A time as statistics blocks hold it: upper half first, each half little-endian. */
function timeOption(code: number, instant: Instant | null): Option[] {
  if (instant === null) return [];
  const ticks = ticksOf(instant.seconds) + BigInt(instant.nanoseconds);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Number(ticks >> 32n), true);
  view.setUint32(4, Number(ticks & 0xffffffffn), true);
  return [{ code, value: bytes }];
}

/**
 * Writes one pcapng section, little-endian, times in nanoseconds. Each block's offset in the file is returned.
 *
 * Bytes gather in a buffer and reach the sink in large pieces; `flush` hands over the rest.
 */
export class PcapngWriter {
  readonly #buffer: RecordBuffer;
  #interfaces = 0;
  /** The ticks of a whole second as two halves, kept because frames come many to a second. */
  #second = -1;
  #secondHigh = 0;
  #secondLow = 0;

  constructor(sink: ByteSink) {
    this.#buffer = new RecordBuffer(sink);
  }

  /** Offset in the file at which the next block will begin. */
  get offset(): number {
    return this.#buffer.offset;
  }

  /** @param application who writes, for example "Laddergram 0.1.0". */
  writeSectionHeader(application: string): number {
    const offset = this.offset;
    const options = textOption(OPTION.sectionApplication, application);
    const lengthBytes = this.#beginBlock(SECTION_HEADER, 16, options);
    this.#buffer.word(BYTE_ORDER_MAGIC);
    this.#buffer.half(1);
    this.#buffer.half(0);
    this.#buffer.word(0xffffffff); // section length unknown: −1 over 64 bits
    this.#buffer.word(0xffffffff);
    this.#endBlock(options, lengthBytes);
    return offset;
  }

  /** Interfaces are counted from 0 in the order in which they are written. */
  writeInterface({ linkType, snapLengthBytes, name, description, filter }: InterfaceToWrite): number {
    const offset = this.offset;
    const options = [
      ...textOption(OPTION.interfaceName, name),
      ...textOption(OPTION.interfaceDescription, description),
      { code: OPTION.interfaceResolution, value: Uint8Array.of(NANOSECOND_RESOLUTION) },
      ...textOption(OPTION.interfaceFilter, filter, [0]),
    ];
    const lengthBytes = this.#beginBlock(BLOCK.interfaceDescription, 8, options);
    this.#buffer.half(linkType);
    this.#buffer.half(0);
    this.#buffer.word(snapLengthBytes);
    this.#endBlock(options, lengthBytes);
    this.#interfaces += 1;
    return offset;
  }

  get interfaces(): number {
    return this.#interfaces;
  }

  /** Writes an enhanced packet block; makes no object unless there is a comment. Times before 1970 become 0. */
  writeFrame(frame: FrameToWrite): number {
    const buffer = this.#buffer;
    const offset = buffer.offset;
    const capturedBytes = frame.end - frame.start;
    const comment = frame.comment === undefined ? null : textOption(OPTION.comment, frame.comment);
    const optionsBytes = comment === null ? 0 : optionBytes(comment);
    const lengthBytes = PACKET_HEADER_BYTES + paddedTo4(capturedBytes) + optionsBytes + 4;
    if (frame.seconds !== this.#second) this.#enterSecond(frame.seconds);
    const low = this.#secondLow + frame.nanoseconds;
    buffer.reserve(PACKET_HEADER_BYTES);
    buffer.word(BLOCK.enhancedPacket);
    buffer.word(lengthBytes);
    buffer.word(frame.interfaceId);
    buffer.word(this.#secondHigh + (low >= HALF ? 1 : 0));
    buffer.word(low);
    buffer.word(capturedBytes);
    buffer.word(frame.originalBytes);
    buffer.append(frame.bytes, frame.start, frame.end);
    buffer.pad(capturedBytes);
    if (comment !== null) this.#writeOptions(comment);
    buffer.reserve(4);
    buffer.word(lengthBytes);
    return offset;
  }

  writeStatistics(statistics: InterfaceStatistics): number {
    const offset = this.offset;
    const options = [
      ...timeOption(OPTION.statisticsStart, statistics.start),
      ...timeOption(OPTION.statisticsEnd, statistics.end),
      ...countOption(OPTION.statisticsReceived, statistics.receivedPackets),
      ...countOption(OPTION.statisticsInterfaceDropped, statistics.interfaceDroppedPackets),
      ...countOption(OPTION.statisticsSystemDropped, statistics.systemDroppedPackets),
    ];
    const ticks = ticksOf(statistics.end.seconds) + BigInt(statistics.end.nanoseconds);
    const lengthBytes = this.#beginBlock(BLOCK.interfaceStatistics, 12, options);
    this.#buffer.word(statistics.interfaceId);
    this.#buffer.word(Number(ticks >> 32n));
    this.#buffer.word(Number(ticks & 0xffffffffn));
    this.#endBlock(options, lengthBytes);
    return offset;
  }

  flush(): void {
    this.#buffer.flush();
  }

  #enterSecond(seconds: number): void {
    const ticks = ticksOf(seconds);
    this.#second = seconds;
    this.#secondHigh = Number(ticks >> 32n);
    this.#secondLow = Number(ticks & 0xffffffffn);
  }

  #beginBlock(type: number, bodyBytes: number, options: readonly Option[]): number {
    const lengthBytes = BLOCK_FRAME_BYTES + bodyBytes + optionBytes(options);
    this.#buffer.reserve(8 + bodyBytes);
    this.#buffer.word(type);
    this.#buffer.word(lengthBytes);
    return lengthBytes;
  }

  #endBlock(options: readonly Option[], lengthBytes: number): void {
    this.#writeOptions(options);
    this.#buffer.reserve(4);
    this.#buffer.word(lengthBytes);
  }

  #writeOptions(options: readonly Option[]): void {
    if (options.length === 0) return;
    for (const { code, value } of options) {
      this.#buffer.reserve(4);
      this.#buffer.half(code);
      this.#buffer.half(value.length);
      this.#buffer.append(value, 0, value.length);
      this.#buffer.pad(value.length);
    }
    this.#buffer.reserve(4);
    this.#buffer.word(OPTION.end);
  }
}
