import type { SipHeader, SipMessage } from './sipMessage';

/** First header field with this key (long form in lower case); null when there is none. */
export function headerOf(message: SipMessage, key: string): SipHeader | null {
  for (const header of message.headers) if (header.key === key) return header;
  return null;
}

/** All header fields with this key, in order. */
export const headersOf = (message: SipMessage, key: string): readonly SipHeader[] =>
  message.headers.filter((header) => header.key === key);
