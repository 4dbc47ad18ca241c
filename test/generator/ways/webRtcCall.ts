import { MASKING_KEY, webSocketFrame, webSocketRequest, webSocketResponse } from '../../fixtures/webSocketFrames';
import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import type { Host } from '../sipFlow';
import { Dialogue, sessionText, type Party } from './dialogue';
import { certificateOf, dtlsFrames, fingerprintLine } from './dtls';
import { iceFrames, type IceSide } from './ice';
import { back, datagram, inOrder, voiceFrames, type Way } from './packets';
import { TcpFlow } from './tcpFlow';

/** A browser calls a telephone through a gateway: SIP over WebSocket on one side, over UDP on the other. */
export type WebRtcCall = {
  readonly number: number;
  readonly startMs: number;
  readonly talkMs: number;
  readonly display: string;
  /** The browser's session description names another certificate than its handshake shows. */
  readonly wrongFingerprint?: boolean;
};

const GATEWAY = '10.3.1.1';
/** The gateway's machine for media, inside of the address translation and outside. */
const MEDIA_GATEWAY = '10.3.1.2';
const PUBLIC_GATEWAY = '203.0.113.1';
const ANSWERED_AFTER_MS = 1500;
const OPUS = { payloadType: 111, clockRateHz: 48_000, payloadBytes: 82 } as const;
const PCMA = { payloadType: 8, clockRateHz: 8000, payloadBytes: 160 } as const;
const SHOWN_CERTIFICATE = 11;
const OTHER_CERTIFICATE = 12;
const GATEWAY_CERTIFICATE = 40;

type Machines = {
  readonly browser: string;
  readonly webSocket: Way;
  readonly media: Way;
  readonly telephone: Way;
  readonly telephoneMedia: Way;
};

const host = (address: string, port: number): Host => ({ address, port });

function machinesOf(number: number): Machines {
  const browser = `192.0.2.${10 + number}`;
  const telephone = `10.3.1.${50 + number}`;
  return {
    browser,
    webSocket: { source: host(browser, 52_000 + number), destination: host(GATEWAY, 8088) },
    media: { source: host(browser, 51_000 + 2 * number), destination: host(MEDIA_GATEWAY, 30_000 + 4 * number) },
    telephone: { source: host(GATEWAY, 5060), destination: host(telephone, 5060) },
    telephoneMedia: { source: host(MEDIA_GATEWAY, 30_002 + 4 * number), destination: host(telephone, 16_384) },
  };
}

const iceSide = (name: string, number: number): IceSide => ({
  ufrag: `${name}7kQ${number}`,
  password: `${name}-${number}-`.padEnd(24, 'secret'),
});

type Secure = { readonly ice: IceSide; readonly certificate: Uint8Array; readonly setup: string };

const secureLines = ({ ice, certificate, setup }: Secure): readonly string[] => [
  `a=ice-ufrag:${ice.ufrag}`,
  `a=ice-pwd:${ice.password}`,
  fingerprintLine(certificate),
  `a=setup:${setup}`,
  'a=mid:0',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
];

/** A browser hides its address behind a name of multicast DNS until ICE has checked the path. */
const browserOffer = (secure: Secure): string =>
  sessionText(
    '0.0.0.0',
    'a=group:BUNDLE 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=candidate:1 1 udp 2113937151 6f2a9d10-5b1c-4c37-9a51-0d9f3a7be2c4.local 51000 typ host',
    ...secureLines(secure),
  );

/** The gateway names its address outside; that what comes in goes to another one, only ICE shows. */
const gatewayAnswer = ({ port }: Host, secure: Secure): string =>
  sessionText(
    PUBLIC_GATEWAY,
    'a=group:BUNDLE 0',
    `m=audio ${port} UDP/TLS/RTP/SAVPF 111`,
    `a=candidate:1 1 udp 2130706431 ${PUBLIC_GATEWAY} ${port} typ host`,
    ...secureLines(secure),
  );

const plainSession = ({ address, port }: Host): string =>
  sessionText(address, `m=audio ${port} RTP/AVP 8`, 'a=rtpmap:8 PCMA/8000', 'a=ptime:20');

function partiesOf(call: WebRtcCall, { browser, telephone }: Machines): readonly [Party, Party] {
  const user = `web${call.number}`;
  const called = String(2000 + call.number);
  const { address } = telephone.destination;
  return [
    {
      user,
      display: call.display,
      domain: 'web.example',
      sentBy: `b${browser.replaceAll('.', '')}.invalid`,
      contact: `sip:${user}@b${browser.replaceAll('.', '')}.invalid;transport=ws`,
    },
    {
      user: called,
      display: `Desk ${called}`,
      domain: 'web.example',
      sentBy: `${address}:5060`,
      contact: `sip:${called}@${address}:5060`,
    },
  ];
}

/** The two legs, each message when it is on the wire. */
class Legs {
  readonly frames: TimedFrame[] = [];
  readonly webSocket: TcpFlow;
  readonly #telephone: Way;
  readonly via: string;

  constructor({ webSocket, telephone }: Machines, branch: string) {
    this.webSocket = new TcpFlow(webSocket.source, webSocket.destination);
    this.#telephone = telephone;
    this.via = `SIP/2.0/UDP ${GATEWAY}:5060;branch=z9hG4bK-gw-${branch}`;
  }

  fromBrowser(atMs: number, text: string): void {
    this.webSocket.client(atMs, webSocketFrame(text, { maskingKey: MASKING_KEY }));
  }

  toBrowser(atMs: number, text: string): void {
    this.webSocket.server(atMs, webSocketFrame(text));
  }

  toTelephone(atMs: number, text: string): void {
    this.frames.push(datagram(atMs, this.#telephone, text));
  }

  fromTelephone(atMs: number, text: string): void {
    this.frames.push(datagram(atMs, back(this.#telephone), text));
  }
}

/** The gateway hands a message on as it came, but for the session and its own Via. */
function signalling(call: WebRtcCall, machines: Machines, offer: string, answer: string): readonly TimedFrame[] {
  const { number, startMs, talkMs } = call;
  const [caller, callee] = partiesOf(call, machines);
  const says = new Dialogue({ callId: `web${number}7c1-4f0e@${caller.sentBy}`, transport: 'WS', caller, callee });
  const legs = new Legs(machines, `web${number}`);
  const { via } = legs;
  const { source, destination } = machines.telephoneMedia;
  const answeredMs = startMs + ANSWERED_AFTER_MS;
  const byeMs = answeredMs + 150 + talkMs;

  legs.webSocket
    .open(startMs - 40)
    .client(startMs - 38, webSocketRequest())
    .server(startMs - 36, webSocketResponse());
  legs.fromBrowser(startMs, says.request('INVITE', { sdp: offer }));
  legs.toBrowser(startMs + 2, says.response('100 Trying', 'INVITE'));
  legs.toTelephone(startMs + 4, says.request('INVITE', { via, sdp: plainSession(source) }));
  legs.fromTelephone(startMs + 60, says.response('180 Ringing', 'INVITE', { via }));
  legs.toBrowser(startMs + 62, says.response('180 Ringing', 'INVITE'));
  legs.fromTelephone(answeredMs, says.response('200 OK', 'INVITE', { via, sdp: plainSession(destination) }));
  legs.toBrowser(answeredMs + 3, says.response('200 OK', 'INVITE', { sdp: answer }));
  legs.fromBrowser(answeredMs + 9, says.request('ACK'));
  legs.toTelephone(answeredMs + 11, says.request('ACK', { via: `${via}-ack` }));
  legs.fromBrowser(byeMs, says.request('BYE', { cseq: 2 }));
  legs.toTelephone(byeMs + 2, says.request('BYE', { cseq: 2, via: `${via}-bye` }));
  legs.fromTelephone(byeMs + 14, says.response('200 OK', 'BYE', { cseq: 2, via: `${via}-bye` }));
  legs.toBrowser(byeMs + 16, says.response('200 OK', 'BYE', { cseq: 2 }));
  legs.webSocket.close(byeMs + 400);
  return inOrder(...legs.frames, ...legs.webSocket.frames);
}

/** All frames of the call, signalling and each stream as a flow of its own. */
export function webRtcFlows(call: WebRtcCall, random: Random): readonly Iterable<TimedFrame>[] {
  const { number, startMs, talkMs, wrongFingerprint = false } = call;
  const machines = machinesOf(number);
  const { media, telephoneMedia } = machines;
  const [browserIce, gatewayIce] = [iceSide('page', number), iceSide('gate', number)];
  const clientCertificate = certificateOf(SHOWN_CERTIFICATE);
  const serverCertificate = certificateOf(GATEWAY_CERTIFICATE);
  const named = wrongFingerprint ? certificateOf(OTHER_CERTIFICATE) : clientCertificate;
  const offer = browserOffer({ ice: browserIce, certificate: named, setup: 'actpass' });
  const answered = { ice: gatewayIce, certificate: serverCertificate, setup: 'passive' };
  const answer = gatewayAnswer(media.destination, answered);
  const answeredMs = startMs + ANSWERED_AFTER_MS;
  const voice = { startMs: answeredMs + 130, talkMs };
  const plain = [
    voiceFrames(back(telephoneMedia), { ...PCMA, ...voice, ssrc: 0x300 + number }, random),
    voiceFrames(telephoneMedia, { ...PCMA, ...voice, ssrc: 0x400 + number }, random),
  ];
  const encrypted = [
    voiceFrames(media, { ...OPUS, ...voice, ssrc: 0x100 + number, jitterMs: 2 }, random),
    voiceFrames(back(media), { ...OPUS, ...voice, ssrc: 0x200 + number }, random),
  ];
  return [
    signalling(call, machines, offer, answer),
    iceFrames(answeredMs + 16, media, browserIce, {
      ...gatewayIce,
      seenAs: { ...media.destination, address: PUBLIC_GATEWAY },
    }),
    dtlsFrames(media, { startMs: answeredMs + 80, clientCertificate, serverCertificate, refused: wrongFingerprint }),
    ...(wrongFingerprint ? plain.slice(0, 1) : [...plain, ...encrypted]),
  ];
}
