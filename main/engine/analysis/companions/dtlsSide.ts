import type { HandshakeFragment } from '../../decode/dtls/dtlsHandshake';
import type { CertificateDigests } from './certificateCheck';

/** Message sequence numbers above this are of no handshake that anybody has. */
const MAX_MESSAGES = 32;

/** What one side of a DTLS connection has sent. */
export class DtlsSide {
  hasEncrypted = false;
  digests: CertificateDigests | null = null;
  /** By type and message sequence number: what was seen, and what was read to its end. */
  readonly #seen = new Set<number>();
  readonly #read = new Set<number>();

  /** Whether a message was seen before; it has been then. */
  hasSeen(fragment: HandshakeFragment): boolean {
    const key = keyOf(fragment);
    if (this.#seen.has(key) || this.#seen.size >= MAX_MESSAGES) return true;
    this.#seen.add(key);
    return false;
  }

  hasRead(fragment: HandshakeFragment): boolean {
    return this.#read.has(keyOf(fragment));
  }

  noteRead(fragment: HandshakeFragment): void {
    if (this.#read.size < MAX_MESSAGES) this.#read.add(keyOf(fragment));
  }

  /** Another handshake begins; the certificate stays until there is a new one. */
  begin(): void {
    this.hasEncrypted = false;
    this.#seen.clear();
    this.#read.clear();
  }
}

/** Retransmissions have the number of the first; a new handshake begins with 0 again and is told by `begin`. */
const keyOf = ({ type, messageSequence }: HandshakeFragment): number => type * 0x10000 + messageSequence;
