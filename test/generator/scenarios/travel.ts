import { bodyOn, type BodyPlan } from './bodies';
import type { Machine } from './cast';
import type { Scene } from './scene';
import { receivedVia, writeMessage } from './wire';

/** One hop of a request as it was sent. */
export type Hop = {
  readonly from: Machine;
  readonly to: Machine;
  readonly uri: string;
  readonly branch: string;
  /** Topmost first, as the sender wrote them. */
  readonly vias: readonly string[];
  readonly atMs: number;
  readonly text: string;
};

/** What a request and its answers have in common. */
export type Identity = {
  readonly from: string;
  /** Without a tag when it was sent outside a dialog. */
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly method: string;
  readonly transport: 'UDP' | 'TCP';
  readonly recordRoutes: readonly string[];
  /** Appended to To by an answer above 100; empty when the request had one. */
  readonly answerTag: string;
  readonly answerContact: string | null;
  readonly onAnswer: (status: number, tag: string) => void;
};

export type Answered = {
  readonly body?: BodyPlan;
  readonly headers?: readonly string[];
  /** Who answers; the last machine of the way unless given. */
  readonly from?: Machine;
  /** How far it comes back; to the first machine unless given. */
  readonly until?: Machine;
  readonly tag?: string;
  readonly contact?: string | null;
  readonly atMs?: number;
};

const HOP_MS = 2;
const WITH_CONTACT = /^(INVITE|UPDATE|SUBSCRIBE|REFER|NOTIFY)$/;

/** A request on its way over one or several hops, and what comes back. */
export class Travel {
  readonly scene: Scene;
  readonly identity: Identity;
  readonly hops: readonly Hop[];

  constructor(scene: Scene, identity: Identity, hops: readonly Hop[]) {
    this.scene = scene;
    this.identity = identity;
    this.hops = hops;
  }

  /** `status` with its reason: `180 Ringing`. */
  answer(status: string, answered: Answered = {}): this {
    const [first, last] = this.#span(answered);
    let atMs = answered.atMs ?? this.scene.nowMs;
    for (let index = last; index >= first; index -= 1) {
      this.#sendBack(index, status, answered, atMs);
      atMs += HOP_MS;
    }
    return this;
  }

  /** A final answer that is none of the 2xx, each hop with the ACK that is its own (RFC 3261 §17.1.1.3). */
  refuse(status: string, answered: Answered = {}): this {
    const [first, last] = this.#span(answered);
    let atMs = answered.atMs ?? this.scene.nowMs;
    for (let index = last; index >= first; index -= 1) {
      this.#sendBack(index, status, answered, atMs);
      if (this.identity.method === 'INVITE')
        this.#sendOn(index, 'ACK', atMs + HOP_MS, { toTag: this.#tagOf(answered) });
      atMs += HOP_MS;
    }
    return this;
  }

  /** CANCEL with its 200, hop by hop (RFC 3261 §9); what becomes of the request is said apart. */
  cancel({ headers = [], from, until, atMs = this.scene.nowMs }: CancelPlan = {}): this {
    const first = from === undefined ? 0 : this.hops.findIndex((hop) => hop.from === from);
    const last = until === undefined ? this.hops.length - 1 : this.hops.findIndex((hop) => hop.to === until);
    for (let index = first; index <= last; index += 1) {
      const sentMs = atMs + (index - first) * HOP_MS;
      this.#sendOn(index, 'CANCEL', sentMs, { toTag: '', headers });
      this.#sendBack(index, '200 OK', { tag: this.identity.answerTag }, sentMs + HOP_MS, 'CANCEL');
    }
    return this;
  }

  /** The request again after these times, counted from when it left there first, as a sender's timer sends it. */
  repeat(afterMs: readonly number[], from: Machine | undefined = this.hops[0]?.from): this {
    const hop = this.hops.find((each) => each.from === from);
    for (const laterMs of afterMs) if (hop) this.#send(hop.from, hop.to, hop.text, hop.atMs + laterMs);
    return this;
  }

  #span({ from, until }: Answered): readonly [number, number] {
    const last = from === undefined ? this.hops.length - 1 : this.hops.findIndex((hop) => hop.to === from);
    const first = until === undefined ? 0 : this.hops.findIndex((hop) => hop.from === until);
    if (first < 0 || last < first) throw new Error(`${this.identity.method} does not pass there`);
    return [first, last];
  }

  #tagOf({ tag }: Answered): string {
    return tag ?? this.identity.answerTag;
  }

  #sendBack(index: number, status: string, answered: Answered, atMs: number, method = this.identity.method): void {
    const { identity, hops } = this;
    const hop = hops[index];
    if (!hop) return;
    const number = Number(status.slice(0, 3));
    const tag = number > 100 ? this.#tagOf(answered) : '';
    const joins = number > 100 && number < 300 && WITH_CONTACT.test(method);
    const contact = joins ? identity.answerContact : null;
    const text = writeMessage({
      startLine: `SIP/2.0 ${status}`,
      vias: viasBack(hop, method),
      routing: joins ? identity.recordRoutes : [],
      maxForwards: null,
      from: identity.from,
      to: tag === '' || identity.to.includes(';tag=') ? identity.to : `${identity.to};tag=${tag}`,
      callId: identity.callId,
      cseq: `${identity.cseq} ${method}`,
      contact: answered.contact === undefined ? contact : answered.contact,
      headers: answered.headers ?? [],
      body: bodyOn(index, answered.body),
    });
    this.#send(hop.to, hop.from, text, atMs);
    if (index === 0 && method === identity.method) identity.onAnswer(number, tag);
  }

  /** ACK and CANCEL: the branch of the request on this hop, and one Via. */
  #sendOn(index: number, method: string, atMs: number, said: { toTag: string; headers?: readonly string[] }): void {
    const { identity, hops } = this;
    const hop = hops[index];
    if (!hop) return;
    const { to } = identity;
    const text = writeMessage({
      startLine: `${method} ${hop.uri} SIP/2.0`,
      vias: hop.vias.slice(0, 1),
      routing: [],
      maxForwards: 70,
      from: identity.from,
      to: said.toTag === '' || to.includes(';tag=') ? to : `${to};tag=${said.toTag}`,
      callId: identity.callId,
      cseq: `${identity.cseq} ${method}`,
      contact: null,
      headers: said.headers ?? [],
      body: null,
    });
    this.#send(hop.from, hop.to, text, atMs);
  }

  #send(source: Machine, destination: Machine, text: string, atMs: number): void {
    this.scene.send({ atMs, source, destination, transport: this.identity.transport, text });
  }
}

export type CancelPlan = {
  readonly headers?: readonly string[];
  readonly from?: Machine;
  readonly until?: Machine;
  readonly atMs?: number;
};

/** A CANCEL carries the Via of its hop alone, so its answer does, too. */
function viasBack(hop: Hop, method: string): readonly string[] {
  const [top = '', ...rest] = hop.vias;
  return method === 'CANCEL' ? [receivedVia(top, hop.from)] : [receivedVia(top, hop.from), ...rest];
}
