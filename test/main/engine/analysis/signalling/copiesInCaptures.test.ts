import { describe, expect, it } from 'vitest';
import type { CaptureInterface } from '../../../../../shared/capture/frame';
import { LINK_TYPE } from '../../../../../shared/capture/linkTypes';
import { FedCapture } from '../../../../fixtures/fedCapture';
import { ethernet, ipv4, ipv6, linuxSll2, udp, vlan, type Layer } from '../../../../fixtures/frames';
import { sipRequest } from '../../../../fixtures/sipMessages';

const interfaceOf = (id: number, linkType: number): CaptureInterface => ({
  id,
  linkType,
  snapLengthBytes: 0,
  name: `eth${id}`,
  description: null,
  filter: null,
});
const ETHERNETS = [interfaceOf(0, LINK_TYPE.ethernet), interfaceOf(1, LINK_TYPE.ethernet)];
const ANY = [interfaceOf(0, LINK_TYPE.linuxSll2)];

const INVITE = new TextEncoder().encode(sipRequest('INVITE'));
const datagram = udp({ sourcePort: 5060, destinationPort: 5060 }, INVITE);
const packet = (id: number, source = '192.0.2.1'): Layer => ipv4({ source, destination: '192.0.2.2', id }, datagram);
const packet6 = ipv6({ source: '2001:db8::1', destination: '2001:db8::2' }, datagram);

/** Cooked capture with the index of the interface in its fifth to eighth byte. */
function onInterface(index: number, above: Layer): Layer {
  const { bytes } = linuxSll2(above);
  const copy = bytes.slice();
  copy.set([0, 0, 0, index], 4);
  return { ...linuxSll2(above), bytes: copy };
}

type Seen = { readonly atMs: number; readonly frame: Layer; readonly on?: number };

function tell(interfaces: readonly CaptureInterface[], seen: readonly Seen[]): (number | 'again' | 'first')[] {
  const fed = new FedCapture(interfaces);
  for (const { atMs, frame, on = 0 } of seen) fed.feed([{ atMs, bytes: frame.bytes }], on);
  const { messages } = fed.captured.pipeline.signalling;
  return messages.map((row) => row.copyOf ?? (row.retransmission ? 'again' : 'first'));
}

describe('copies in captures', () => {
  it('on two interfaces of a pcapng file', () => {
    const seen = [0, 500].flatMap((atMs): Seen[] => [
      { atMs, frame: ethernet({}, packet(0)), on: 0 },
      { atMs: atMs + 60, frame: ethernet({}, packet(0)), on: 1 },
    ]);
    expect(tell(ETHERNETS, seen)).toEqual(['first', 0, 'again', 2]);
  });

  it('on the interfaces that `any` names', () => {
    const seen = [0, 500].flatMap((atMs) =>
      [2, 3, 4].map((on) => ({ atMs: atMs + on * 8, frame: onInterface(on, packet(0)) })),
    );
    expect(tell(ANY, seen)).toEqual(['first', 0, 0, 'again', 3, 3]);
  });

  it('on both sides of a router, by the identification of the packet', () => {
    const seen = [
      { atMs: 0, frame: ethernet({}, vlan(10, packet(7))) },
      { atMs: 30, frame: ethernet({}, vlan(20, packet(7))) },
      { atMs: 60, frame: ethernet({}, vlan(20, packet(8))) },
    ];
    expect(tell(ETHERNETS, seen)).toEqual(['first', 0, 'again']);
  });

  it('on both sides of a translation', () => {
    const seen = [
      { atMs: 0, frame: ethernet({}, packet(7)) },
      { atMs: 1, frame: ethernet({}, packet(7, '203.0.113.1')) },
    ];
    expect(tell(ETHERNETS, seen)).toEqual(['first', 0]);
  });

  it('at a mirror port, with IPv6', () => {
    const seen = [0, 0.02, 500, 500.02].map((atMs) => ({ atMs, frame: ethernet({}, packet6) }));
    expect(tell(ETHERNETS, seen)).toEqual(['first', 0, 'again', 2]);
  });
});
