import { singleByteText, utf8Text } from '../byteText';
import { isBlank } from '../characterBytes';
import { LineReader } from '../sip/lineReader';

/** One `type=value` line of a description (RFC 8866 §5); offsets are bytes from the description's first byte. */
export type SdpLine = {
  /** Counted from 1. */
  readonly number: number;
  /** The letter before the equals sign; empty when the line is not of that form. */
  readonly type: string;
  /** What follows the equals sign, or the whole line when it is not of that form. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  /** White space stands around the equals sign, which RFC 8866 §5 forbids. */
  readonly spaced: boolean;
};

/** Lines read of one description. */
export const MAX_LINES = 5000;

/** Lines beyond these bytes are decoded one by one; of ASCII before, values are cut out of the text. */
const DECODED_AT_ONCE_BYTES = 4096;

const EQUALS = 0x3d;

/** Place of the equals sign after one letter (and, tolerated, white space); null when the line is something else. */
function equalsAt(bytes: Uint8Array, start: number, end: number): number | null {
  let at = start + 1;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at < end && bytes[at] === EQUALS && bytes[start] !== EQUALS && !isBlank(bytes[start]) ? at : null;
}

function lineOf(lines: LineReader, number: number, base: number, text: string): SdpLine {
  const { bytes, start, textEnd } = lines;
  const equals = equalsAt(bytes, start, textEnd);
  let valueStart = equals === null ? start : equals + 1;
  const spaced =
    equals !== null && (equals > start + 1 || isBlank(valueStart < textEnd ? bytes[valueStart] : undefined));
  if (equals !== null) while (valueStart < textEnd && isBlank(bytes[valueStart])) valueStart += 1;
  let end = textEnd;
  while (end > valueStart && isBlank(bytes[end - 1])) end -= 1;
  return {
    number,
    type: equals === null ? '' : String.fromCharCode(bytes[start]!),
    value:
      lines.hasHighBytes || end - base > text.length
        ? utf8Text(bytes, valueStart, end)
        : text.slice(valueStart - base, end - base),
    start: start - base,
    end: end - base,
    valueStart: valueStart - base,
    spaced,
  };
}

/** The lines of bytes[start, end) that are not empty; CR LF, LF and CR end a line. */
export function readSdpLines(bytes: Uint8Array, start: number, end: number): readonly SdpLine[] {
  const lines = new LineReader(bytes, start, Math.min(end, bytes.length));
  const text = singleByteText(bytes, start, Math.min(lines.end, start + DECODED_AT_ONCE_BYTES));
  const found: SdpLine[] = [];
  let number = 0;
  while (found.length < MAX_LINES && lines.read()) {
    number += 1;
    if (lines.textEnd > lines.start) found.push(lineOf(lines, number, start, text));
  }
  return found;
}
