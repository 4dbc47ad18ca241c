import { assert, constantFrom, integer, property, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { MAX_TUNNELS, MAX_VLAN_TAGS, Packet } from '../../../../../main/engine/decode/packet';
import { joinBytes } from '../../../../fixtures/bytes';
import { ethernet, frameOf, ipv4, ipv6, raw, udp } from '../../../../fixtures/frames';
import { outer4, outer6, TUNNEL_CASES } from './tunnelCases';

const packet = new Packet();

/** Whether all that is said of the frame lies within it; beyond its end stand bytes that a reader must not see. */
function staysWithin(bytes: Uint8Array, linkType: number): boolean {
  const frame = frameOf(joinBytes(bytes, new Uint8Array(64).fill(0x45)), { linkType });
  frame.end = bytes.length;
  decodeFrame(frame, packet);
  const { payloadStart, payloadEnd, transportStart, tunnelCount, vlanCount } = packet;
  return (
    payloadStart >= 0 &&
    payloadStart <= payloadEnd &&
    payloadEnd <= bytes.length &&
    transportStart <= payloadStart &&
    tunnelCount <= MAX_TUNNELS &&
    vlanCount <= MAX_VLAN_TAGS
  );
}

/** The same with what stands beyond the end made different: the reading must be the same. */
function isBlindBeyondEnd(bytes: Uint8Array, linkType: number): boolean {
  const readings = [0x00, 0xff].map((beyond) => {
    const frame = frameOf(joinBytes(bytes, new Uint8Array(64).fill(beyond)), { linkType });
    frame.end = bytes.length;
    const outcome = decodeFrame(frame, packet);
    const { payloadStart, payloadEnd, tunnelCount, vlanCount, sourcePort, destinationPort, fault } = packet;
    return [outcome, payloadStart, payloadEnd, tunnelCount, vlanCount, sourcePort, destinationPort, fault?.detail];
  });
  return JSON.stringify(readings[0]) === JSON.stringify(readings[1]);
}

describe('hostile tunnels', () => {
  it('real ones with changed bytes never throw and never leave the frame', () => {
    const change = tuple(integer({ min: 0, max: 150 }), integer({ min: 0, max: 255 }));
    assert(
      property(constantFrom(...TUNNEL_CASES), change, change, change, ({ frame, linkType = 1 }, ...changes) => {
        const bytes = frame.bytes.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return staysWithin(bytes, linkType) && isBlindBeyondEnd(bytes, linkType);
      }),
      { numRuns: 10_000 },
    );
  });

  it('real ones cut off anywhere are read from what is there alone', () => {
    for (const { frame, linkType = 1 } of TUNNEL_CASES) {
      for (let length = 0; length <= frame.bytes.length; length += 1) {
        expect(isBlindBeyondEnd(frame.bytes.subarray(0, length), linkType)).toBe(true);
      }
    }
  });

  it('random content behind every door to a tunnel never throws and never leaves the frame', () => {
    const content = uint8Array({ maxLength: 120 });
    const protocol = constantFrom(4, 41, 47, 50, 132, 137, 1, 58);
    const etherType = constantFrom(0x8847, 0x8864, 0x880b, 0x6558);
    const port = constantFrom(1701, 2152, 4500, 4789, 4790, 8472, 6081, 9899, 37_008);
    assert(
      property(content, protocol, etherType, port, (bytes, ipProtocol, type, destinationPort) =>
        [
          ethernet({}, ipv4(outer4, raw(bytes, { protocol: ipProtocol }))),
          ethernet({}, ipv6(outer6, raw(bytes, { protocol: ipProtocol }))),
          ethernet({}, raw(bytes, { etherType: type })),
          ethernet({}, ipv4(outer4, udp({ sourcePort: 1, destinationPort }, bytes))),
        ].every((frame) => staysWithin(frame.bytes, 1) && isBlindBeyondEnd(frame.bytes, 1)),
      ),
      { numRuns: 3000 },
    );
  });

  it('the longest frames of one and the same byte are read in no time', () => {
    const startMs = performance.now();
    for (let value = 0; value < 256; value += 1) {
      for (const etherType of [0x8847, 0x8864, 0x880b, 0x6558, 0x8100]) {
        const { bytes } = ethernet({}, raw(new Uint8Array(65_000).fill(value), { etherType }));
        expect(staysWithin(bytes, 1)).toBe(true);
      }
    }
    // 1,280 frames, whose making takes longer than their reading; one read in quadratic time would take seconds alone.
    expect(performance.now() - startMs).toBeLessThan(5000);
  });
});
