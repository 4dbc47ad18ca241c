import type { CallKey } from '../../../../shared/ids';
import { detached } from '../../decode/byteText';
import type { Fingerprint, MediaPath } from '../iceDescription';

const MAX_FINGERPRINTS = 32;
const MAX_UFRAGS = 64;
/** Calls that share a ufrag, as the legs of one call over a proxy that leaves SDP alone. */
const MAX_SHARING_CALLS = 8;

/** What the session descriptions of a call say of its media paths. */
export type CallSession = {
  readonly fingerprints: Fingerprint[];
  readonly ufrags: Set<string>;
  setupOfCaller: string | null;
  setupOfCallee: string | null;
};

/** Ufrags, fingerprints and roles of calls, in memory of their own. Bounded: the oldest calls are forgotten and counted. */
export class CallSessions {
  droppedSessions = 0;
  readonly #byCall = new Map<CallKey, CallSession>();
  readonly #callsByUfrag = new Map<string, CallKey[]>();
  readonly #maxSessions: number;

  constructor(maxSessions: number) {
    this.#maxSessions = maxSessions;
  }

  of(call: CallKey | null): CallSession | null {
    return (call === null ? undefined : this.#byCall.get(call)) ?? null;
  }

  note(call: CallKey, byCaller: boolean, { ufrag, fingerprints, setup }: MediaPath): void {
    if (ufrag === null && fingerprints.length === 0 && setup === null) return;
    const session = this.#obtain(call);
    if (ufrag !== null) this.#noteUfrag(call, session, detached(ufrag));
    for (const fingerprint of fingerprints) addFingerprint(session, fingerprint);
    if (setup === null) return;
    if (byCaller) session.setupOfCaller = detached(setup);
    else session.setupOfCallee = detached(setup);
  }

  /** The call of an ICE check by its USERNAME, `ufrag of the receiver:ufrag of the sender`; one that knows both before others. */
  callOfCheck(username: string): CallKey | null {
    const colon = username.indexOf(':');
    if (colon < 0) return null;
    const receivers = this.#callsByUfrag.get(username.slice(0, colon));
    const senders = this.#callsByUfrag.get(username.slice(colon + 1));
    const both = receivers?.findLast((call) => senders?.includes(call) === true);
    return both ?? receivers?.at(-1) ?? senders?.at(-1) ?? null;
  }

  #obtain(call: CallKey): CallSession {
    const known = this.#byCall.get(call);
    if (known !== undefined) return known;
    const session: CallSession = { fingerprints: [], ufrags: new Set(), setupOfCaller: null, setupOfCallee: null };
    this.#byCall.set(call, session);
    if (this.#byCall.size > this.#maxSessions) this.#dropOldest();
    return session;
  }

  #noteUfrag(call: CallKey, session: CallSession, ufrag: string): void {
    if (session.ufrags.has(ufrag) || session.ufrags.size >= MAX_UFRAGS) return;
    session.ufrags.add(ufrag);
    const calls = this.#callsByUfrag.get(ufrag);
    if (calls === undefined) this.#callsByUfrag.set(ufrag, [call]);
    else {
      calls.push(call);
      if (calls.length > MAX_SHARING_CALLS) calls.shift();
    }
  }

  #dropOldest(): void {
    for (const [call, { ufrags }] of this.#byCall) {
      this.#byCall.delete(call);
      this.droppedSessions += 1;
      for (const ufrag of ufrags) this.#forgetUfrag(ufrag, call);
      return;
    }
  }

  #forgetUfrag(ufrag: string, call: CallKey): void {
    const rest = this.#callsByUfrag.get(ufrag)?.filter((other) => other !== call) ?? [];
    if (rest.length === 0) this.#callsByUfrag.delete(ufrag);
    else this.#callsByUfrag.set(ufrag, rest);
  }
}

function addFingerprint({ fingerprints }: CallSession, { hashName, value }: Fingerprint): void {
  const isKnown = fingerprints.some((known) => known.hashName === hashName && known.value === value);
  if (isKnown || fingerprints.length >= MAX_FINGERPRINTS) return;
  fingerprints.push({ hashName: detached(hashName), value: detached(value) });
}
