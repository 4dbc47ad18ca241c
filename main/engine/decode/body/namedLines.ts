import type { ByteRange } from '../byteRange';
import { singleByteText } from '../byteText';
import { LineReader } from '../sip/lineReader';
import { trimmed } from '../sip/text';

/** A line `Name: value` or `Name=value`; offsets are of the bytes. */
export type NamedLine = {
  /** Empty when the line has no separator. */
  readonly name: string;
  readonly range: ByteRange;
  /** The whole line when it has no separator. */
  readonly valueRange: ByteRange;
};

const MAX_LINES = 1000;

function lineOf(text: string, start: number, separators: RegExp): NamedLine {
  const separator = text.search(separators);
  const whole = trimmed(text, 0, text.length);
  const shift = ({ start: from, end: to }: ByteRange): ByteRange => ({ start: start + from, end: start + to });
  if (separator < 0) return { name: '', range: shift(whole), valueRange: shift(whole) };
  const name = text.slice(whole.start, separator).trim();
  return { name, range: shift(whole), valueRange: shift(trimmed(text, separator + 1, text.length)) };
}

/** The lines of bytes[start, end) that are not blank. `separators` matches the character that ends a name. */
export function readNamedLines(bytes: Uint8Array, start: number, end: number, separators = /:/): readonly NamedLine[] {
  const lines = new LineReader(bytes, start, Math.min(end, bytes.length));
  const found: NamedLine[] = [];
  while (found.length < MAX_LINES && lines.read()) {
    const line = lineOf(singleByteText(bytes, lines.start, lines.textEnd), lines.start, separators);
    if (line.range.end > line.range.start) found.push(line);
  }
  return found;
}
