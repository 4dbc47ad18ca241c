/**
 * What dumpcap writes to standard error under -Z, as Wireshark reads it (its sync pipe):
 *
 *     46 00 00 02 2d 00          F, 2 bytes: "-\0"          a file was begun, the capture runs
 *     44 00 00 05 30 3a 6c 6f 00 D, 5 bytes: "0:lo\0"       packets dropped, interface
 *     45 …                       E: two messages of the same form inside, primary and secondary text
 *     42 …                       B: "0:can't parse …"       index of the interface, complaint about the filter
 *
 * Plain lines (of the dynamic linker, of a logger) may come in between.
 */
export type DumpcapMessage = { readonly letter: string; readonly text: string };

const HEADER_BYTES = 4;
const MOST_MESSAGE_BYTES = 16_384;
const MOST_PENDING_BYTES = 4 * MOST_MESSAGE_BYTES;
const NEWLINE = 0x0a;

export class DumpcapMessages {
  private pending: Buffer = Buffer.alloc(0);

  feed(chunk: Uint8Array): void {
    this.pending = Buffer.concat([this.pending, chunk]).subarray(-MOST_PENDING_BYTES);
  }

  /** The next whole message; a plain line has the letter ''; null when more bytes are needed. */
  next(): DumpcapMessage | null {
    if (this.pending.length === 0) return null;
    if (!isMessageLetter(this.pending[0]!)) return this.nextLine();
    if (this.pending.length < HEADER_BYTES) return null;
    const lengthBytes = this.pending.readUIntBE(1, 3);
    if (lengthBytes > MOST_MESSAGE_BYTES) return this.nextLine();
    const endBytes = HEADER_BYTES + lengthBytes;
    if (this.pending.length < endBytes) return null;
    const letter = String.fromCharCode(this.pending[0]!);
    const text = textOf(letter, this.pending.subarray(HEADER_BYTES, endBytes));
    this.pending = this.pending.subarray(endBytes);
    return { letter, text };
  }

  private nextLine(): DumpcapMessage | null {
    const newlineAt = this.pending.indexOf(NEWLINE);
    if (newlineAt < 0) return null;
    const text = this.pending.toString('utf8', 0, newlineAt);
    this.pending = this.pending.subarray(newlineAt + 1);
    return { letter: '', text };
  }
}

const isMessageLetter = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;

/** Of an error the primary text alone: the secondary one is advice for Wireshark's own users. */
function textOf(letter: string, body: Buffer): string {
  const inner = letter === 'E' && body.length >= HEADER_BYTES ? body.subarray(HEADER_BYTES) : body;
  const nulAt = inner.indexOf(0);
  return inner.toString('utf8', 0, nulAt < 0 ? inner.length : nulAt);
}
