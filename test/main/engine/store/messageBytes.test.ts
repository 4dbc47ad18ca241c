import { describe, expect, it } from 'vitest';
import { readMessageBytes } from '../../../../main/engine/store/messageBytes';
import { ethernet, ipv4, linuxSll, udp, type Layer } from '../../../fixtures/frames';
import { evenCuts, fragmentIpv4 } from '../../../fixtures/fragments';
import type { FrameStore } from '../../../../main/engine/store/frameStore';
import { LINK_TYPE } from '../../../../shared/capture/linkTypes';

const text = new TextEncoder();
const HOSTS = { source: '192.0.2.1', destination: '192.0.2.2' };
const ports = { sourcePort: 5060, destinationPort: 5060 };

/** A store of these frames, numbered from 1. */
function storeOf(frames: readonly Layer[], linkType: number = LINK_TYPE.ethernet, oldestFrame = 1): FrameStore {
  return {
    frames: frames.length,
    oldestFrame,
    interfaces: [],
    read: (number) => {
      const bytes = number < oldestFrame ? undefined : frames[number - 1]?.bytes;
      if (!bytes) return 'evicted';
      return { number, seconds: 0, nanoseconds: 0, linkType, interfaceId: 0, bytes, originalBytes: bytes.length };
    },
    close: () => undefined,
  };
}

const read = (store: FrameStore, frames: readonly number[]): string => {
  const bytes = readMessageBytes(store, frames);
  return bytes === 'evicted' ? 'evicted' : new TextDecoder().decode(bytes);
};

const message = `INVITE sip:b@x SIP/2.0\r\n\r\n${'body '.repeat(500)}`;
const whole = ethernet({}, ipv4(HOSTS, udp(ports, text.encode(message))));
const parts = fragmentIpv4(
  { ...HOSTS, id: 7 },
  udp(ports, text.encode(message)),
  evenCuts(text.encode(message).length + 8, 800),
).map((part) => ethernet({}, part));
const numbers = parts.map((_, index) => index + 1);

describe('a message’s own bytes', () => {
  it('come from one frame, without its headers and trailing padding', () => {
    expect(read(storeOf([whole]), [1])).toBe(message);
    const short = ethernet({}, ipv4(HOSTS, udp(ports, text.encode('x'))));
    const padded: Layer = { ...short, bytes: Uint8Array.from({ length: 60 }, (_, index) => short.bytes[index] ?? 0) };
    expect(read(storeOf([padded]), [1])).toBe('x');
  });

  it('are put together from fragments, in whatever order they came', () => {
    expect(parts.length).toBeGreaterThan(3);
    expect(read(storeOf(parts), numbers)).toBe(message);
    expect(read(storeOf(parts.toReversed()), numbers)).toBe(message);
  });

  it('are read by the link type of the frame', () => {
    const cooked = linuxSll(ipv4(HOSTS, udp(ports, text.encode(message))));
    expect(read(storeOf([cooked], LINK_TYPE.linuxSll), [1])).toBe(message);
  });

  it('are the caller’s own: changing them changes no frame', () => {
    const store = storeOf([whole]);
    const bytes = readMessageBytes(store, [1]);
    if (bytes !== 'evicted') bytes.fill(0);
    expect(read(store, [1])).toBe(message);
  });

  it.each<[string, FrameStore, readonly number[]]>([
    ['its frame is gone', storeOf([whole], LINK_TYPE.ethernet, 2), [1]],
    ['one of its fragments is gone', storeOf(parts, LINK_TYPE.ethernet, 2), numbers],
    ['a fragment is missing from the list', storeOf(parts), numbers.slice(1)],
    ['there is no frame', storeOf([]), []],
    [
      'the frame is no UDP',
      storeOf([ethernet({}, ipv4({ ...HOSTS, protocol: 47 }, udp(ports, text.encode('x'))))]),
      [1],
    ],
  ])('are evicted when %s', (_name, store, frames) => {
    expect(readMessageBytes(store, frames)).toBe('evicted');
  });
});
