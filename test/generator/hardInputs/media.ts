import { joinBytes, textBytes, words16 } from '../../fixtures/bytes';
import { receiverReport, rtp, senderReport, sourceDescription } from '../../fixtures/rtpPackets';
import { sdpText, sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { ALICE, BOB, expectMessage, FROM_BOB, hardInput, type HardFrame, type HardInput } from './hardInput';
import {
  channelBind,
  channelBound,
  channelData,
  clientHello,
  datagramFrame,
  iceAnswer,
  iceCheck,
  voice,
  zrtpHello,
  type Voice,
} from './mediaFrames';

const THERE = { source: `${ALICE}:20000`, destination: `${BOB}:30000` };
const BACK = { source: `${BOB}:30000`, destination: `${ALICE}:20000` };
const inTime = (...frames: readonly HardFrame[]): HardFrame[] => frames.toSorted((a, b) => a.atMs - b.atMs);
const streamOf = ({ source, destination, ssrc, packets }: Voice) => ({ source, destination, ssrc, packets });
const OFF = { shows: 'same', because: 'its heuristic for RTP is off by default' } as const;

// Without signalling

const there: Voice = { ...THERE, ssrc: 0x11, startMs: 0, packets: 50 };
const back: Voice = { ...BACK, ssrc: 0x22, startMs: 7, packets: 50 };
const aloneInput: HardInput = hardInput({
  row: 'rtpAlone',
  name: 'rtp-alone',
  frames: inTime(...voice(there), ...voice(back)),
  messages: [],
  streams: [there, back].map((each) => ({ ...streamOf(each), boundBy: 'heuristic', callId: null })),
  tshark: OFF,
  tsharkStreams: 0,
});

const domainName = (name: string): Uint8Array =>
  joinBytes(
    ...name.split('.').map((label) => joinBytes(Uint8Array.of(label.length), textBytes(label))),
    Uint8Array.of(0),
  );
/** A query whose number makes its first byte that of RTP version 2. */
const query = (id: number): Uint8Array =>
  joinBytes(words16(0x8000 + id, 0x0100, 1, 0, 0, 0), domainName('sip.example.org'), words16(1, 1));

const notRtpInput: HardInput = hardInput({
  row: 'rtpAlone',
  name: 'rtp-alone-never-of-queries',
  frames: Array.from({ length: 40 }, (_, index) =>
    datagramFrame(index * 20, { source: `${ALICE}:5353`, destination: `${BOB}:53` }, query(index)),
  ),
  messages: [],
});

// One port for all (RFC 7983)

const ONE_PORT = 'one-port@example.org';
const iceSdp = (address: string, port: number, ufrag: string): string =>
  sdpText(address, [{ port, formats: ['0 PCMU/8000'] }]).concat(
    [`a=ice-ufrag:${ufrag}`, `a=ice-pwd:${ufrag.repeat(6)}`, 'a=rtcp-mux', ''].join('\r\n'),
  );
const invite = sipRequest('INVITE', { callId: ONE_PORT, sdp: iceSdp(ALICE, 20_000, 'al1c') });
const answer = sipResponse(200, 'OK', { callId: ONE_PORT, sdp: iceSdp(BOB, 30_000, 'b0bb') });
const muxed: Voice = { ...THERE, ssrc: 0x33, startMs: 200, packets: 20 };
const report = senderReport({ ssrc: 0x33, ntpSeconds: 3_900_000_000, sentPackets: 20, sentBytes: 3200 });
const companion = { source: THERE.source, destination: THERE.destination, callId: ONE_PORT, wrong: false } as const;

const onePortInput: HardInput = hardInput({
  row: 'onePort',
  name: 'one-port-for-all',
  frames: inTime(
    datagramFrame(0, { source: `${ALICE}:5060`, destination: `${BOB}:5060` }, textBytes(invite)),
    datagramFrame(50, FROM_BOB, textBytes(answer)),
    datagramFrame(100, THERE, iceCheck('b0bb:al1c')),
    datagramFrame(105, BACK, iceAnswer(THERE.source)),
    datagramFrame(110, THERE, clientHello()),
    datagramFrame(120, THERE, zrtpHello(0x33)),
    ...voice(muxed),
    datagramFrame(700, THERE, joinBytes(report, sourceDescription(0x33, [1, 'alice@example.org']))),
    datagramFrame(710, BACK, receiverReport(0x44)),
  ),
  messages: [expectMessage(invite), expectMessage(answer, { frames: [2], ...FROM_BOB })],
  calls: [{ callId: ONE_PORT, state: 'talking', messages: 2, streams: 1 }],
  streams: [{ ...streamOf(muxed), boundBy: 'sdp', callId: ONE_PORT }],
  companions: [
    { ...companion, kind: 'stun' },
    { ...companion, kind: 'dtls' },
    { ...companion, kind: 'zrtp' },
  ],
});

const RELAY = '198.51.100.3:3478';
const TO_RELAY = { source: `${ALICE}:50000`, destination: RELAY };
const relayed: Voice = {
  ...TO_RELAY,
  ssrc: 0x55,
  startMs: 0,
  packets: 50,
  wrap: (packet) => channelData(0x4001, packet),
};

const relayedInput: HardInput = hardInput({
  row: 'onePort',
  name: 'turn-channel-around-rtp',
  frames: voice(relayed),
  messages: [],
  streams: [{ ...streamOf(relayed), boundBy: 'heuristic', callId: null }],
  tshark: OFF,
  tsharkStreams: 0,
});

/** A channel's header alone is too weak a mark for a relay; the binding of the channel is not. */
const boundInput: HardInput = hardInput({
  row: 'onePort',
  name: 'turn-channel-bound-around-rtp',
  frames: inTime(
    datagramFrame(-40, TO_RELAY, channelBind(0x4001)),
    datagramFrame(-20, { source: RELAY, destination: TO_RELAY.source }, channelBound()),
    ...voice(relayed),
  ).map(({ atMs, bytes }) => ({ atMs: atMs + 40, bytes })),
  messages: [],
  streams: [{ ...streamOf(relayed), boundBy: 'heuristic', callId: null }],
  companions: [{ kind: 'turn', ...TO_RELAY, callId: null, wrong: false }],
  tshark: OFF,
  tsharkStreams: 0,
});

// Headers that say too much

const whole = rtp({ ssrc: 0x66, sequence: 1 }, new Uint8Array(20).fill(0x55));

/** The packet with another first byte and another last one. */
function spoiled(first: number, last: number, lengthBytes = whole.length): Uint8Array {
  const bytes = whole.slice(0, lengthBytes);
  bytes[0] = first;
  bytes[bytes.length - 1] = last;
  return bytes;
}

const HOSTILE: readonly Uint8Array[] = [
  spoiled(0x8f, 0x55),
  spoiled(0x90, 0x55, 14),
  joinBytes(spoiled(0x90, 0x55).subarray(0, 12), words16(0xbede, 0xffff), new Uint8Array(8)),
  spoiled(0xa0, 0xff),
  spoiled(0xa0, 0x00),
  spoiled(0xbf, 0xff),
  spoiled(0x80, 0x55, 11),
];

const hostileInput: HardInput = hardInput({
  row: 'hostileRtp',
  name: 'rtp-headers-longer-than-packets',
  frames: Array.from({ length: 70 }, (_, index) => datagramFrame(index * 20, THERE, HOSTILE[index % HOSTILE.length]!)),
  messages: [],
});

const full: Voice = {
  ...THERE,
  ssrc: 0x77,
  startMs: 0,
  packets: 30,
  fields: { contributingSources: [1, 2, 3], extension: new Uint8Array(8), paddingBytes: 4 },
};

const fullInput: HardInput = hardInput({
  row: 'hostileRtp',
  name: 'rtp-with-padding-sources-and-extension',
  frames: voice(full),
  messages: [],
  streams: [{ ...streamOf(full), boundBy: 'heuristic', callId: null }],
  tshark: OFF,
  tsharkStreams: 0,
});

export const MEDIA_INPUTS: readonly HardInput[] = [
  aloneInput,
  notRtpInput,
  onePortInput,
  relayedInput,
  boundInput,
  hostileInput,
  fullInput,
];
