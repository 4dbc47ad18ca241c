import { describe, expect, it } from 'vitest';
import { textBytes } from '../../../fixtures/bytes';
import { FedCapture } from '../../../fixtures/fedCapture';
import { ethernet, ipv4, type Layer, tcp, udp } from '../../../fixtures/frames';
import { icmp } from '../../../fixtures/icmpMessages';
import { sipRequest } from '../../../fixtures/sipMessages';
import { rtpFrames } from '../../../generator/captureFlows';
import type { TimedFrame } from '../../../generator/mergeFlows';
import { createRandom } from '../../../generator/random';

const CALLER = { address: '192.0.2.1', port: 5060 };
const CALLEE = { address: '192.0.2.2', port: 5060 };
const HOSTS = { source: CALLER.address, destination: CALLEE.address };
const PORTS = { sourcePort: CALLER.port, destinationPort: CALLEE.port };
const ROUTER = '198.51.100.1';

const invite = ipv4(HOSTS, udp(PORTS, textBytes(sipRequest('INVITE'))));
const options = ipv4(HOSTS, udp(PORTS, textBytes(sipRequest('OPTIONS'))));

const onEthernet = (layer: Layer, atMs = 0) => ({ atMs, bytes: ethernet({}, layer).bytes });

/** Port unreachable about the first bytes of a packet, as a router sends it. */
const unreachable = (packet: Layer, quotedBytes = 28) =>
  onEthernet(
    ipv4({ source: ROUTER, destination: CALLER.address }, icmp(3, 3, packet.bytes.subarray(0, quotedBytes))),
    50,
  );

function feed(...frames: TimedFrame[]) {
  const fed = new FedCapture();
  fed.feed(frames);
  return fed.captured.pipeline;
}

const undeliverables = (...frames: TimedFrame[]) =>
  feed(...frames).signalling.messages.map(({ undeliverable }) => undeliverable);

describe('an ICMP error', () => {
  it('marks the message that it quotes, and is no message', () => {
    expect(undeliverables(onEthernet(invite), unreachable(invite))).toEqual([
      { frame: 2, atMs: 50, reporter: ROUTER, words: expect.stringMatching(/port/i) },
    ]);
  });

  it('finds the message by its length among others of the same path', () => {
    const marked = undeliverables(onEthernet(invite), onEthernet(options), unreachable(invite));
    expect(marked.map((mark) => mark !== null)).toEqual([true, false]);
  });

  it('counts once: the first error about a message stays', () => {
    const [mark] = undeliverables(onEthernet(invite), unreachable(invite), unreachable(invite));
    expect(mark!.frame).toBe(2);
  });

  it('is of no message when it comes before it', () => {
    expect(undeliverables(unreachable(invite), onEthernet(invite))).toEqual([null]);
  });

  it.each([
    ['another port', ipv4(HOSTS, udp({ ...PORTS, destinationPort: 5061 }, textBytes(sipRequest('INVITE'))))],
    ['another host', ipv4({ ...HOSTS, destination: '192.0.2.3' }, udp(PORTS, textBytes(sipRequest('INVITE'))))],
    ['the way back', ipv4({ source: CALLEE.address, destination: CALLER.address }, udp(PORTS, invite.bytes))],
    ['TCP', ipv4(HOSTS, tcp(PORTS, textBytes(sipRequest('INVITE'))))],
  ])('that quotes %s marks nothing', (_name, quoted) => {
    expect(undeliverables(onEthernet(invite), unreachable(quoted))).toEqual([null]);
  });

  it('marks the stream that it quotes', () => {
    const flow = { ssrc: 7, payloadType: 0, clockRateHz: 8000, ptimeMs: 20, packets: 50, startMs: 0 };
    const rtp = rtpFrames(
      { ...flow, firstSequence: 1, firstTimestamp: 1, impairments: {} },
      { ...CALLER, port: 4000 },
      { ...CALLEE, port: 5000 },
      createRandom(1),
    );
    const quoted = ipv4(HOSTS, udp({ sourcePort: 4000, destinationPort: 5000 }, new Uint8Array(172)));
    const { media } = feed(...rtp, unreachable(quoted));
    const rows = media.streams().map((key) => media.streamRow(key));
    expect(rows.map((row) => row?.undeliverable?.reporter)).toEqual([ROUTER]);
  });
});
