const MOST_CHARACTERS = 40;

/**
 * What of a packet may stand in a file name on every system: letters, digits, + . - and nothing else. A leading dot would hide the
 * file, a leading dash reads as an option. Cut before its end is trimmed: a packet may bring thousands of dashes.
 */
export function fileNamePart(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}+.-]+/gu, '-').replace(/^[.-]+/, '');
  const short = [...name].slice(0, MOST_CHARACTERS).join('');
  return short.replace(/[.-]+$/, '') || 'unknown';
}
