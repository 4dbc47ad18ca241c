/** Bytes of a message as lines for people: every byte is seen, and every character knows the bytes it stands for. */

/** [start, end) in bytes of the message. */
export type ByteRange = { readonly start: number; readonly end: number };

export type VisibleLine = {
  readonly start: number;
  /** After the line's end characters. */
  readonly end: number;
  readonly text: string;
  /** Byte at which the character of each UTF-16 unit begins and, last, the line's end. */
  readonly byteOf: Uint32Array;
  /** Units that stand for something invisible or unreadable: from, to, from, to … */
  readonly symbols: readonly number[];
};

const LF = 0x0a;
const CR = 0x0d;
const UNREADABLE = '\uFFFD';

/** Code points that draw nothing or turn the text around, so that what is seen would not be what is there. */
const UNSEEN: readonly (readonly [number, number])[] = [
  [0x80, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
];

const ESCAPES = new Map([
  [0x00, '\\0'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

/** The escape that programmers write for a control character, the number of another unseen one, null for what shows itself. */
function symbolOf(codePoint: number): string | null {
  if (codePoint >= 0x20 && codePoint < 0x7f) return null;
  if (codePoint <= 0x7f) return ESCAPES.get(codePoint) ?? `\\x${codePoint.toString(16).padStart(2, '0')}`;
  const unseen = UNSEEN.some(([first, last]) => codePoint >= first && codePoint <= last);
  return unseen ? `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩` : null;
}

/** First and last value that the byte after this lead byte may have (Unicode, table 3-7). */
function secondByteLimits(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Bytes of the well-formed UTF-8 sequence that begins here; 0 when there is none. */
function sequenceBytes(bytes: Uint8Array, at: number, end: number): number {
  const length = lengthByLead(bytes[at]!);
  if (length === 0 || at + length > end) return 0;
  const [least, most] = secondByteLimits(bytes[at]!);
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next]!;
    if (next === 1 ? byte < least || byte > most : (byte & 0xc0) !== 0x80) return 0;
  }
  return length;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  let codePoint = length === 1 ? bytes[at]! : bytes[at]! & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) codePoint = (codePoint << 6) | (bytes[at + next]! & 0x3f);
  return codePoint;
}

function readLine(bytes: Uint8Array, start: number, end: number): VisibleLine {
  const pieces: string[] = [];
  const byteOf: number[] = [];
  const symbols: number[] = [];
  for (let at = start; at < end;) {
    const length = sequenceBytes(bytes, at, end);
    const codePoint = length === 0 ? null : codePointAt(bytes, at, length);
    const symbol = codePoint === null ? UNREADABLE : symbolOf(codePoint);
    const piece = symbol ?? String.fromCodePoint(codePoint!);
    const from = byteOf.length;
    for (let unit = 0; unit < piece.length; unit += 1) byteOf.push(at);
    if (symbol !== null && symbols.at(-1) === from) symbols[symbols.length - 1] = byteOf.length;
    else if (symbol !== null) symbols.push(from, byteOf.length);
    pieces.push(piece);
    at += Math.max(1, length);
  }
  byteOf.push(end);
  return { start, end, text: pieces.join(''), byteOf: Uint32Array.from(byteOf), symbols };
}

/** A longer line is drawn in pieces, so that one line of a hostile message costs no more than many. */
const MOST_LINE_BYTES = 2048;

/** Where the line that begins here ends: after LF, CR LF or a CR alone; not searched for further than matters. */
function endOfLine(bytes: Uint8Array, start: number): number {
  const furthest = Math.min(bytes.length, start + MOST_LINE_BYTES);
  let at = start;
  while (at < furthest && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  if (bytes[at] === CR && bytes[at + 1] === LF) return at + 2;
  return Math.min(bytes.length, at + 1);
}

/** Where this piece of the line ends: at its end, or before the character that would make it too long. */
function endOfPiece(bytes: Uint8Array, start: number): number {
  const end = endOfLine(bytes, start);
  if (end - start <= MOST_LINE_BYTES) return end;
  let cut = start + MOST_LINE_BYTES;
  while (cut > start + MOST_LINE_BYTES - 3 && (bytes[cut]! & 0xc0) === 0x80) cut -= 1;
  return cut;
}

/** The message in lines; joined, their bytes are the message. */
export function visibleLines(bytes: Uint8Array): VisibleLine[] {
  const lines: VisibleLine[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start);
    lines.push(readLine(bytes, start, end));
    start = end;
  }
  return lines;
}

/** A decoded text on one line, with what cannot be seen shown as symbols; `mostUnits` bounds what a hostile value may cost. */
export function visibleText(text: string, mostUnits = 600): string {
  let shown = '';
  for (const character of text.slice(0, mostUnits)) shown += symbolOf(character.codePointAt(0)!) ?? character;
  return text.length > mostUnits ? `${shown}…` : shown;
}

/** First unit whose byte is at or after this one. */
function unitFrom(byteOf: Uint32Array, byte: number): number {
  let low = 0;
  let high = byteOf.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byteOf[middle]! < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Byte at which the character of this unit begins. */
export const byteOfUnit = ({ byteOf }: VisibleLine, unit: number): number => byteOf[Math.min(unit, byteOf.length - 1)]!;

/** Units [from, to) of the line that stand for bytes of the range; null when it lies elsewhere. A character cut by the range counts whole. */
export function unitsOf(line: VisibleLine, range: ByteRange): { readonly from: number; readonly to: number } | null {
  const start = Math.max(line.start, range.start);
  const end = Math.min(line.end, range.end);
  if (start >= end) return null;
  const { byteOf } = line;
  const at = unitFrom(byteOf, start);
  const from = byteOf[at] === start ? at : unitFrom(byteOf, byteOf[at - 1]!);
  return { from, to: unitFrom(byteOf, end) };
}
