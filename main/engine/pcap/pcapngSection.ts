import type { CaptureInterface } from '../../../shared/capture/frame';
import { optionCount, optionsIn, optionSigned, optionText } from './pcapngOptions';
import { TimestampClock } from './timestampClock';
import { OPTION } from './wireFormat';

/** An interface as frames of its section refer to it. */
export type SectionInterface = {
  /** Counted over all sections of the capture. */
  readonly id: number;
  readonly linkType: number;
  readonly snapLengthBytes: number;
  readonly clock: TimestampClock;
  /** From the latest interface statistics; null while none has told. */
  droppedPackets: number | null;
};

/** One section of a pcapng capture: its byte order, and the interfaces that its blocks count from 0. */
export class PcapngSection {
  readonly offset: number;
  readonly littleEndian: boolean;
  readonly interfaces: SectionInterface[] = [];

  constructor(offset: number, littleEndian: boolean) {
    this.offset = offset;
    this.littleEndian = littleEndian;
  }
}

export type DescribedInterface = {
  readonly local: SectionInterface;
  readonly described: CaptureInterface;
  readonly comments: readonly string[];
};

const BODY_BYTES = 8;
/** The filter's first byte: 0 says that text follows, 1 that compiled BPF code does. */
const FILTER_IS_TEXT = 0;

/** Reads an interface description block's body bytes[at, limit): link type (2) · unused (2) · snaplen (4) · options. Null when too short. */
export function readInterface(
  bytes: Uint8Array,
  view: DataView,
  { at, limit, littleEndian }: { at: number; limit: number; littleEndian: boolean },
  id: number,
): DescribedInterface | null {
  if (limit - at < BODY_BYTES) return null;
  const linkType = view.getUint16(at, littleEndian);
  const snapLengthBytes = view.getUint32(at + 4, littleEndian);
  let name: string | null = null;
  let description: string | null = null;
  let filter: string | null = null;
  let resolution: number | undefined;
  let offsetSeconds = 0;
  const comments: string[] = [];
  for (const option of optionsIn(view, at + BODY_BYTES, limit, littleEndian)) {
    const filled = option.end > option.start;
    if (option.code === OPTION.comment) comments.push(optionText(bytes, option));
    else if (option.code === OPTION.interfaceName) name = optionText(bytes, option);
    else if (option.code === OPTION.interfaceDescription) description = optionText(bytes, option);
    else if (option.code === OPTION.interfaceResolution && filled) resolution = bytes[option.start]!;
    else if (option.code === OPTION.interfaceTimeOffset) offsetSeconds = optionSigned(view, option, littleEndian) ?? 0;
    else if (option.code === OPTION.interfaceFilter && filled && bytes[option.start] === FILTER_IS_TEXT) {
      filter = optionText(bytes, { ...option, start: option.start + 1 });
    }
  }
  const clock = new TimestampClock(resolution, offsetSeconds);
  return {
    local: { id, linkType, snapLengthBytes, clock, droppedPackets: null },
    described: { id, linkType, snapLengthBytes, name, description, filter },
    comments,
  };
}

/** Packets that an interface statistics block's options[at, limit) say were dropped (isb_ifdrop + isb_osdrop); null when it does not say. */
export function readDroppedPackets(view: DataView, at: number, limit: number, littleEndian: boolean): number | null {
  let dropped: number | null = null;
  for (const option of optionsIn(view, at, limit, littleEndian)) {
    const { code } = option;
    if (code !== OPTION.statisticsInterfaceDropped && code !== OPTION.statisticsSystemDropped) continue;
    const count = optionCount(view, option, littleEndian);
    if (count !== null) dropped = (dropped ?? 0) + count;
  }
  return dropped;
}
