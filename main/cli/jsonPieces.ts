const PIECE_CHARACTERS = 64 * 1024;

/** Control characters that JSON lets stand as they are but a terminal may obey (DEL and C1). */
const TERMINAL_CONTROLS = /[\u007f-\u009f]/g;
const escapeControl = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !('toJSON' in value);

/** Small parts of one JSON text: lists and objects down to `depth` are opened, what lies deeper is written at once. */
function* parts(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || !isObject(value)) {
    yield (JSON.stringify(value) ?? 'null').replace(TERMINAL_CONTROLS, escapeControl);
    return;
  }
  const list = Array.isArray(value);
  yield list ? '[' : '{';
  let first = true;
  for (const [name, member] of Object.entries(value)) {
    if (!list && member === undefined) continue;
    if (!first) yield ',';
    first = false;
    if (!list) yield `${JSON.stringify(name)}:`;
    yield* parts(member, depth - 1);
  }
  yield list ? ']' : '}';
}

/** One JSON text as pieces of about 64 kB, so that a report of any size never stands in memory as one string. */
export function* jsonPieces(value: object): Generator<string> {
  let piece = '';
  for (const part of parts(value, 2)) {
    piece += part;
    if (piece.length >= PIECE_CHARACTERS) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}\n`;
}
