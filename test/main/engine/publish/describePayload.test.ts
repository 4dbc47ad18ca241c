import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../main/engine/decode/packet';
import { describePayload } from '../../../../main/engine/publish/describePayload';
import type { MessageField } from '../../../../shared/protocol/rows';
import { countingBytes, textBytes } from '../../../fixtures/bytes';
import { dtlsRecord } from '../../../fixtures/dtlsRecords';
import { ethernet, frameOf, ipv4, type Layer, raw, tcp, udp } from '../../../fixtures/frames';
import { hep3 } from '../../../fixtures/hepPackets';
import { icmp } from '../../../fixtures/icmpMessages';
import { msrpRequest } from '../../../fixtures/msrpMessages';
import { receiverReport, rtp } from '../../../fixtures/rtpPackets';
import { sipRequest } from '../../../fixtures/sipMessages';
import { channelData, stun, STUN_TYPE } from '../../../fixtures/stunMessages';
import { IFP, udptl } from '../../../fixtures/udptlPackets';
import { webSocketFrame } from '../../../fixtures/webSocketFrames';
import { zrtp, zrtpHello } from '../../../fixtures/zrtpPackets';

const HOSTS = { source: '192.0.2.1', destination: '192.0.2.2' };
const PORTS = { sourcePort: 40_000, destinationPort: 50_000 };
/** Ethernet, IPv4, UDP. */
const BEFORE_PAYLOAD_BYTES = 14 + 20 + 8;

const onUdp = (payload: Uint8Array): Layer => udp(PORTS, payload);
const onTcp = (payload: Uint8Array): Layer => tcp(PORTS, payload);

function describeCarried(layer: Layer, isFax = false): MessageField | null {
  const packet = new Packet();
  const outcome = decodeFrame(frameOf(ethernet({}, ipv4(HOSTS, layer)).bytes), packet);
  return describePayload(outcome, packet, { isFax: () => isFax });
}

describe('describePayload', () => {
  it.each([
    ['Session Initiation Protocol', onUdp(textBytes(sipRequest('INVITE')))],
    ['Real-time Transport Protocol', onUdp(rtp({}, countingBytes(160)))],
    ['RTP Control Protocol', onUdp(receiverReport(1))],
    ['STUN', onUdp(stun(STUN_TYPE.bindingRequest, 1))],
    ['TURN ChannelData', onUdp(channelData(0x4001, countingBytes(8)))],
    ['DTLS', onUdp(dtlsRecord(22, countingBytes(20)))],
    ['ZRTP', onUdp(zrtp('Hello', zrtpHello()))],
    ['Homer Encapsulation Protocol', onUdp(hep3(sipRequest('INVITE')))],
    ['Payload', onUdp(textBytes('nothing known'))],
    ['Session Initiation Protocol', onTcp(textBytes(sipRequest('INVITE')))],
    ['Homer Encapsulation Protocol', onTcp(hep3(sipRequest('INVITE')))],
    ['Message Session Relay Protocol', onTcp(textBytes(msrpRequest('SEND')))],
    ['WebSocket', onTcp(webSocketFrame(sipRequest('INVITE')))],
    ['Payload', onTcp(textBytes('e the middle of a message\r\n'))],
    ['ICMP', icmp(3, 3, ipv4(HOSTS, onUdp(countingBytes(8))).bytes)],
    ['Payload', raw(countingBytes(8), { protocol: 89 })],
  ])('names %s', (name, layer) => {
    const field = describeCarried(layer);
    expect(field!.name).toBe(name);
    expect(field!.value).toBe(`${field!.end - field!.start} bytes`);
    expect(field!.children.length > 0).toBe(name !== 'Payload');
  });

  it('takes for fax what shows no mark only where SDP announced it', () => {
    const packet = onUdp(udptl(1, IFP.cng));
    expect(describeCarried(packet, true)!.name).toBe('UDPTL (T.38 fax)');
    expect(describeCarried(packet)!.name).toBe('Payload');
    expect(describeCarried(onUdp(textBytes(sipRequest('INVITE'))), true)!.name).toBe('Session Initiation Protocol');
  });

  it('counts the bytes of SIP from where the frame begins', () => {
    const { start, children } = describeCarried(onUdp(textBytes(sipRequest('INVITE'))))!;
    expect(start).toBe(BEFORE_PAYLOAD_BYTES);
    expect(children[0]!.start).toBe(BEFORE_PAYLOAD_BYTES);
    const deepest = (field: MessageField): MessageField => (field.children[0] ? deepest(field.children[0]) : field);
    expect(deepest(children[0]!).start).toBe(BEFORE_PAYLOAD_BYTES);
  });

  it.each([
    ['an empty datagram', onUdp(new Uint8Array(0))],
    ['a segment without payload', onTcp(new Uint8Array(0))],
    ['a header that cannot be read', raw(countingBytes(3), { protocol: 17 })],
  ])('answers null for %s', (_name, layer) => {
    expect(describeCarried(layer)).toBeNull();
  });
});
