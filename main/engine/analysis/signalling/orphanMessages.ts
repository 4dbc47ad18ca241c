import { detached } from './stringPool';

const MAX_CALL_IDS = 10_000;
const MAX_MESSAGES = 64;

/**
 * Messages that belong to an INVITE dialog whose INVITE was not seen (yet): when the capture began in mid-call or the order of
 * arrival is disturbed, an INVITE of the same Call-ID may still make a call of them. The oldest Call-IDs are forgotten first.
 */
export class OrphanMessages {
  readonly #byCallId = new Map<string, number[]>();

  add(callId: string, index: number): void {
    const known = this.#byCallId.get(callId);
    if (known === undefined) this.#open(callId, index);
    else if (known.length < MAX_MESSAGES) known.push(index);
  }

  /** Positions of the messages with this Call-ID, which are then forgotten here. */
  take(callId: string): readonly number[] {
    const indices = this.#byCallId.get(callId) ?? [];
    this.#byCallId.delete(callId);
    return indices;
  }

  #open(callId: string, index: number): void {
    if (this.#byCallId.size >= MAX_CALL_IDS) {
      const oldest = this.#byCallId.keys().next();
      if (oldest.done !== true) this.#byCallId.delete(oldest.value);
    }
    this.#byCallId.set(detached(callId), [index]);
  }
}

/** Methods that occur within an INVITE dialog and seldom outside one. */
const IN_CALL_METHODS: ReadonlySet<string> = new Set(['ACK', 'BYE', 'CANCEL', 'PRACK', 'UPDATE', 'INFO', 'REFER']);

export const mayBelongToCall = (cseqMethod: string): boolean => IN_CALL_METHODS.has(cseqMethod);
