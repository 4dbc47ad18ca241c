/** Names of the SCTP registries (IANA, sctp-parameters). */
type ChunkName = { readonly name: string; readonly purpose: string };

const chunk = (name: string, purpose: string): ChunkName => ({ name, purpose });

const CHUNKS: Readonly<Record<number, ChunkName>> = {
  0: chunk('DATA', 'A message, or a fragment of one (RFC 9260 §3.3.1).'),
  1: chunk('INIT', 'Opens an association (RFC 9260 §3.3.2).'),
  2: chunk('INIT ACK', 'Answers INIT (RFC 9260 §3.3.3).'),
  3: chunk('SACK', 'Tells which DATA chunks have come (RFC 9260 §3.3.4).'),
  4: chunk('HEARTBEAT', 'Asks whether an address can be reached (RFC 9260 §3.3.5).'),
  5: chunk('HEARTBEAT ACK', 'Answers HEARTBEAT (RFC 9260 §3.3.6).'),
  6: chunk('ABORT', 'Closes the association at once (RFC 9260 §3.3.7).'),
  7: chunk('SHUTDOWN', 'Begins to close the association (RFC 9260 §3.3.8).'),
  8: chunk('SHUTDOWN ACK', 'Answers SHUTDOWN (RFC 9260 §3.3.9).'),
  9: chunk('ERROR', 'Tells of an error that does not end the association (RFC 9260 §3.3.10).'),
  10: chunk('COOKIE ECHO', 'Gives the cookie of INIT ACK back (RFC 9260 §3.3.11).'),
  11: chunk('COOKIE ACK', 'The association is open (RFC 9260 §3.3.12).'),
  12: chunk('ECNE', 'Echoes a congestion mark (RFC 9260 Appendix A).'),
  13: chunk('CWR', 'Has slowed down (RFC 9260 Appendix A).'),
  14: chunk('SHUTDOWN COMPLETE', 'The association is closed (RFC 9260 §3.3.13).'),
  15: chunk('AUTH', 'Authenticates the chunks behind it (RFC 4895).'),
  64: chunk('I-DATA', 'A fragment of a message that may stand among those of others (RFC 8260).'),
  128: chunk('ASCONF ACK', 'Answers ASCONF (RFC 5061).'),
  130: chunk('RE-CONFIG', 'Resets or adds streams (RFC 6525).'),
  132: chunk('PAD', 'Fills the packet up (RFC 4820).'),
  192: chunk('FORWARD TSN', 'Gives chunks up that the receiver need not wait for (RFC 3758).'),
  193: chunk('ASCONF', 'Adds or removes addresses (RFC 5061).'),
  194: chunk('I-FORWARD-TSN', 'Gives messages up that the receiver need not wait for (RFC 8260).'),
};

export const sctpChunkName = (type: number): string => CHUNKS[type]?.name ?? `chunk type ${type}`;
export const sctpChunkPurpose = (type: number): string => CHUNKS[type]?.purpose ?? '';

/** Payload protocol identifiers that meet SIP and telephony. */
const PAYLOAD_PROTOCOLS: Readonly<Record<number, string>> = {
  0: 'not specified',
  1: 'IUA',
  2: 'M2UA',
  3: 'M3UA',
  4: 'SUA',
  5: 'M2PA',
  6: 'V5UA',
  7: 'H.248',
  8: 'BICC/Q.2150.3',
  18: 'S1AP',
  19: 'RUA',
  20: 'HNBAP',
  27: 'X2AP',
  46: 'Diameter',
  47: 'Diameter over DTLS',
  50: 'WebRTC data channel control',
  51: 'WebRTC text',
  53: 'WebRTC binary',
  60: 'NGAP',
  61: 'XnAP',
  62: 'F1AP',
};

export const payloadProtocolName = (identifier: number): string =>
  PAYLOAD_PROTOCOLS[identifier] === undefined ? String(identifier) : `${PAYLOAD_PROTOCOLS[identifier]} (${identifier})`;

const PARAMETERS: Readonly<Record<number, string>> = {
  1: 'Heartbeat information',
  5: 'IPv4 address',
  6: 'IPv6 address',
  7: 'State cookie',
  8: 'Unrecognized parameter',
  9: 'Cookie preservative',
  11: 'Host name',
  12: 'Supported address types',
  0x8000: 'ECN capable',
  0x8002: 'Random',
  0x8003: 'Chunk list',
  0x8004: 'Requested HMAC algorithm',
  0x8005: 'Padding',
  0x8008: 'Supported extensions',
  0xc000: 'Forward TSN supported',
  0xc001: 'Add address',
  0xc002: 'Delete address',
  0xc006: 'Adaptation layer indication',
};

export const parameterName = (type: number): string => PARAMETERS[type] ?? `Parameter ${type}`;

const CAUSES: Readonly<Record<number, string>> = {
  1: 'Invalid stream identifier',
  2: 'Missing mandatory parameter',
  3: 'Stale cookie',
  4: 'Out of resource',
  5: 'Unresolvable address',
  6: 'Unrecognized chunk type',
  7: 'Invalid mandatory parameter',
  8: 'Unrecognized parameters',
  9: 'No user data',
  10: 'Cookie received while shutting down',
  11: 'Restart with new addresses',
  12: 'User-initiated abort',
  13: 'Protocol violation',
};

export const causeName = (code: number): string => CAUSES[code] ?? `Cause ${code}`;
