import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/protocol/rows';
import { countingBytes, words32 } from '../../fixtures/bytes';
import { certificates, clientHello, dtlsHandshake, dtlsRecord } from '../../fixtures/dtlsRecords';
import { FedCapture } from '../../fixtures/fedCapture';
import { fingerprint } from '../../fixtures/companionScene';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { rtp } from '../../fixtures/rtpPackets';
import { sipFrame } from '../../fixtures/sipFrames';
import { sipRequest } from '../../fixtures/sipMessages';
import { channelData, stun, STUN_TYPE, stunAttribute, stunText, stunXorAddress } from '../../fixtures/stunMessages';
import type { TimedFrame } from '../../generator/mergeFlows';

const CLIENT: Endpoint = { address: '10.0.0.9', port: 50000 };
const GATEWAY: Endpoint = { address: '198.51.100.40', port: 30000 };
const RELAY: Endpoint = { address: '203.0.113.80', port: 3478 };
const CERTIFICATE = countingBytes(200);

/** An offer whose media line names nothing that media runs between. */
const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.77',
  's=-',
  'c=IN IP4 192.0.2.77',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=rtpmap:111 opus/48000/2',
  'a=ice-ufrag:abcd',
  'a=ice-pwd:0123456789012345678901',
  `a=fingerprint:sha-256 ${fingerprint('sha-256', CERTIFICATE)}`,
  'a=setup:actpass',
  'a=candidate:3 1 udp 16777 203.0.113.80 49152 typ relay raddr 0.0.0.0 rport 0',
  '',
].join('\r\n');

const INVITE = sipFrame(0, sipRequest('INVITE', { sdp: SDP }));

function datagram(atMs: number, source: Endpoint, destination: Endpoint, payload: Uint8Array): TimedFrame {
  const ports = { sourcePort: source.port, destinationPort: destination.port };
  const addresses = { source: source.address, destination: destination.address };
  return { atMs, bytes: ethernet({}, ipv4(addresses, udp(ports, payload))).bytes };
}

const speech = (index: number): Uint8Array =>
  rtp({ payloadType: 111, sequence: 100 + index, timestamp: 960 * index, ssrc: 0x77 }, countingBytes(60));

describe('a call whose media only ICE can find', () => {
  it('gets its streams, its checks and its handshake by the path that was checked', () => {
    const capture = new FedCapture();
    const username = stunText(0x0006, 'gate:abcd');
    capture.feed([
      INVITE,
      datagram(100, CLIENT, GATEWAY, stun(STUN_TYPE.bindingRequest, 1, username)),
      datagram(120, GATEWAY, CLIENT, stun(STUN_TYPE.bindingSuccess, 1, stunXorAddress(0x0020, '192.0.2.77', 9999))),
      datagram(130, CLIENT, GATEWAY, dtlsRecord(22, dtlsHandshake(1, clientHello()))),
      datagram(
        140,
        CLIENT,
        GATEWAY,
        dtlsRecord(22, dtlsHandshake(11, certificates(CERTIFICATE), { messageSequence: 1 })),
      ),
      ...[0, 1, 2].map((index) => datagram(200 + 20 * index, CLIENT, GATEWAY, speech(index))),
    ]);
    const { media, companions } = capture.captured.pipeline;
    const [stream] = media.streams().map((key) => media.streamRow(key)!);
    expect(stream).toMatchObject({ boundBy: 'ice', codec: 'opus', packets: 3 });
    const rows = companions.companionsOf(stream!.call!);
    expect(rows.map(({ kind, wrong }) => [kind, wrong])).toEqual([
      ['stun', false],
      ['dtls', false],
    ]);
    expect(rows[1]!.summary).toContain('fingerprint as in SDP');
  });

  it('gets what goes through a relay that lent it an address', () => {
    const capture = new FedCapture();
    const peer = stunXorAddress(0x0012, GATEWAY.address, GATEWAY.port);
    const relayed = stunXorAddress(0x0016, '203.0.113.80', 49152);
    const inside = stunAttribute(0x0013, speech(0));
    capture.feed([
      datagram(0, CLIENT, RELAY, stun(STUN_TYPE.allocateRequest, 1, stunText(0x0006, 'user'))),
      datagram(10, RELAY, CLIENT, stun(STUN_TYPE.allocateSuccess, 1, relayed, stunAttribute(0x000d, words32(600)))),
      INVITE,
      datagram(100, CLIENT, RELAY, stun(STUN_TYPE.sendIndication, 2, peer, inside)),
      ...[1, 2, 3].map((index) => datagram(100 + 20 * index, CLIENT, RELAY, channelData(0x4001, speech(index)))),
    ]);
    const { media, companions } = capture.captured.pipeline;
    const streams = media.streams().map((key) => media.streamRow(key)!);
    expect(streams).toHaveLength(1);
    expect(streams[0]).toMatchObject({ boundBy: 'ice', source: CLIENT, destination: RELAY, packets: 4 });
    expect(streams[0]!.encapsulation?.tunnels.map(({ kind }) => kind)).toEqual(['turn']);
    expect(companions.companionsOf(streams[0]!.call!).map(({ kind, packets }) => [kind, packets])).toEqual([
      ['turn', 6],
    ]);
  });
});
