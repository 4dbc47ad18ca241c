const NUL = 0x00;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

const TOKEN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~";

/** 1 for each byte that may stand in a token (RFC 3261 §25.1). */
export const IS_TOKEN = new Uint8Array(256);
for (const character of TOKEN_CHARACTERS) IS_TOKEN[character.charCodeAt(0)] = 1;

/** A space or a tab: white space within a line. `undefined`, what stands behind the end, is none. */
export const isBlank = (byte: number | undefined): boolean => byte === SPACE || byte === TAB;

/** One of the two bytes that end lines. */
export const isLineEnd = (byte: number | undefined): boolean => byte === LINE_FEED || byte === CARRIAGE_RETURN;

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** First byte that is neither line end nor NUL: both keep bindings and connections open between messages (RFC 5626 §3.5.1). */
export function skipKeepalive(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (isLineEnd(bytes[at]) || bytes[at] === NUL)) at += 1;
  return at;
}
