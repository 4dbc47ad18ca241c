import type { Endpoint } from '../../../../shared/protocol/rows';
import { MOST_HEARD_ADDRESSES } from './registrationLimits';

/**
 * Who has sent anything in this capture: of a registrar that was never heard nobody can tell whether it was silent or the capture
 * one-sided. Bounded: beyond `MOST_HEARD_ADDRESSES` no more are noted, and those count as not heard.
 */
export class HeardAddresses {
  readonly #addresses = new Set<string>();
  notNoted = 0;

  note(source: Endpoint, destination: Endpoint): void {
    const key = keyOf(source, destination);
    if (this.#addresses.has(key)) return;
    if (this.#addresses.size < MOST_HEARD_ADDRESSES) this.#addresses.add(key);
    else this.notNoted += 1;
  }

  /** Whether `speaker` was heard; `listener` is whom it would have answered. */
  has(speaker: Endpoint, listener: Endpoint): boolean {
    return this.#addresses.has(keyOf(speaker, listener));
  }
}

/** Two programs on one machine are told apart by their ports. */
const keyOf = (speaker: Endpoint, listener: Endpoint): string =>
  speaker.address === listener.address ? `${speaker.address}:${speaker.port}` : speaker.address;
