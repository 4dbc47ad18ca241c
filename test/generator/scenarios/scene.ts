import type { TimedFrame } from '../mergeFlows';
import { datagram, inOrder, type Wrap } from '../ways/packets';
import { TcpFlow } from '../ways/tcpFlow';
import type { Host } from '../sipFlow';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { textBytes } from '../../fixtures/bytes';
import type { Machine } from './cast';
import { soundFrames, type SoundPlan } from './sound';

/** One message on one hop. */
export type SentMessage = {
  readonly atMs: number;
  readonly source: Machine;
  readonly destination: Machine;
  readonly transport: 'UDP' | 'TCP';
  readonly text: string;
};

/** Between two things that a script does, unless it waits. */
const PAUSE_MS = 5;
const STREAMS_A_SCENE = 100;
const SOUNDS_A_SCENE = 10;
const SIGNALLING_DSCP = 24;
const EPHEMERAL_PORT = 49_200;

/** A stage with a clock: scripts say what is sent, one thing after the other, and it becomes frames. */
export class Scene {
  nowMs: number;
  /** Part of all Call-IDs, tags and branches, so that scenes can be put into one capture. */
  readonly series: string;
  readonly messages: SentMessage[] = [];
  readonly #raw: TimedFrame[] = [];
  readonly #sounds: SoundPlan[] = [];
  readonly #number: number;
  #names = 0;
  #soundsMade = 0;

  /** @param number tells its sounds and streams from those of other scenes in the same capture */
  constructor(startMs = 100, series = 'scene', number = 0) {
    this.nowMs = startMs;
    this.series = series;
    this.#number = number;
  }

  wait(forMs: number): this {
    this.nowMs += forMs;
    return this;
  }

  /** A sound that nobody else has, in this scene or another of the capture. */
  nextSound(): number {
    this.#soundsMade += 1;
    return this.#soundsMade + SOUNDS_A_SCENE * this.#number;
  }

  /** A number that no other conversation of the scene has. */
  nextName(): number {
    this.#names += 1;
    return this.#names;
  }

  send(message: SentMessage): void {
    this.messages.push(message);
    this.nowMs = Math.max(this.nowMs, message.atMs + PAUSE_MS);
  }

  /** Bytes that are no SIP message: a keepalive of two line ends, a STUN request. */
  bytes(atMs: number, source: Machine, destination: Machine, payload: Uint8Array | string): this {
    this.#raw.push(datagram(atMs, { source, destination }, payload));
    this.nowMs = Math.max(this.nowMs, atMs + PAUSE_MS);
    return this;
  }

  /** Sound from one place to the other and back, from now on; the clock stays where it is. */
  talk(one: Host, other: Host, forMs: number, sound = this.nextSound()): this {
    const startMs = this.nowMs + 10;
    this.#sounds.push({ from: one, to: other, startMs, forMs, sound: 2 * sound });
    this.#sounds.push({ from: other, to: one, startMs: startMs + 4, forMs, sound: 2 * sound + 1 });
    return this;
  }

  play(plan: SoundPlan): this {
    this.#sounds.push(plan);
    return this;
  }

  /** Everything in order of time. */
  frames(keep: (message: SentMessage) => boolean = () => true): readonly TimedFrame[] {
    const messages = this.messages.toSorted((a, b) => a.atMs - b.atMs).filter(keep);
    const sounds = this.#sounds.flatMap((plan, index) => [
      ...soundFrames(plan, index + STREAMS_A_SCENE * this.#number),
    ]);
    return inOrder(...datagramsOf(messages), ...connectionsOf(messages), ...this.#raw, ...sounds);
  }
}

/** The frame of a message. Every datagram has an IP identification of its own, as retransmissions have and copies have not. */
export function messageFrame(
  message: SentMessage,
  id: number,
  wrap: Wrap = (packet) => ethernet({}, packet),
): TimedFrame {
  const { atMs, source, destination, text } = message;
  const payload = udp({ sourcePort: source.port, destinationPort: destination.port }, textBytes(text));
  const addresses = { source: source.address, destination: destination.address };
  return { atMs, bytes: wrap(ipv4({ ...addresses, dscp: SIGNALLING_DSCP, id: id & 0xffff }, payload)).bytes };
}

const datagramsOf = (messages: readonly SentMessage[]): readonly TimedFrame[] =>
  messages.flatMap((message, index) => (message.transport === 'UDP' ? [messageFrame(message, 1000 + index)] : []));

/** One connection for each pair of machines, opened by whoever speaks first. */
function connectionsOf(messages: readonly SentMessage[]): readonly TimedFrame[] {
  const connections = new Map<string, { readonly flow: TcpFlow; readonly client: Machine }>();
  for (const { atMs, source, destination, transport, text } of messages) {
    if (transport !== 'TCP') continue;
    const pair = [source.address, destination.address].toSorted().join(' ');
    let open = connections.get(pair);
    if (open === undefined) {
      const client = { address: source.address, port: EPHEMERAL_PORT + connections.size };
      open = { flow: new TcpFlow(client, destination).open(atMs - 1.5), client: source };
      connections.set(pair, open);
    }
    if (open.client.address === source.address) open.flow.client(atMs, text);
    else open.flow.server(atMs, text);
  }
  return [...connections.values()].flatMap(({ flow }) => flow.frames);
}
