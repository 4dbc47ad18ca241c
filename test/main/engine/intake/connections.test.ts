import { describe, expect, it } from 'vitest';
import { joinBytes, textBytes, words16 } from '../../../fixtures/bytes';
import { FedCapture } from '../../../fixtures/fedCapture';
import { ethernet, ipv4, tcp } from '../../../fixtures/frames';
import { rtpBytes, steady } from '../../../fixtures/mediaPackets';
import { msrpRequest } from '../../../fixtures/msrpMessages';
import { sipRequest } from '../../../fixtures/sipMessages';
import { stun, STUN_TYPE } from '../../../fixtures/stunMessages';
import { webSocketFrame, MASKING_KEY } from '../../../fixtures/webSocketFrames';

const HOSTS = { source: '192.0.2.1', destination: '192.0.2.2' };

/** Segments of one direction, one behind the other; each in a frame of its own, 20 ms apart. */
function feedSegments(payloads: readonly Uint8Array[]) {
  const fed = new FedCapture();
  let sequence = 1;
  fed.feed(
    payloads.map((payload, index) => {
      const segment = tcp({ sourcePort: 40_000, destinationPort: 50_000, sequence }, payload);
      sequence += payload.length;
      return { atMs: 20 * index, bytes: ethernet({}, ipv4(HOSTS, segment)).bytes };
    }),
  );
  fed.captured.pipeline.finish();
  return { fed, ...fed.captured.pipeline };
}

const companionKinds = ({ companions }: ReturnType<typeof feedSegments>): readonly string[] =>
  companions.companions().map((key) => companions.companionRow(key)!.kind);

describe('what connections carry', () => {
  it.each([
    ['SIP', textBytes(sipRequest('INVITE')), 'tcp'],
    ['SIP in WebSocket', webSocketFrame(sipRequest('INVITE'), { maskingKey: MASKING_KEY }), 'ws'],
  ])('%s becomes a message that can be read again', (_name, bytes, transport) => {
    const { fed, signalling } = feedSegments([bytes.subarray(0, 100), bytes.subarray(100)]);
    expect(signalling.messages).toMatchObject([{ method: 'INVITE', transport, frame: 2, frames: [1, 2] }]);
    expect(fed.captured.readMessage(signalling.messages[0]!)).toEqual(textBytes(sipRequest('INVITE')));
  });

  it('RTP behind its length becomes a stream, and its frames are the stream’s', () => {
    const packets = steady(60).map(rtpBytes);
    const { media, flowTags } = feedSegments(packets.map((packet) => joinBytes(words16(packet.length), packet)));
    const [row] = media.streams().map((key) => media.streamRow(key));
    expect(row).toMatchObject({ packets: 60, source: { address: HOSTS.source, port: 40_000 } });
    expect(flowTags.framesOf([0], [])).toHaveLength(60);
  });

  it('STUN and MSRP become companions, and their frames are theirs', () => {
    const relay = feedSegments([stun(STUN_TYPE.bindingRequest, 1)]);
    expect(companionKinds(relay)).toEqual(['stun']);
    expect(relay.flowTags.framesOf([], [1])).toEqual([1]);
    const session = feedSegments([textBytes(msrpRequest('SEND'))]);
    expect(companionKinds(session)).toEqual(['msrp']);
    expect(session.flowTags.framesOf([], [1])).toEqual([1]);
  });
});
