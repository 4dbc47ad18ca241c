/** Messages that the tests of this folder start from. */
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export const decode = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));

export const SDP = [
  'v=0',
  'o=alice 53655765 2353687637 IN IP4 192.0.2.1',
  's=-',
  'c=IN IP4 192.0.2.1',
  't=0 0',
  'm=audio 49170 RTP/AVP 0 101',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  'a=ptime:20',
  '',
].join('\r\n');

export const HEADERS: readonly string[] = [
  'Via: SIP/2.0/UDP pc33.example.com:5060;branch=z9hG4bK776asdhds;rport',
  'Max-Forwards: 70',
  'To: "Bob" <sip:bob@biloxi.example.org>',
  'From: "Alice \\"A\\" Éire" <sip:alice@atlanta.example.com;user=phone>;tag=1928301774',
  'Call-ID: a84b4c76e66710@pc33.example.com',
  'CSeq: 314159 INVITE',
  'Contact: <sip:alice@pc33.example.com>',
];

/** A request without a fault unless the lines given make one. */
export const request = (lines: readonly string[], body = '', startLine = 'INVITE sip:bob@biloxi.example.org SIP/2.0') =>
  [startLine, ...lines, '', body].join('\r\n');

export const INVITE = request([...HEADERS, 'Content-Type: application/sdp', `Content-Length: ${SDP.length}`], SDP);

/** The header lines of INVITE without those whose name begins so, plus others; no body. */
export const headersWithout = (name: string, ...others: readonly string[]): readonly string[] => [
  ...HEADERS.filter((line) => !line.startsWith(`${name}:`)),
  ...others,
  'Content-Length: 0',
];
