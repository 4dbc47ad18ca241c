import type { Mark } from './lineRuns';
import type { ByteRange } from './visibleText';

export const BYTES_PER_ROW = 16;

/** Neighbouring bytes of a row with the same mark: `0d 0a ` and `..`. */
export type HexRun = { readonly start: number; readonly hex: string; readonly text: string; readonly mark: Mark };

export const hexRowCount = (bytes: Uint8Array): number => Math.ceil(bytes.length / BYTES_PER_ROW);

/** Offset of a row as dumps write it: 0040. */
export const formatOffset = (offset: number): string => offset.toString(16).padStart(4, '0');

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;
const holds = (range: ByteRange | null, at: number): boolean => range !== null && at >= range.start && at < range.end;

/** One row of the dump in runs, each byte two digits and a space. */
export function hexRunsOf(
  bytes: Uint8Array,
  row: number,
  selected: ByteRange | null,
  hovered: ByteRange | null,
): HexRun[] {
  const first = row * BYTES_PER_ROW;
  const end = Math.min(bytes.length, first + BYTES_PER_ROW);
  const runs: { start: number; hex: string; text: string; mark: Mark }[] = [];
  for (let at = first; at < end; at += 1) {
    const byte = bytes[at]!;
    const mark: Mark = holds(selected, at) ? 'selected' : holds(hovered, at) ? 'hovered' : 'none';
    const last = runs.at(-1);
    const run = last?.mark === mark ? last : { start: at, hex: '', text: '', mark };
    if (run !== last) runs.push(run);
    run.hex += `${byte.toString(16).padStart(2, '0')} `;
    run.text += isPrintable(byte) ? String.fromCharCode(byte) : '.';
  }
  return runs;
}
