/**
 * Header fields in which machines write down, each after its own fashion, which call a leg belongs to. Equal values of one of
 * them, or a value that is the other's Call-ID, join calls unless somebody chooses other names.
 */
export const DEFAULT_LEG_HEADERS: readonly string[] = Object.freeze([
  'X-CID',
  'X-Call-ID',
  'X-Original-Call-ID',
  'X-Orig-Call-ID',
  'X-Inbound-Call-ID',
  'X-A-Leg-Call-ID',
  'X-ALegCallID',
  'X-Related-Call-ID',
  'X-UCID',
  'X-Avaya-UCID',
  'User-to-User',
  'Global-Session-ID',
  'X-Genesys-CallUUID',
  'X-BroadWorks-Correlation-Info',
  'X-Asterisk-UniqueID',
  'X-Asterisk-LinkedID',
  'X-FS-Call-UUID',
  'X-FreeSWITCH-UUID',
  'Cisco-Guid',
  'X-Cisco-Guid',
  'X-Correlation-ID',
  'X-Session-ID',
  'P-Dialog-ID',
]);

/** A name as RFC 3261 §25.1 allows it (`token`). */
export const isHeaderName = (text: string): boolean => /^[A-Za-z0-9\-.!%*_+`'~]{1,100}$/.test(text);
