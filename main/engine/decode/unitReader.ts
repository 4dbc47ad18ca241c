/** What a connection carries: `framed` is a packet of RTP, RTCP, STUN or DTLS behind a length of two bytes (RFC 4571). */
export type UnitKind = 'sip' | 'hep' | 'msrp' | 'stun' | 'framed';

/** What stands at the beginning of the bytes of a connection; offsets are of `bytes`. */
export type UnitExtent =
  /** A whole unit in bytes[start, next). Its content is content[contentStart, contentEnd), which is `bytes` or an own copy. */
  | {
      readonly outcome: 'unit';
      readonly kind: UnitKind;
      readonly next: number;
      readonly content: Uint8Array;
      readonly contentStart: number;
      readonly contentEnd: number;
      readonly wrapping: 'none' | 'webSocket' | 'hep';
    }
  /** Bytes that carry nothing: keepalives, control frames; `unreadable` where they carry what cannot be unpacked. */
  | { readonly outcome: 'skip'; readonly next: number; readonly unreadable?: true }
  /** Not whole yet. Asking again is of use once `needBytes` are there, counted from `start`; at least one more than now. */
  | { readonly outcome: 'more'; readonly needBytes: number }
  /** Not (or no longer) this protocol. */
  | { readonly outcome: 'lost' };

/**
 * Says what stands at bytes[start], of which the connection has brought as far as `end`. Keeps nothing between two questions, never
 * reads past `end`, and takes time linear in the length.
 */
export type UnitReader = (bytes: Uint8Array, start: number, end: number) => UnitExtent;
