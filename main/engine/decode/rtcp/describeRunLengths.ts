import { u16 } from '../bigEndian';
import type { FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';

const MAX_CHUNKS = 500;

type Counts = { readonly ones: number; readonly zeros: number };

function countBits(chunk: number): Counts {
  let ones = 0;
  for (let bits = chunk & 0x7fff; bits !== 0; bits &= bits - 1) ones += 1;
  return { ones, zeros: 15 - ones };
}

/**
 * A chunk (RFC 3611 §4.1.1–4.1.3): a run `0 | R | length 14`, a vector `1 | 15 bits`, or the terminating null. Of a loss block
 * ones are packets received, of a duplicate block packets that came once.
 */
function countChunk(chunk: number): Counts {
  if ((chunk & 0x8000) !== 0) return countBits(chunk);
  const length = chunk & 0x3fff;
  return (chunk & 0x4000) === 0 ? { ones: 0, zeros: length } : { ones: length, zeros: 0 };
}

const sayCounts = ({ ones, zeros }: Counts, [one, zero]: readonly [string, string]): string =>
  [ones > 0 ? `${ones} ${one}` : '', zeros > 0 ? `${zeros} ${zero}` : ''].filter((part) => part !== '').join(', ') ||
  'nothing';

function sayChunk(chunk: number, words: readonly [string, string]): string {
  const kind = chunk === 0 ? 'end' : (chunk & 0x8000) !== 0 ? 'bits' : 'run';
  return kind === 'end' ? kind : `${kind}: ${sayCounts(countChunk(chunk), words)}`;
}

function sumChunks({ bytes, at, end }: FieldCursor): Counts {
  let ones = 0;
  let zeros = 0;
  for (let next = at; next + 2 <= end; next += 2) {
    const counts = countChunk(u16(bytes, next));
    ones += counts.ones;
    zeros += counts.zeros;
  }
  return { ones, zeros };
}

/** Packets of [begin, end) that are told of: all of them, or every 2ᵗʰ of them when thinned (RFC 3611 §4.1). */
export function takeSequenceRange(cursor: FieldCursor): void {
  takeSsrc(cursor, 'Source', 'The stream reported on.');
  cursor.u16('First sequence number');
  cursor.u16('Sequence number behind the last');
}

/** Loss or duplicate run lengths (RFC 3611 §4.1, §4.2); `words` name what a one and what a zero is. */
export function takeRunLengths(cursor: FieldCursor, words: readonly [string, string]): void {
  takeSequenceRange(cursor);
  const sum = sumChunks(cursor);
  cursor.within('Chunks', cursor.leftBytes, (inner) => {
    for (let chunks = 0; inner.leftBytes >= 2 && chunks < MAX_CHUNKS; chunks += 1) {
      inner.u16('Chunk', (chunk) => sayChunk(chunk, words));
    }
    inner.rest('Further chunks');
    return sayCounts(sum, words);
  });
}
