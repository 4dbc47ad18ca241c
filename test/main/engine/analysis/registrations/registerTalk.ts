import {
  tellRegistration,
  type RegistrationSource,
} from '../../../../../main/engine/analysis/registrations/tellRegistration';
import type { RegistrationStory } from '../../../../../shared/protocol/registrationStory';
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
  readonly #texts: string[] = [];
  #atMs = 0;
  #cseq = 0;

  #see(source: Endpoint, destination: Endpoint, text: string, atMs = this.#atMs + 10): void {
    this.#atMs = atMs;
    this.#texts.push(text);
    this.bench.see(atMs, source, destination, text);
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
    this.#see(ask.by ?? ALICE, ask.at ?? BOB, sipRequest('REGISTER', { ...options, headers }), ask.atMs);
    return this;
  }

  answer(status: number, headers: readonly string[] = [], ask: Ask = {}): this {
    const text = sipResponse(status, 'As told', { ...this.#numbered(ask), headers });
    this.#see(ask.by ?? BOB, ask.at ?? ALICE, text, ask.atMs);
    return this;
  }

  /** Another message of the registrar's machine. */
  registrarSpeaks(): this {
    this.#see(BOB, ALICE, sipRequest('OPTIONS', { callId: 'from-the-registrar' }));
    return this;
  }

  /** What is known when the capture ends so long after the last message. */
  ended(afterMs = 40_000): RegistrationRow {
    this.bench.analysis.finish(this.#atMs + afterMs);
    return this.bench.registration();
  }

  /** The story of the registration when the capture ends 40 s later; `change` says what is otherwise. */
  story(change: Partial<RegistrationSource> = {}): RegistrationStory {
    const registration = this.ended();
    return tellRegistration({
      registration,
      messages: registration.messages.map((index) => this.bench.analysis.message(index)!),
      readMessage: ({ index }) => new TextEncoder().encode(this.#texts[index]),
      keepalive: null,
      captureEndsAtMs: this.#atMs + 40_000,
      ...change,
    });
  }
}
