import { describe, expect, it } from 'vitest';
import { frameDetail } from '../../../../main/engine/publish/frameDetail';
import { LINK_TYPE } from '../../../../shared/capture/linkTypes';
import { textBytes } from '../../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../../fixtures/frames';
import { sipRequest } from '../../../fixtures/sipMessages';

const NO_FAX = { isFax: () => false };
const HOSTS = { source: '192.0.2.1', destination: '192.0.2.2' };
const layer = udp({ sourcePort: 5060, destinationPort: 5060 }, textBytes(sipRequest('INVITE')));
const invite = ethernet({}, ipv4(HOSTS, layer)).bytes;

const stored = (bytes: Uint8Array) => ({
  number: 7,
  seconds: 101,
  nanoseconds: 250_000_000,
  linkType: LINK_TYPE.ethernet,
  interfaceId: 2,
  bytes,
  originalBytes: invite.length,
});

describe('frameDetail', () => {
  it('says where the frame stands in the capture', () => {
    const detail = frameDetail(stored(invite), { seconds: 100, nanoseconds: 750_000_000 }, NO_FAX);
    expect(detail).toMatchObject({ frame: 7, atMs: 500, interfaceId: 2, originalBytes: invite.length, bytes: invite });
  });

  it('takes it apart layer by layer, what is carried last', () => {
    const { layers } = frameDetail(stored(invite), { seconds: 100, nanoseconds: 0 }, NO_FAX);
    expect(layers.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['Ethernet', 0, 14],
      ['IPv4', 14, 34],
      ['UDP', 34, 42],
      ['Session Initiation Protocol', 42, invite.length],
    ]);
  });

  it('puts bytes behind the packet behind what it carries', () => {
    const padded = new Uint8Array(invite.length + 4);
    padded.set(invite);
    const { layers } = frameDetail(stored(padded), { seconds: 100, nanoseconds: 0 }, NO_FAX);
    expect(layers.slice(-2).map(({ name }) => name)).toEqual(['Session Initiation Protocol', 'Behind the packet']);
  });

  it('describes every length of a frame that was cut off, in order and within its bytes', () => {
    for (let length = 0; length <= invite.length; length += 1) {
      const bytes = invite.subarray(0, length);
      const { layers } = frameDetail(stored(bytes), { seconds: 100, nanoseconds: 0 }, NO_FAX);
      const starts = layers.map(({ start }) => start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      expect(Math.max(0, ...layers.map(({ end }) => end))).toBeLessThanOrEqual(length);
    }
  });
});
