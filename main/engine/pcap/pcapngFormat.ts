import type { Frame } from '../../../shared/capture/frame';
import { formatCount } from '../../../shared/format/quantity';
import type { ByteWindow } from './byteWindow';
import type { CaptureFacts } from './captureFacts';
import { MAGIC_BYTES, readSectionOrder } from './captureMagic';
import {
  fillEnhancedPacket,
  fillSimplePacket,
  packetOptionsStart,
  type BlockPlace,
  type FillOutcome,
} from './pcapngPackets';
import { optionsIn, optionText } from './pcapngOptions';
import { PcapngSection, readDroppedPackets, readInterface } from './pcapngSection';
import { BLOCK, BLOCK_FRAME_BYTES, MAX_RECORD_BYTES, OPTION, SECTION_HEADER } from './wireFormat';

const SECTION_BODY_BYTES = 16;
const MAX_SECTIONS = 65_536;
const MAX_INTERFACES = 65_536;

/** Blocks of a pcapng capture, section after section, each section in a byte order of its own. */
export class PcapngFormat {
  readonly kind = 'pcapng';
  /** The frame that was filled last has no time of its own. */
  untimed = false;
  readonly #facts: CaptureFacts;
  readonly #sections: PcapngSection[] = [];
  #section = new PcapngSection(0, true);
  readonly #place: BlockPlace = { at: 0, end: 0, type: 0 };

  constructor(facts: CaptureFacts) {
    this.#facts = facts;
  }

  /** Fills the frame from the next packet block; false when it has not arrived as a whole, or nothing more can be read. */
  next(window: ByteWindow, frame: Frame): boolean {
    for (;;) {
      if (window.end - window.position < BLOCK_FRAME_BYTES) return false;
      const at = window.position;
      const type = window.view.getUint32(at, this.#section.littleEndian);
      if (type === SECTION_HEADER && !this.#enterSection(window, at)) return false;
      const { littleEndian } = this.#section;
      const lengthBytes = window.view.getUint32(at + 4, littleEndian);
      if (!isBlockLength(lengthBytes)) {
        this.#facts.stop(`A block of ${formatCount(lengthBytes)} bytes, which is impossible,`, window.streamOffset);
        return false;
      }
      if (window.end - at < lengthBytes) return false;
      const end = at + lengthBytes - 4;
      if (window.view.getUint32(end, littleEndian) !== lengthBytes) {
        this.#facts.count('trailingLength', window.streamOffset);
      }
      window.position = at + lengthBytes;
      if (!isPacketBlock(type)) this.#takeBlock(window, at, end, type);
      else if (this.#fillCounted(window, at, end, type, frame)) return true;
      if (this.#facts.stopped) return false;
    }
  }

  /** Fills the frame again from the packet block at the window's position; false when it is not there as a whole. */
  reread(window: ByteWindow, frame: Frame): boolean {
    const lengthBytes = this.recordBytes(window);
    if (lengthBytes === null || window.unreadBytes < lengthBytes) return false;
    const section = this.#sectionAt(window.streamOffset);
    const at = window.position;
    const type = window.view.getUint32(at, section.littleEndian);
    if (!isPacketBlock(type)) return false;
    const outcome = this.#fill(window, section, this.#placeOf(at, at + lengthBytes - 4, type), frame);
    return outcome === 'filled' || outcome === 'pastBlock';
  }

  /** Length of the block at the window's position; null when it is not there or impossible. */
  recordBytes(window: ByteWindow): number | null {
    if (window.unreadBytes < BLOCK_FRAME_BYTES) return null;
    const { littleEndian } = this.#sectionAt(window.streamOffset);
    const lengthBytes = window.view.getUint32(window.position + 4, littleEndian);
    return isBlockLength(lengthBytes) ? lengthBytes : null;
  }

  /** Comments of the packet block at the window's position. */
  comments(window: ByteWindow): readonly string[] {
    const lengthBytes = this.recordBytes(window);
    if (lengthBytes === null || window.unreadBytes < lengthBytes) return [];
    const { littleEndian } = this.#sectionAt(window.streamOffset);
    const { bytes, view, position: at } = window;
    const type = view.getUint32(at, littleEndian);
    if (type !== BLOCK.enhancedPacket && type !== BLOCK.packet) return [];
    const end = at + lengthBytes - 4;
    return commentsIn(bytes, view, packetOptionsStart(view, at, end, littleEndian), end, littleEndian);
  }

  #enterSection(window: ByteWindow, at: number): boolean {
    if (window.end - at < MAGIC_BYTES) return false;
    const order = readSectionOrder(window.view, at);
    const offset = window.offset + at;
    if (order === null) this.#facts.stop('A section header without its byte-order mark', offset);
    else if (this.#sections.length >= MAX_SECTIONS) this.#facts.stop('More sections than can be kept', offset);
    if (this.#facts.stopped || order === null) return false;
    if (this.#section.offset !== offset || this.#sections.length === 0) {
      this.#section = new PcapngSection(offset, order === 'little');
      this.#sections.push(this.#section);
    }
    return true;
  }

  #takeBlock(window: ByteWindow, at: number, end: number, type: number): void {
    if (type === SECTION_HEADER) this.#readSectionComments(window, at, end);
    else if (type === BLOCK.interfaceDescription) this.#addInterface(window, at, end);
    else if (type === BLOCK.interfaceStatistics) this.#readStatistics(window, at, end);
    else this.#facts.addOtherBlock(type, window.offset + at, end + 4 - at);
  }

  #readSectionComments({ bytes, view }: ByteWindow, at: number, end: number): void {
    const options = at + 8 + SECTION_BODY_BYTES;
    for (const text of commentsIn(bytes, view, options, end, this.#section.littleEndian)) {
      this.#facts.addComment({ of: 'section', interfaceId: null, text });
    }
  }

  #addInterface(window: ByteWindow, at: number, end: number): void {
    const { interfaces } = this.#facts;
    if (interfaces.length >= MAX_INTERFACES)
      return this.#facts.stop('More interfaces than can be kept', window.offset + at);
    const { littleEndian } = this.#section;
    const place = { at: at + 8, limit: end, littleEndian };
    const read = readInterface(window.bytes, window.view, place, interfaces.length);
    if (read === null) return this.#facts.count('malformedBlock', window.offset + at);
    interfaces.push(read.described);
    this.#section.interfaces.push(read.local);
    for (const text of read.comments) this.#facts.addComment({ of: 'interface', interfaceId: read.local.id, text });
  }

  /** interface (4) · time (8) · options. Counters grow over a section: the latest block of an interface holds. */
  #readStatistics({ view }: ByteWindow, at: number, end: number): void {
    if (end - at < 20) return;
    const { littleEndian, interfaces } = this.#section;
    const local = interfaces[view.getUint32(at + 8, littleEndian)];
    const dropped = readDroppedPackets(view, at + 20, end, littleEndian);
    if (!local || dropped === null) return;
    this.#facts.droppedPackets = (this.#facts.droppedPackets ?? 0) + dropped - (local.droppedPackets ?? 0);
    local.droppedPackets = dropped;
  }

  #fillCounted(window: ByteWindow, at: number, end: number, type: number, frame: Frame): boolean {
    const outcome = this.#fill(window, this.#section, this.#placeOf(at, end, type), frame);
    if (outcome !== 'filled') this.#facts.count(outcome, window.offset + at);
    else if (this.untimed) this.#facts.count('noTime', window.offset + at);
    return outcome === 'filled' || outcome === 'pastBlock';
  }

  #placeOf(at: number, end: number, type: number): BlockPlace {
    const place = this.#place;
    place.at = at;
    place.end = end;
    place.type = type;
    return place;
  }

  #fill(window: ByteWindow, section: PcapngSection, place: BlockPlace, frame: Frame): FillOutcome {
    this.untimed = place.type === BLOCK.simplePacket;
    return this.untimed
      ? fillSimplePacket(window, section, place, frame)
      : fillEnhancedPacket(window, section, place, frame);
  }

  /** The last section that begins at or before this offset. */
  #sectionAt(offset: number): PcapngSection {
    let low = 0;
    let high = this.#sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#sections[middle]!.offset <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#sections[low] ?? this.#section;
  }
}

const isPacketBlock = (type: number): boolean =>
  type === BLOCK.enhancedPacket || type === BLOCK.simplePacket || type === BLOCK.packet;

const isBlockLength = (lengthBytes: number): boolean =>
  lengthBytes >= BLOCK_FRAME_BYTES && (lengthBytes & 3) === 0 && lengthBytes <= MAX_RECORD_BYTES;

function commentsIn(bytes: Uint8Array, view: DataView, at: number, end: number, littleEndian: boolean): string[] {
  const comments: string[] = [];
  for (const option of optionsIn(view, at, end, littleEndian)) {
    if (option.code === OPTION.comment) comments.push(optionText(bytes, option));
  }
  return comments;
}
