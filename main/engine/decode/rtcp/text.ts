const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of RTCP is UTF-8 (RFC 3550 §6.5); bytes that are not become U+FFFD. */
export const readText = (bytes: Uint8Array, start: number, end: number): string =>
  end > start ? UTF8.decode(bytes.subarray(start, end)) : '';
