import { detached } from '../signalling/stringPool';

/** Names that are told apart; more are not remembered. */
const MAX_NAMES = 4096;

/** Fields of every call that say nothing of which one it is, or that their own rules read. */
const NEVER_REMEMBERED: ReadonlySet<string> = new Set(
  `via from to call-id cseq contact max-forwards content-length content-type content-disposition content-encoding
  content-language mime-version allow allow-events supported require proxy-require user-agent server date expires
  session-expires min-se min-expires accept accept-encoding accept-language accept-contact reject-contact record-route route
  path authorization proxy-authorization www-authenticate proxy-authenticate privacy organization priority subject
  alert-info call-info timestamp event subscription-state reason history-info diversion p-asserted-identity
  p-preferred-identity remote-party-id p-access-network-info p-visited-network-id p-early-media rseq rack replaces
  refer-to referred-by session-id p-charging-vector identity warning retry-after`.split(/\s+/),
);

/** Whether a header field may tell, by its value, which call a leg belongs to; `key` is its long form in lower case. */
export const isRemembered = (key: string): boolean => !NEVER_REMEMBERED.has(key);

/** A small number for each name of a header field. */
export class HeaderNames {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  /** @param key long form in lower case, of a message that is not kept. null when there are too many names. */
  numberOf(key: string): number | null {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#numbers.size >= MAX_NAMES) return null;
    const own = detached(key);
    this.#numbers.set(own, this.#names.push(own));
    return this.#names.length;
  }

  /** Empty for a number that no name has. */
  nameOf(number: number): string {
    return this.#names[number - 1] ?? '';
  }
}
