import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import type { Host } from '../sipFlow';
import { Dialogue, sessionText, type Party } from './dialogue';
import { back, voiceFrames, type Way } from './packets';
import { TcpFlow } from './tcpFlow';

const CARRIER: Host = { address: '198.51.100.10', port: 41_870 };
const BORDER: Host = { address: '203.0.113.10', port: 5060 };
const TALK_MS = 4000;
const PCMA = { payloadType: 8, clockRateHz: 8000, payloadBytes: 160 } as const;

const CALLEE: Party = {
  user: '+4940555010',
  display: 'Hotline',
  domain: '203.0.113.10',
  sentBy: '203.0.113.10:5060',
  contact: 'sip:+4940555010@203.0.113.10:5060;transport=tcp',
};

const callerOf = (user: string): Party => ({
  user,
  display: user,
  domain: '198.51.100.10',
  sentBy: '198.51.100.10:5060',
  contact: `sip:${user}@198.51.100.10:5060;transport=tcp`,
});

const dialogueOf = (callId: string, user: string): Dialogue =>
  new Dialogue({ callId: `${callId}@198.51.100.10`, transport: 'TCP', caller: callerOf(user), callee: CALLEE });

const sessionAt = (address: string, port: number): string =>
  sessionText(address, `m=audio ${port} RTP/AVP 8`, 'a=rtpmap:8 PCMA/8000', 'a=ptime:20');

const MEDIA: Way = {
  source: { address: '198.51.100.11', port: 17_000 },
  destination: { address: '203.0.113.11', port: 24_000 },
};

/** Two calls in one connection between two carriers: several messages in a segment, and the 180 of the first was not captured. */
export function trunkFlows(startMs: number, random: Random): readonly Iterable<TimedFrame>[] {
  const first = dialogueOf('trunk1-90c4', '+4930123401');
  const second = dialogueOf('trunk2-90c5', '+4930123402');
  const offer = { sdp: sessionAt(MEDIA.source.address, MEDIA.source.port) };
  const answer = { sdp: sessionAt(MEDIA.destination.address, MEDIA.destination.port) };
  const refused = { sdp: sessionAt(MEDIA.source.address, MEDIA.source.port + 2) };
  const answeredMs = startMs + 1200;
  const byeMs = answeredMs + 60 + TALK_MS;
  const trunk = new TcpFlow(CARRIER, BORDER)
    .open(startMs - 30)
    .client(startMs, first.request('INVITE', offer) + second.request('INVITE', refused))
    .server(startMs + 6, first.response('100 Trying', 'INVITE') + second.response('100 Trying', 'INVITE'))
    .serverUnseen(startMs + 90, first.response('180 Ringing', 'INVITE'))
    .server(startMs + 140, second.response('486 Busy Here', 'INVITE'))
    .client(startMs + 150, second.request('ACK'))
    .server(answeredMs, first.response('200 OK', 'INVITE', answer))
    .client(answeredMs + 9, first.request('ACK'))
    .client(byeMs, first.request('BYE', { cseq: 2 }))
    .server(byeMs + 7, first.response('200 OK', 'BYE', { cseq: 2 }));
  const voice = { ...PCMA, startMs: answeredMs + 20, talkMs: TALK_MS };
  return [
    trunk.frames,
    voiceFrames(MEDIA, { ...voice, ssrc: 0x511 }, random),
    voiceFrames(back(MEDIA), { ...voice, ssrc: 0x512 }, random),
  ];
}
