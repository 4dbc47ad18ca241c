import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteOfUnit, unitsOf, visibleLines, visibleText } from '../../../renderer/message/visibleText';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const shown = (bytes: Uint8Array): string[] => visibleLines(bytes).map(({ text }) => text);
/** What is marked when these bytes are: the texts of all lines, joined. */
const marked = (bytes: Uint8Array, start: number, end: number): string =>
  visibleLines(bytes)
    .map((line) => ({ line, units: unitsOf(line, { start, end }) }))
    .map(({ line, units }) => (units ? line.text.slice(units.from, units.to) : ''))
    .join('');

/** Code points that show themselves: Latin, Cyrillic, CJK, emoji beyond the basic plane. */
const plain = fc.array(
  fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0xc0, max: 0x17f }),
    fc.integer({ min: 0x410, max: 0x44f }),
    fc.integer({ min: 0x4e00, max: 0x4fff }),
    fc.integer({ min: 0x1f600, max: 0x1f64f }),
  ),
  { maxLength: 60 },
);

describe('bytes as lines', () => {
  const CASES: readonly (readonly [string, readonly number[], readonly string[]])[] = [
    ['CR LF', [0x61, 0x0d, 0x0a, 0x62], ['a\\r\\n', 'b']],
    ['LF alone', [0x61, 0x0a, 0x0a], ['a\\n', '\\n']],
    ['CR alone', [0x61, 0x0d, 0x62], ['a\\r', 'b']],
    ['NUL, tab, escape and DEL', [0x00, 0x09, 0x1b, 0x7f], ['\\0\\t\\x1b\\x7f']],
    ['a lone continuation byte', [0x61, 0x80, 0x62], ['a\uFFFDb']],
    ['a sequence cut off at the end', [0xe4, 0xb8], ['\uFFFD\uFFFD']],
    ['an overlong slash', [0xc0, 0xaf], ['\uFFFD\uFFFD']],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], ['\uFFFD\uFFFD\uFFFD']],
    ['a right-to-left override', [0xe2, 0x80, 0xae], ['⟨U+202E⟩']],
    ['no bytes', [], []],
  ];
  it.each(CASES)('shows %s', (_name, bytes, lines) => {
    expect(shown(Uint8Array.from(bytes))).toEqual(lines);
  });

  it('covers every byte once, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        let at = 0;
        for (const { start, end, text, byteOf } of visibleLines(bytes)) {
          expect(start).toBe(at);
          expect(byteOf).toHaveLength(text.length + 1);
          expect([byteOf[0], byteOf.at(-1)]).toEqual([start, end]);
          expect([...byteOf]).toEqual([...byteOf].sort((a, b) => a - b));
          at = end;
        }
        expect(at).toBe(bytes.length);
      }),
    );
  });

  it('reads UTF-8 as TextDecoder does, but for what cannot be seen', () => {
    fc.assert(
      fc.property(plain, (codePoints) => {
        const text = String.fromCodePoint(...codePoints);
        expect(shown(encode(text)).join('')).toBe(text);
      }),
    );
  });

  it('marks exactly the characters that stand on the bytes', () => {
    fc.assert(
      fc.property(plain, plain, plain, (before, inside, after) => {
        const [head, middle, tail] = [before, inside, after].map((points) => String.fromCodePoint(...points));
        const start = encode(head!).length;
        const end = start + encode(middle!).length;
        expect(marked(encode(head! + middle! + tail!), start, end)).toBe(middle);
      }),
    );
  });

  it('marks a character whole when the range cuts it', () => {
    expect(marked(encode('a€b'), 2, 3)).toBe('€');
    expect(marked(encode('a😀b'), 1, 2)).toBe('😀');
    expect(marked(encode('a😀b'), 4, 6)).toBe('😀b');
  });

  it('marks line ends, and nothing outside of the range', () => {
    const bytes = encode('To: ä\r\nX: 1\r\n');
    expect(marked(bytes, 4, 8)).toBe('ä\\r\\n');
    expect(marked(bytes, 3, 3)).toBe('');
    expect(marked(bytes, 100, 200)).toBe('');
  });

  it('draws a long line in pieces without cutting a character', () => {
    for (const head of ['', 'a', 'ab']) {
      const text = head + '€'.repeat(3000);
      const lines = visibleLines(encode(text));
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.map((line) => line.text).join('')).toBe(text);
    }
  });

  it('finds the byte of a unit again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (bytes, seed) => {
        const byte = seed % bytes.length;
        const line = visibleLines(bytes).find(({ start, end }) => byte >= start && byte < end)!;
        const units = unitsOf(line, { start: byte, end: byte + 1 })!;
        expect(units.to).toBeGreaterThan(units.from);
        const found = byteOfUnit(line, units.from);
        expect(found).toBeLessThanOrEqual(byte);
        expect(byte - found).toBeLessThan(4);
      }),
    );
  });
});

describe('a value on one line', () => {
  it.each([
    ['a\r\n b', 'a\\r\\n b'],
    ['\u202Egpj', '⟨U+202E⟩gpj'],
    ['Ünïcode 😀', 'Ünïcode 😀'],
  ])('shows %j', (text, words) => {
    expect(visibleText(text)).toBe(words);
  });

  it('says where it has cut', () => {
    expect(visibleText('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)}…`);
  });
});
