import type { ByteRange } from './sipMessage';
import { afterQuoted, trimmed } from './text';

const COMMA = 0x2c;
const QUOTE = 0x22;
const OPEN = 0x3c;
const CLOSE = 0x3e;

/**
 * Splits a header value at the commas outside quotes and angle brackets (RFC 3261 §7.3.1) and trims the elements.
 *
 * Empty elements stay in the list as empty ranges. A quote that does not end does not hide the commas after it.
 * A value of white space alone has no elements.
 */
export function splitList(text: string, start = 0, end = text.length): readonly ByteRange[] {
  const whole = trimmed(text, start, end);
  if (whole.start === whole.end) return [];
  if (start === 0 && end === text.length && !text.includes(',')) return [whole];
  const elements: ByteRange[] = [];
  let elementStart = whole.start;
  let inBrackets = false;
  let quotesEnd = true;
  let at = whole.start;
  while (at < whole.end) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && quotesEnd && !inBrackets) {
      const after = afterQuoted(text, at, whole.end);
      quotesEnd = after !== null;
      at = after ?? at + 1;
      continue;
    }
    if (code === OPEN) inBrackets = true;
    else if (code === CLOSE) inBrackets = false;
    else if (code === COMMA && !inBrackets) {
      elements.push(trimmed(text, elementStart, at));
      elementStart = at + 1;
    }
    at += 1;
  }
  elements.push(trimmed(text, elementStart, whole.end));
  return elements;
}
