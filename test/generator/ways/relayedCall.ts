import { createHash } from 'node:crypto';
import { words16, words32 } from '../../fixtures/bytes';
import {
  channelData,
  stun,
  STUN_TYPE,
  stunAttribute,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../fixtures/stunMessages';
import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import type { Host } from '../sipFlow';
import { Dialogue, sessionText } from './dialogue';
import { sealed } from './ice';
import { back, datagram, voiceFrames, type Way } from './packets';

const TALK_MS = 3600;
const LIFETIME_SECONDS = 600;
const CHANNEL = 0x4001;
const PCMU = { payloadType: 0, clockRateHz: 8000, payloadBytes: 160 } as const;
const USER = 'home-office';
const REALM = 'relay.example';
/** RFC 8489 §9.2.2: the key of long-term credentials. */
const KEY = createHash('md5').update(`${USER}:${REALM}:a-password`).digest();

const CLIENT: Host = { address: '192.0.2.61', port: 50_600 };
const SERVER: Host = { address: '198.51.100.30', port: 3478 };
const RELAYED: Host = { address: '198.51.100.30', port: 49_160 };
const PEER: Host = { address: '203.0.113.62', port: 16_400 };
const TO_SERVER: Way = { source: CLIENT, destination: SERVER };
const TO_PEER: Way = { source: RELAYED, destination: PEER };

const credentials = [stunText(0x0006, USER), stunText(0x0014, REALM), stunText(0x0015, 'f00dcafe')] as const;
const channelAttribute = stunAttribute(0x000c, words16(CHANNEL, 0));
const peerAttribute = (transaction: number): Uint8Array => stunXorAddress(0x0012, PEER.address, PEER.port, transaction);
const udpAttribute = stunAttribute(0x0019, Uint8Array.of(17, 0, 0, 0));
const lifetime = stunAttribute(0x000d, words32(LIFETIME_SECONDS));

/** The client asks for a relayed address, is asked who it is, and tells (RFC 8656 §7). */
const allocation = (startMs: number): readonly TimedFrame[] => [
  datagram(startMs, TO_SERVER, stun(STUN_TYPE.allocateRequest, 1, udpAttribute)),
  datagram(
    startMs + 18,
    back(TO_SERVER),
    stun(
      STUN_TYPE.allocateError,
      1,
      stunErrorCode(401, 'Unauthorized'),
      stunText(0x0014, REALM),
      stunText(0x0015, 'f00dcafe'),
    ),
  ),
  datagram(startMs + 19, TO_SERVER, sealed(stun(STUN_TYPE.allocateRequest, 2, udpAttribute, ...credentials), KEY)),
  datagram(
    startMs + 38,
    back(TO_SERVER),
    sealed(
      stun(
        STUN_TYPE.allocateSuccess,
        2,
        stunXorAddress(0x0016, RELAYED.address, RELAYED.port, 2),
        stunXorAddress(0x0020, CLIENT.address, CLIENT.port, 2),
        lifetime,
      ),
      KEY,
    ),
  ),
];

/** A channel to the other party (RFC 8656 §12), once it is known. */
const binding = (startMs: number): readonly TimedFrame[] => [
  datagram(
    startMs,
    TO_SERVER,
    sealed(stun(STUN_TYPE.channelRequest, 3, channelAttribute, peerAttribute(3), ...credentials), KEY),
  ),
  datagram(startMs + 18, back(TO_SERVER), sealed(stun(STUN_TYPE.channelSuccess, 3), KEY)),
];

function signalling(startMs: number, answeredMs: number, byeMs: number): readonly TimedFrame[] {
  const there: Way = { source: { ...CLIENT, port: 5060 }, destination: { ...PEER, port: 5060 } };
  const partyAt = (user: string, display: string, { address }: Host) => ({
    user,
    display,
    domain: 'home.example',
    sentBy: `${address}:5060`,
    contact: `sip:${user}@${address}:5060`,
  });
  const says = new Dialogue({
    callId: 'relay1-e07b@192.0.2.61',
    transport: 'UDP',
    caller: partyAt('6001', 'Home office', CLIENT),
    callee: partyAt('6002', 'Head office', PEER),
  });
  const sdpAt = ({ address, port }: Host): string =>
    sessionText(address, `m=audio ${port} RTP/AVP 0`, 'a=rtpmap:0 PCMU/8000', 'a=ptime:20');
  return [
    datagram(startMs, there, says.request('INVITE', { sdp: sdpAt(RELAYED) })),
    datagram(startMs + 21, back(there), says.response('100 Trying', 'INVITE')),
    datagram(startMs + 90, back(there), says.response('180 Ringing', 'INVITE')),
    datagram(answeredMs, back(there), says.response('200 OK', 'INVITE', { sdp: sdpAt(PEER) })),
    datagram(answeredMs + 4, there, says.request('ACK')),
    datagram(byeMs, there, says.request('BYE', { cseq: 2 })),
    datagram(byeMs + 22, back(there), says.response('200 OK', 'BYE', { cseq: 2 })),
  ];
}

/** The caller can be reached over a TURN relay only; the capture sees both sides of the relay. */
export function relayedFlows(startMs: number, random: Random): readonly Iterable<TimedFrame>[] {
  const answeredMs = startMs + 1100;
  const byeMs = answeredMs + 100 + TALK_MS;
  const carry = (packet: Uint8Array): Uint8Array => channelData(CHANNEL, packet);
  const fromCaller = { ...PCMU, ssrc: 0x911, talkMs: TALK_MS };
  const fromCallee = { ...PCMU, ssrc: 0x912, talkMs: TALK_MS };
  const firstMs = answeredMs + 50;
  return [
    signalling(startMs, answeredMs, byeMs),
    allocation(startMs - 60),
    binding(answeredMs + 10),
    voiceFrames(TO_SERVER, { ...fromCaller, startMs: firstMs, carry }, random),
    voiceFrames(TO_PEER, { ...fromCaller, startMs: firstMs + 1 }, random),
    voiceFrames(back(TO_PEER), { ...fromCallee, startMs: firstMs + 7 }, random),
    voiceFrames(back(TO_SERVER), { ...fromCallee, startMs: firstMs + 8, carry }, random),
  ];
}
