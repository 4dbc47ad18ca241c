const LONGEST_LINE = 300;

/** A program's message as one line of at most 300 characters, without control characters. */
export function oneLine(text: string): string {
  const words = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return words.length <= LONGEST_LINE ? words : `${words.slice(0, LONGEST_LINE - 1)}…`;
}
