import type { MessageRow } from '../protocol/rows';

/** What the messages before it tell of a message. */
export type Place = { readonly transactionOrdinal: number; readonly repeated: boolean };

/** An acknowledgement has its INVITE's number; saying it twice tells nothing. */
const counts = ({ method }: MessageRow): boolean => method !== null && method !== 'ACK' && method !== 'CANCEL';

/** Reads the messages in the order given: which transaction is each of, and which requests come again with another CSeq. */
export function readConversation(messages: readonly MessageRow[]): ReadonlyMap<MessageRow, Place> {
  const ordinals = new Map<number, number>();
  const firstNumbers = new Map<string, number | null>();
  const places = new Map<MessageRow, Place>();
  for (const message of messages) {
    const transactionOrdinal = ordinals.get(message.transaction) ?? ordinals.size;
    ordinals.set(message.transaction, transactionOrdinal);
    let repeated = false;
    if (counts(message)) {
      const request = `${message.method} ${message.fromUser} ${message.callId}`;
      const first = firstNumbers.get(request);
      if (first === undefined) firstNumbers.set(request, message.cseqNumber);
      else repeated = first !== message.cseqNumber;
    }
    places.set(message, { transactionOrdinal, repeated });
  }
  return places;
}
