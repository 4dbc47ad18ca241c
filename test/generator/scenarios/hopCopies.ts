import { ethernet, vlan } from '../../fixtures/frames';
import type { TimedFrame } from '../mergeFlows';
import { messageFrame, type Scene, type SentMessage } from './scene';

/** A frame with the interface that saw it. */
export type InterfaceFrame = TimedFrame & { readonly interfaceId: number };

const COPIED_AFTER_MS = 0.08;

const ordered = (scene: Scene): readonly SentMessage[] => scene.messages.toSorted((a, b) => a.atMs - b.atMs);

const inTime = <F extends TimedFrame>(frames: readonly F[]): readonly F[] => frames.toSorted((a, b) => a.atMs - b.atMs);

/** Every message twice, as a mirror port of two VLANs shows it: the same datagrams, routed in between. */
export const onTwoVlans = (scene: Scene): readonly TimedFrame[] =>
  inTime(
    ordered(scene).flatMap((message, index) => [
      messageFrame(message, index + 1, (packet) => ethernet({}, vlan(10, packet))),
      messageFrame({ ...message, atMs: message.atMs + COPIED_AFTER_MS }, index + 1, (packet) =>
        ethernet({}, vlan(20, packet)),
      ),
    ]),
  );

/** Every message on two interfaces of the capturing machine. */
export const onTwoInterfaces = (scene: Scene): readonly InterfaceFrame[] =>
  inTime(
    ordered(scene).flatMap((message, index) =>
      [0, 1].map((interfaceId) => ({
        ...messageFrame({ ...message, atMs: message.atMs + interfaceId * COPIED_AFTER_MS }, index + 1),
        interfaceId,
      })),
    ),
  );

/** Inside and outside of a NAT: the sender's address is another, the message is not. */
export const onBothSidesOfNat = (scene: Scene, inside: string, outside: string): readonly TimedFrame[] => {
  const moved = (message: SentMessage): SentMessage => ({
    ...message,
    atMs: message.atMs + COPIED_AFTER_MS,
    source: message.source.address === inside ? { ...message.source, address: outside, port: 41_000 } : message.source,
    destination:
      message.destination.address === inside
        ? { ...message.destination, address: outside, port: 41_000 }
        : message.destination,
  });
  return inTime(
    ordered(scene).flatMap((message, index) => [
      messageFrame(message, index + 1),
      messageFrame(moved(message), index + 1),
    ]),
  );
};
