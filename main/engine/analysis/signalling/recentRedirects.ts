import { headersOf } from '../../decode/sip/headerOf';
import { readNameAddresses } from '../../decode/sip/nameAddress';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';
import { detached } from './stringPool';
import { TRANSACTION_TIMEOUT_MS } from './timers';

const MAX_CALLERS = 1024;
const MAX_TARGETS = 8;
/** Longer values are not read. */
const MAX_VALUE_LENGTH = 4096;

type Redirect = { readonly targets: readonly string[]; readonly atMs: number };

const targetOf = (uri: string): string => {
  const { user, host } = readUri(uri);
  return detached(`${user}@${host.toLowerCase()}`);
};

/**
 * Where callers were last sent by a 3xx (RFC 3261 §8.1.3.4), to know the call that follows with a Call-ID of its own. The callers
 * who were redirected longest ago are forgotten first.
 */
export class RecentRedirects {
  readonly #byCaller = new Map<string, Redirect>();

  note(callerUri: string, message: SipMessage, nowMs: number): void {
    const targets = headersOf(message, 'contact')
      .slice(0, MAX_TARGETS)
      .filter(({ value }) => value.length <= MAX_VALUE_LENGTH)
      .flatMap(({ value }) => readNameAddresses(value))
      .slice(0, MAX_TARGETS)
      .map(({ uri }) => targetOf(uri));
    if (targets.length === 0) return;
    this.#byCaller.delete(callerUri);
    if (this.#byCaller.size >= MAX_CALLERS) this.#forgetOldest();
    this.#byCaller.set(callerUri, { targets, atMs: nowMs });
  }

  /** Whether the caller, who now calls this URI, was sent there a moment ago. */
  isFollowed(callerUri: string, requestUri: string, nowMs: number): boolean {
    const redirect = this.#byCaller.get(callerUri);
    if (redirect === undefined || nowMs - redirect.atMs > TRANSACTION_TIMEOUT_MS) return false;
    return redirect.targets.includes(targetOf(requestUri));
  }

  #forgetOldest(): void {
    const oldest = this.#byCaller.keys().next();
    if (oldest.done !== true) this.#byCaller.delete(oldest.value);
  }
}
