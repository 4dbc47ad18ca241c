import { bodyOn, type BodyPlan } from './bodies';
import { addressOfRecord, contactOf, type Machine, type User } from './cast';
import type { Scene } from './scene';
import { Travel, type Hop, type Identity } from './travel';
import { receivedVia, writeMessage } from './wire';

export type ConversationPlan = {
  readonly caller: User;
  readonly callee: User;
  /** Proxies between the two, the caller's first. */
  readonly through?: readonly Machine[];
  /** Whether the proxies stay on the way of what follows (RFC 3261 §16.6). */
  readonly recordRoute?: boolean;
  readonly transport?: 'UDP' | 'TCP';
  readonly callId?: string;
  /** Where it is another than the callee's address of record. */
  readonly uri?: string;
  /** URIs of From and To where they are others than the addresses of record. */
  readonly from?: string;
  readonly to?: string;
};

export type Asked = {
  readonly by?: 'caller' | 'callee';
  readonly body?: BodyPlan;
  readonly headers?: readonly string[];
  /** From who sends to who answers. */
  readonly path?: readonly Machine[];
  readonly uri?: string;
  /** Counts on unless given. */
  readonly cseq?: number;
  readonly contact?: string | null;
  readonly transport?: 'UDP' | 'TCP';
  readonly atMs?: number;
  /** Whether stateful proxies say 100 to an INVITE. */
  readonly trying?: boolean;
};

type Side = { readonly user: User; readonly uri: string; readonly tag: string; nextCseq: number };

const HOP_MS = 2;
const WITH_CONTACT = /^(INVITE|UPDATE|SUBSCRIBE|REFER|NOTIFY|REGISTER)$/;
const OPENS_DIALOG = /^(INVITE|SUBSCRIBE|REFER)$/;

/** Everything under one Call-ID: keeps tags, numbers, branches, routes and Vias in order while a script says what is sent. */
export class Conversation {
  readonly scene: Scene;
  readonly callId: string;
  readonly #name: string;
  readonly #plan: ConversationPlan;
  #caller: Side;
  #callee: Side;
  /** Tag of the callee once a dialog stands; empty before. */
  #calleeTag = '';
  #branches = 0;

  constructor(scene: Scene, plan: ConversationPlan) {
    this.scene = scene;
    this.#plan = plan;
    this.#name = `${scene.series}${scene.nextName().toString().padStart(2, '0')}`;
    this.callId = plan.callId ?? `${this.#name}-${plan.caller.user}@${plan.caller.at.address}`;
    const sideOf = (user: User, uri: string | undefined, letter: string, nextCseq: number): Side => ({
      user,
      uri: uri ?? addressOfRecord(user),
      tag: `${letter}${this.#name}`,
      nextCseq,
    });
    this.#caller = sideOf(plan.caller, plan.from, 'a', 1);
    this.#callee = sideOf(plan.callee, plan.to, 'b', 301);
  }

  get callerTag(): string {
    return this.#caller.tag;
  }

  get calleeTag(): string {
    return this.#calleeTag === '' ? this.#callee.tag : this.#calleeTag;
  }

  /** Of several dialogs, the one that further requests belong to. */
  settle(calleeTag: string): this {
    this.#calleeTag = calleeTag;
    return this;
  }

  /** The caller or callee goes on at another machine, as after a change of address. */
  move(side: 'caller' | 'callee', user: User): this {
    if (side === 'caller') this.#caller = { ...this.#caller, user };
    else this.#callee = { ...this.#callee, user };
    return this;
  }

  request(method: string, asked: Asked = {}): Travel {
    const identity = this.#identity(method, asked);
    const path = asked.path ?? this.#path(method, asked.by ?? 'caller');
    const hops = this.#hops(identity, asked, path, []);
    const travel = new Travel(this.scene, identity, this.#sendAll(hops, identity));
    if (asked.trying ?? method === 'INVITE') this.#tryingOf(travel);
    return travel;
  }

  /** The ACK of a 2xx: a transaction of its own, end to end (RFC 3261 §13.2.2.4). */
  acknowledge(invite: Travel, asked: Asked = {}): Travel {
    return this.request('ACK', { ...asked, cseq: invite.identity.cseq, trying: false });
  }

  /** Another way of the same request from a proxy on, as a fork or a second target. */
  fork(
    travel: Travel,
    at: Machine,
    onwards: readonly Machine[],
    asked: Asked & { readonly contactTo?: string } = {},
  ): Travel {
    const shared = travel.hops.slice(0, travel.hops.findIndex((hop) => hop.to === at) + 1);
    const identity = {
      ...travel.identity,
      answerContact: `<${asked.contactTo ?? travel.identity.answerContact ?? ''}>`,
    };
    const { method } = identity;
    const hops = this.#hops(identity, { ...asked, uri: asked.contactTo ?? asked.uri ?? '' }, [at, ...onwards], shared);
    this.#sendAll(hops, identity);
    return new Travel(this.scene, { ...identity, method }, [...shared, ...hops]);
  }

  #tryingOf(travel: Travel): void {
    travel.hops.slice(0, -1).forEach((hop) => {
      travel.answer('100 Trying', { from: hop.to, until: hop.from, atMs: hop.atMs + HOP_MS + 0.5 });
    });
  }

  #identity(method: string, asked: Asked): Identity {
    const byCallee = asked.by === 'callee';
    const [sender, other] = byCallee ? [this.#callee, this.#caller] : [this.#caller, this.#callee];
    const senderTag = byCallee ? this.calleeTag : sender.tag;
    const otherTag = byCallee ? this.#caller.tag : this.#calleeTag;
    const cseq = asked.cseq ?? sender.nextCseq;
    if (asked.cseq === undefined) sender.nextCseq += 1;
    return {
      from: `"${sender.user.display}" <${sender.uri}>;tag=${senderTag}`,
      to: `<${other.uri}>${otherTag === '' ? '' : `;tag=${otherTag}`}`,
      callId: this.callId,
      cseq,
      method,
      transport: asked.transport ?? this.#plan.transport ?? 'UDP',
      recordRoutes: this.#recordRoutes(method, otherTag),
      answerTag: otherTag === '' ? other.tag : '',
      answerContact: `<${contactOf(other.user)}>`,
      onAnswer: (status, tag) => this.#onAnswer(method, status, tag),
    };
  }

  #recordRoutes(method: string, otherTag: string): readonly string[] {
    const { through = [], recordRoute = true } = this.#plan;
    if (!recordRoute || otherTag !== '' || !OPENS_DIALOG.test(method)) return [];
    return through.map(({ address }) => `Record-Route: <sip:${address};lr>`).reverse();
  }

  #path(method: string, by: 'caller' | 'callee'): readonly Machine[] {
    const { through = [], recordRoute = true } = this.#plan;
    const between = this.#calleeTag === '' || recordRoute ? through : [];
    const path = [this.#caller.user.at, ...between, this.#callee.user.at];
    return by === 'caller' ? path : path.reverse();
  }

  #onAnswer(method: string, status: number, tag: string): void {
    if (tag === '' || !OPENS_DIALOG.test(method)) return;
    if (status < 300) this.#calleeTag = this.#calleeTag === '' ? tag : this.#calleeTag;
    else this.#calleeTag = '';
  }

  #hops(identity: Identity, asked: Asked, path: readonly Machine[], before: readonly Hop[]): readonly Hop[] {
    const hops: Hop[] = [...before];
    const [sender, other] = asked.by === 'callee' ? [this.#callee, this.#caller] : [this.#caller, this.#callee];
    const inDialog = identity.to.includes(';tag=');
    path.slice(1).forEach((to, index) => {
      const from = path[index] ?? to;
      const previous = hops.at(-1);
      const isLast = index === path.length - 2;
      const known = inDialog || (isLast && hops.length > 0) ? contactOf(other.user) : (this.#plan.uri ?? other.uri);
      const uri = asked.uri ?? known;
      const branch = this.#nextBranch();
      const own = `SIP/2.0/${identity.transport} ${from.address}:${from.port};branch=${branch}${hops.length === 0 ? ';rport' : ''}`;
      const vias = [own, ...viasBelow(previous)];
      const text = writeMessage({
        startLine: `${identity.method} ${uri} SIP/2.0`,
        vias,
        routing: [...routesOf(path.slice(index + 1, -1), inDialog), ...recordedSoFar(identity, hops.length)],
        maxForwards: 70 - hops.length,
        from: identity.from,
        to: identity.to,
        callId: identity.callId,
        cseq: `${identity.cseq} ${identity.method}`,
        contact: contactHeader(identity.method, asked, sender.user),
        headers: asked.headers ?? [],
        body: bodyOn(hops.length, asked.body),
      });
      const sentMs = previous === undefined ? (asked.atMs ?? this.scene.nowMs) : previous.atMs + HOP_MS;
      const atMs = index === 0 ? (asked.atMs ?? this.scene.nowMs) : sentMs;
      hops.push({ from, to, uri, branch, vias, atMs, text });
    });
    return hops.slice(before.length);
  }

  #nextBranch(): string {
    this.#branches += 1;
    return `z9hG4bK-${this.#name}-${this.#branches}`;
  }

  #sendAll(hops: readonly Hop[], { transport }: Identity): readonly Hop[] {
    for (const { atMs, from, to, text } of hops) {
      this.scene.send({ atMs, source: from, destination: to, transport, text });
    }
    return hops;
  }
}

function viasBelow(previous: Hop | undefined): readonly string[] {
  if (previous === undefined) return [];
  const [top = '', ...rest] = previous.vias;
  return [receivedVia(top, previous.from), ...rest];
}

/** Inside a dialog the routes name the proxies that are still to come. */
const routesOf = (coming: readonly Machine[], inDialog: boolean): readonly string[] =>
  inDialog ? coming.map(({ address }) => `Route: <sip:${address};lr>`) : [];

/** What the proxies passed so far have added, the latest on top. */
const recordedSoFar = ({ recordRoutes }: Identity, passed: number): readonly string[] =>
  recordRoutes.slice(recordRoutes.length - Math.min(passed, recordRoutes.length));

function contactHeader(method: string, asked: Asked, sender: User): string | null {
  if (asked.contact !== undefined) return asked.contact;
  return WITH_CONTACT.test(method) ? `<${contactOf(sender)}>` : null;
}
