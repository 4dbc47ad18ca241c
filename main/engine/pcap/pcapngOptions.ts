import { HALF, OPTION } from './wireFormat';

const text = new TextDecoder('utf-8');

/** One pcapng option where it lies: code, and value bytes[start, end). */
export type PcapngOption = { readonly code: number; readonly start: number; readonly end: number };

/**
 * The options in bytes[at, limit), stopping quietly at opt_endofopt, at the limit, or at one that runs over it
 * (draft-ietf-opsawg-pcapng §3.5): code (2) · length (2) · value padded to four bytes.
 */
export function* optionsIn(view: DataView, at: number, limit: number, littleEndian: boolean): Generator<PcapngOption> {
  let position = at;
  while (position + 4 <= limit) {
    const code = view.getUint16(position, littleEndian);
    const start = position + 4;
    const end = start + view.getUint16(position + 2, littleEndian);
    if (code === OPTION.end || end > limit) return;
    yield { code, start, end };
    position = start + ((end - start + 3) & ~3);
  }
}

/** The option's value as text, without the NULs that some writers pad with. */
export function optionText(bytes: Uint8Array, { start, end }: PcapngOption): string {
  let last = end;
  while (last > start && bytes[last - 1] === 0) last -= 1;
  return text.decode(bytes.subarray(start, last));
}

/** An unsigned 64-bit value; exact up to 2^53. Null when the option is shorter. */
export function optionCount(view: DataView, { start, end }: PcapngOption, littleEndian: boolean): number | null {
  if (end - start < 8) return null;
  const first = view.getUint32(start, littleEndian);
  const second = view.getUint32(start + 4, littleEndian);
  return littleEndian ? second * HALF + first : first * HALF + second;
}

/** A signed 64-bit value; exact up to 2^53. Null when the option is shorter. */
export function optionSigned(view: DataView, option: PcapngOption, littleEndian: boolean): number | null {
  if (option.end - option.start < 8) return null;
  const highAt = littleEndian ? option.start + 4 : option.start;
  const lowAt = littleEndian ? option.start : option.start + 4;
  return view.getInt32(highAt, littleEndian) * HALF + view.getUint32(lowAt, littleEndian);
}
