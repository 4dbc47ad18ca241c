import type { Endpoint, MessageRow } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { StoryMessage } from './storyMessage';

/** One step of the call, however many hops it was seen on. */
export type StoryEvent = {
  /** As the caller saw it; as it was first seen when the caller's hop does not show it. */
  readonly message: StoryMessage;
  /** The step on every hop, in order of arrival. */
  readonly sightings: readonly StoryMessage[];
  /** The request that a response answers; null for requests, and where the request was not seen. */
  readonly request: StoryEvent | null;
  /** It stayed between others than the caller, who was answered otherwise or not at all. */
  readonly inner: boolean;
};

type OpenEvent = {
  message: StoryMessage;
  rank: number;
  readonly sightings: StoryMessage[];
  request: OpenEvent | null;
  inner: boolean;
};

/** Equal on every hop, different for every step: proxies change Via and Route but neither CSeq, tags nor RSeq (RFC 3261 §16.6). */
function stepKey({ row, isRequest, method, fromTag, toTag, rseq }: StoryMessage): string {
  const request = `${method} ${row.cseqNumber ?? ''}\n${fromTag}\n${toTag}`;
  return isRequest ? request : `${row.status ?? ''} ${request}\n${rseq}\n${row.sdp ?? ''}`;
}

const requestKey = ({ row, method, fromTag }: StoryMessage): string => `${method} ${row.cseqNumber ?? ''}\n${fromTag}`;

/** How near to the caller a message passed: at its port, at its address, elsewhere. */
function nearness({ source, destination }: MessageRow, caller: Endpoint): number {
  if (sameEndpoint(source, caller) || sameEndpoint(destination, caller)) return 2;
  return source.address === caller.address || destination.address === caller.address ? 1 : 0;
}

/** Puts the sightings of each step together; in order of the time at which the step is told. */
export function storyEvents(messages: readonly StoryMessage[], caller: Endpoint): readonly StoryEvent[] {
  const events = new Map<string, OpenEvent>();
  for (const message of messages) {
    const key = stepKey(message);
    const rank = nearness(message.row, caller);
    const known = events.get(key);
    if (known === undefined) {
      events.set(key, { message, rank, sightings: [message], request: null, inner: false });
      continue;
    }
    known.sightings.push(message);
    if (rank <= known.rank) continue;
    known.rank = rank;
    known.message = message;
  }
  const all = [...events.values()];
  joinResponses(all);
  return all.sort((one, other) => timeOrder(one.message.row, other.message.row));
}

const timeOrder = (one: MessageRow, other: MessageRow): number => one.atMs - other.atMs || one.index - other.index;

/** Finds the request of each response by the transaction, else by CSeq; a transaction is forgotten when it is silent for long. */
function joinResponses(events: readonly OpenEvent[]): void {
  const byTransaction = new Map<number, OpenEvent>();
  const byNumber = new Map<string, OpenEvent>();
  for (const event of events) {
    const { message, sightings } = event;
    if (!message.isRequest) continue;
    if (message.method !== 'ACK') for (const { row } of sightings) byTransaction.set(row.transaction, event);
    const key = requestKey(message);
    if (!byNumber.has(key)) byNumber.set(key, event);
  }
  for (const event of events) {
    const { message } = event;
    if (message.isRequest) continue;
    event.request = byTransaction.get(message.row.transaction) ?? byNumber.get(requestKey(message)) ?? null;
    tellAtRequest(event);
  }
  markInner(events, byNumber);
}

/** A response is told on the hop on which its request is. */
function tellAtRequest(event: OpenEvent): void {
  const transaction = event.request?.message.row.transaction;
  event.message = event.sightings.find(({ row }) => row.transaction === transaction) ?? event.message;
}

/** Responses that stayed inside where the caller's hop shows others; CANCELs of branches that the caller did not open. */
function markInner(events: readonly OpenEvent[], byNumber: ReadonlyMap<string, OpenEvent>): void {
  const told = new Set<number>();
  for (const { message, request } of events) {
    if (request !== null && (message.status ?? 0) > 100) told.add(message.row.transaction);
  }
  for (const event of events) {
    const { message, request } = event;
    if (request !== null) {
      const outer = request.message.row.transaction;
      event.inner = message.row.transaction !== outer && told.has(outer);
    } else if (message.isRequest && message.method === 'CANCEL') {
      const invite = byNumber.get(requestKey({ ...message, method: 'INVITE' }));
      event.inner =
        invite !== undefined && event.rank < invite.rank && message.row.branch !== invite.message.row.branch;
    }
  }
}
