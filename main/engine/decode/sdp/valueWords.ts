import { singleByteText } from '../byteText';
import type { FieldMaker } from '../field';

/** A word of a value with its place in the message. */
export type Word = { readonly text: string; readonly start: number; readonly end: number };

const BETWEEN_BLANKS = /[^ \t]+/g;

/** The words of bytes [start, end): what `pattern` matches, by default all that stands between blanks. */
export function wordsOf(make: FieldMaker, start: number, end: number, pattern = BETWEEN_BLANKS): readonly Word[] {
  const text = singleByteText(make.bytes, start, end);
  return [...text.matchAll(pattern)].map((match) => {
    const from = start + match.index;
    return { text: match[0], start: from, end: from + match[0].length };
  });
}

/** The two parts of a word around the first `separator`; the second is null without one. */
export function splitWord(word: Word, separator: string): readonly [Word, Word | null] {
  const at = word.text.indexOf(separator);
  if (at < 0) return [word, null];
  const first = { text: word.text.slice(0, at), start: word.start, end: word.start + at };
  return [first, { text: word.text.slice(at + 1), start: word.start + at + 1, end: word.end }];
}
