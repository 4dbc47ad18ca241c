import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { Endpoint, MessageRow } from '../../../../shared/protocol/rows';

/** Flows remembered, and messages of each: an ICMP error follows within moments. */
const MAX_FLOWS = 4096;
const MESSAGES_PER_FLOW = 8;

type Sent = { readonly index: number; readonly sizeBytes: number };

const flowOf = (source: Endpoint, destination: Endpoint): string =>
  `${formatEndpoint(source)} ${formatEndpoint(destination)}`;

/** The messages sent last between two endpoints over UDP, to find the one that an ICMP error quotes. Bounded. */
export class RecentMessages {
  readonly #flows = new Map<string, Sent[]>();

  add({ index, source, destination, sizeBytes }: MessageRow): void {
    const flow = flowOf(source, destination);
    const sent = this.#flows.get(flow) ?? [];
    sent.push({ index, sizeBytes });
    if (sent.length > MESSAGES_PER_FLOW) sent.shift();
    this.#flows.delete(flow); // what is used again is young again
    this.#flows.set(flow, sent);
    if (this.#flows.size > MAX_FLOWS) this.#flows.delete(this.#flows.keys().next().value ?? '');
  }

  /** The latest message of this size on the way, or the latest at all when the size is not known; null when there is none. */
  find(source: Endpoint, destination: Endpoint, sizeBytes: number | null): number | null {
    const sent = this.#flows.get(flowOf(source, destination)) ?? [];
    const found = sent.findLast((message) => sizeBytes === null || message.sizeBytes === sizeBytes);
    return found?.index ?? null;
  }
}
