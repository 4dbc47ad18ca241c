import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPieces } from '../../../main/cli/jsonPieces';

it('is the same value as JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 6, withNullPrototype: false }), (value) => {
      const text = [...jsonPieces(value)].join('');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('never makes one large string of many rows', () => {
  const calls = Array.from({ length: 5000 }, (_row, index) => ({ callId: `call-${index}`, words: 'x'.repeat(100) }));
  const pieces = [...jsonPieces({ calls })];
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
  expect(JSON.parse(pieces.join(''))).toEqual({ calls });
});

it('writes no control character that a terminal obeys', () => {
  const text = [...jsonPieces({ name: '\u009b2J\u007f\u001b' })].join('');
  expect(text).toBe('{"name":"\\u009b2J\\u007f\\u001b"}\n');
});

it('writes instants as JSON does', () => {
  expect([...jsonPieces({ at: new Date(0) })].join('')).toBe('{"at":"1970-01-01T00:00:00.000Z"}\n');
});
