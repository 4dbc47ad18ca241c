import { singleByteText } from '../byteText';

/** Longest header of an HTTP message that is looked into. */
const MAX_HEADER_BYTES = 16 * 1024;

const REQUEST = /^GET [^\r\n]* HTTP\/1\.[0-9]\r?\n/;
const RESPONSE = /^HTTP\/1\.[0-9] 101(?: |\r?\n)/;

export type WebSocketUpgrade = {
  readonly kind: 'request' | 'response';
  /** Where the header ends and frames begin. */
  readonly headerEnd: number;
  /** `sip` for SIP (RFC 7118 §4), all of them in a request; empty without one. */
  readonly subprotocol: string;
  /** permessage-deflate was offered or accepted (RFC 7692 §7). */
  readonly deflate: boolean;
};

/** Value of the header fields of this name, in any case, joined by commas. */
function headerValue(lines: readonly string[], name: string): string {
  return lines
    .filter((line) => line.slice(0, line.indexOf(':')).trim().toLowerCase() === name)
    .map((line) => line.slice(line.indexOf(':') + 1).trim())
    .join(', ');
}

/** Whether the bytes begin as a GET request or a 101 response does; one look at four bytes for all others. */
export function mayBeWebSocketUpgrade(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 4) return false;
  const beginning = singleByteText(bytes, start, start + 4);
  return beginning === 'GET ' || beginning === 'HTTP';
}

/** Behind the empty line that ends a header; null when there is none yet. */
function endOfHeader(text: string): number | null {
  const regular = text.indexOf('\r\n\r\n');
  const bare = text.indexOf('\n\n');
  if (regular === -1 && bare === -1) return null;
  return regular !== -1 && (bare === -1 || regular < bare) ? regular + 4 : bare + 2;
}

/**
 * The opening handshake of WebSocket (RFC 6455 §4) at bytes[start]: a GET request or a 101 response with `Upgrade: websocket`.
 * null for all else, and while its header is not whole.
 *
 *     HTTP/1.1 101 Switching Protocols
 *     Upgrade: websocket
 *     Sec-WebSocket-Protocol: sip
 */
export function readWebSocketUpgrade(bytes: Uint8Array, start: number, end: number): WebSocketUpgrade | null {
  if (!mayBeWebSocketUpgrade(bytes, start, end)) return null;
  const text = singleByteText(bytes, start, Math.min(end, start + MAX_HEADER_BYTES));
  const headerBytes = endOfHeader(text);
  if (headerBytes === null) return null;
  const header = text.slice(0, headerBytes);
  const kind = REQUEST.test(header) ? 'request' : RESPONSE.test(header) ? 'response' : null;
  if (kind === null) return null;

  const lines = header.split('\n').slice(1);
  const protocols = headerValue(lines, 'upgrade').toLowerCase().split(',');
  if (!protocols.some((protocol) => protocol.trim() === 'websocket')) return null;
  return {
    kind,
    headerEnd: start + headerBytes,
    subprotocol: headerValue(lines, 'sec-websocket-protocol'),
    deflate: headerValue(lines, 'sec-websocket-extensions').toLowerCase().includes('permessage-deflate'),
  };
}
