/** What RFC 6189 names in a ZRTP exchange. */

const ERRORS = new Map<number, string>([
  [0x10, 'malformed packet'],
  [0x20, 'critical software error'],
  [0x30, 'ZRTP version not supported'],
  [0x40, 'Hello components do not match'],
  [0x51, 'hash type not supported'],
  [0x52, 'cipher type not supported'],
  [0x53, 'public key exchange not supported'],
  [0x54, 'SRTP authentication tag not supported'],
  [0x55, 'SAS rendering scheme not supported'],
  [0x56, 'no shared secret, Diffie-Hellman mode required'],
  [0x61, 'bad Diffie-Hellman public value'],
  [0x62, 'hash of the commitment does not match'],
  [0x63, 'relayed SAS from an untrusted machine in the middle'],
  [0x70, 'bad MAC of Confirm'],
  [0x80, 'nonce used again'],
  [0x90, 'equal ZIDs in Hello'],
  [0x91, 'SSRC collision'],
  [0xa0, 'service not available'],
  [0xb0, 'protocol timeout'],
  [0x100, 'GoClear received but not allowed'],
]);

/** Error code (RFC 6189 §5.9). */
export const zrtpErrorName = (code: number): string => ERRORS.get(code) ?? `error ${code}`;
