import type { Encapsulation, MessageRow, Undeliverable } from '../../../shared/protocol/rows';

/** A moment of the capture as the report writes it. */
export type Clock = (atMs: number | null) => string | null;

/** What something travelled in. */
export const wrappingObject = (encapsulation: Encapsulation | null): object => ({
  vlanIds: encapsulation?.vlanIds ?? [],
  tunnels: encapsulation?.tunnels ?? [],
});

/** The ICMP error that says that something did not arrive. */
export const undeliverableObject = (undeliverable: Undeliverable | null, clock: Clock): object | null =>
  undeliverable && {
    frame: undeliverable.frame,
    at: clock(undeliverable.atMs),
    reporter: undeliverable.reporter,
    words: undeliverable.words,
  };

/** A message as docs/CLI.md describes it; `frameOf` tells in which frame a message was seen. */
export function messageObject(
  message: MessageRow,
  clock: Clock,
  frameOf: (message: MessageRow['index']) => number | null,
): object {
  const { cseqNumber, cseqMethod } = message;
  return {
    frame: message.frame,
    frames: message.frames,
    at: clock(message.atMs),
    src: message.source,
    dst: message.destination,
    transport: message.transport,
    method: message.method,
    status: message.status,
    reason: message.reason,
    cseq: cseqNumber === null ? '' : `${cseqNumber} ${cseqMethod}`,
    branch: message.branch,
    retransmission: message.retransmission,
    copyOf: message.copyOf === null ? null : frameOf(message.copyOf),
    ...wrappingObject(message.encapsulation),
    undeliverable: undeliverableObject(message.undeliverable, clock),
    issues: message.issues.map(({ code, words }) => ({ code, words })),
  };
}
