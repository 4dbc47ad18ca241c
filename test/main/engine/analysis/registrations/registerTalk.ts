import type { Endpoint, RegistrationRow } from '../../../../../shared/protocol/rows';
import { sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, SignallingBench } from '../signalling/signallingBench';

const AOR = {
  callId: 'register-1',
  from: 'sip:alice@example.org',
  to: 'sip:alice@example.org',
  uri: 'sip:example.org',
};

export type Ask = SipOptions & { readonly atMs?: number; readonly by?: Endpoint; readonly at?: Endpoint };

export const challenge = (nonce: string, more = '', realm = 'example.org'): string =>
  `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}"${more}`;

export const credentials = (nonce: string, more = '', realm = 'example.org'): string =>
  `Authorization: Digest username="alice", realm="${realm}", nonce="${nonce}", uri="sip:example.org", response="0123456789abcdef0123456789abcdef"${more}`;

/** Writes down what a phone and its registrar say to each other: every message 10 ms after the one before. */
export class RegisterTalk {
  readonly bench = new SignallingBench();
  #atMs = 0;
  #cseq = 0;

  #time(atMs: number | undefined): number {
    this.#atMs = atMs ?? this.#atMs + 10;
    return this.#atMs;
  }

  #numbered(ask: Ask): SipOptions {
    const { callId = AOR.callId } = ask;
    return { ...AOR, cseq: `${this.#cseq} REGISTER`, branches: [`z9hG4bK-${callId}-${this.#cseq}`], ...ask };
  }

  /** A new REGISTER. */
  ask(headers: readonly string[] = [], ask: Ask = {}): this {
    this.#cseq += 1;
    return this.again(headers, ask);
  }

  /** The same REGISTER once more. */
  again(headers: readonly string[] = [], ask: Ask = {}): this {
    const options = { contact: '<sip:alice@192.0.2.1:5060>', headers, ...this.#numbered(ask) };
    this.bench.see(
      this.#time(ask.atMs),
      ask.by ?? ALICE,
      ask.at ?? BOB,
      sipRequest('REGISTER', { ...options, headers }),
    );
    return this;
  }

  answer(status: number, headers: readonly string[] = [], ask: Ask = {}): this {
    const text = sipResponse(status, 'As told', { ...this.#numbered(ask), headers });
    this.bench.see(this.#time(ask.atMs), ask.by ?? BOB, ask.at ?? ALICE, text);
    return this;
  }

  /** Another message of the registrar's machine. */
  registrarSpeaks(): this {
    this.bench.fromBob(this.#time(undefined), sipRequest('OPTIONS', { callId: 'from-the-registrar' }));
    return this;
  }

  ended(): RegistrationRow {
    this.bench.analysis.finish(this.#atMs);
    return this.bench.registration();
  }
}
