import type { HandshakeFragment } from '../../decode/dtls/dtlsHandshake';

/** Certificates of media endpoints have a few hundred bytes, chains a few thousand. */
const MAX_MESSAGE_BYTES = 16_384;

type Assembly = {
  readonly type: number;
  readonly messageSequence: number;
  readonly body: Uint8Array;
  /** 1 where a byte of the body is there. */
  readonly present: Uint8Array;
  missingBytes: number;
};

/** Handshake messages whose parts come in several datagrams, in any order, perhaps twice. Bounded; the oldest leave. */
export class HandshakeAssemblies {
  /** Left because there were too many, or were too long. */
  dropped = 0;
  readonly #open = new Map<object, Assembly>();
  readonly #maxOpen: number;

  constructor(maxOpen: number) {
    this.#maxOpen = maxOpen;
  }

  /**
   * Takes one part of a message. `owner` is whoever sends it: of each one message at a time is put together. The body when it is
   * whole, else null.
   */
  add(owner: object, bytes: Uint8Array, fragment: HandshakeFragment): Uint8Array | null {
    const { lengthBytes, fragmentOffset, bodyStart, bodyEnd } = fragment;
    if (lengthBytes > MAX_MESSAGE_BYTES) {
      this.dropped += 1;
      return null;
    }
    const assembly = this.#assemblyFor(owner, fragment);
    const end = Math.min(bodyEnd, bodyStart + lengthBytes - fragmentOffset);
    for (let at = bodyStart; at < end; at += 1) takeByte(assembly, fragmentOffset + at - bodyStart, bytes[at]!);
    if (assembly.missingBytes > 0) return null;
    this.#open.delete(owner);
    return assembly.body;
  }

  forget(owner: object): void {
    this.#open.delete(owner);
  }

  #assemblyFor(owner: object, { type, messageSequence, lengthBytes }: HandshakeFragment): Assembly {
    const known = this.#open.get(owner);
    const fits = known?.type === type && known.messageSequence === messageSequence && known.body.length === lengthBytes;
    if (known !== undefined && fits) return known;
    const body = new Uint8Array(lengthBytes);
    const present = new Uint8Array(lengthBytes);
    const assembly = { type, messageSequence, body, present, missingBytes: lengthBytes };
    this.#open.delete(owner);
    this.#open.set(owner, assembly);
    if (this.#open.size > this.#maxOpen) this.#dropOldest();
    return assembly;
  }

  #dropOldest(): void {
    for (const owner of this.#open.keys()) {
      this.#open.delete(owner);
      this.dropped += 1;
      return;
    }
  }
}

function takeByte(assembly: Assembly, at: number, byte: number): void {
  if (assembly.present[at] === 1) return;
  assembly.present[at] = 1;
  assembly.body[at] = byte;
  assembly.missingBytes -= 1;
}
