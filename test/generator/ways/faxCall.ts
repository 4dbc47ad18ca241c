import { countingBytes, hexBytes, joinBytes } from '../../fixtures/bytes';
import { IFP, udptl, v21Data } from '../../fixtures/udptlPackets';
import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import { Dialogue, sessionText, type Party } from './dialogue';
import { back, datagram, inOrder, voiceFrames, type Way } from './packets';

const SPEECH_MS = 1600;
const SENT_IN_MS = 40;
const PCMA = { payloadType: 8, clockRateHz: 8000, payloadBytes: 160 } as const;
const PAGE_PACKETS = 90;

const partyOf = (user: string, display: string, address: string): Party => ({
  user,
  display,
  domain: 'fax.example',
  sentBy: `${address}:5060`,
  contact: `sip:${user}@${address}:5060`,
});

const SENDER = '10.3.5.1';
const RECEIVER = '10.3.5.2';
const SIGNALLING: Way = { source: { address: SENDER, port: 5060 }, destination: { address: RECEIVER, port: 5060 } };
const MEDIA: Way = { source: { address: SENDER, port: 12_000 }, destination: { address: RECEIVER, port: 14_000 } };

const speech = ({ address, port }: Way['source']): string =>
  sessionText(address, `m=audio ${port} RTP/AVP 8`, 'a=rtpmap:8 PCMA/8000', 'a=ptime:20');

const fax = ({ address, port }: Way['source']): string =>
  sessionText(
    address,
    `m=image ${port} udptl t38`,
    'a=T38FaxVersion:0',
    'a=T38MaxBitRate:14400',
    'a=T38FaxRateManagement:transferredTCF',
    'a=T38FaxMaxDatagram:400',
    'a=T38FaxUdpEC:t38UDPRedundancy',
  );

/** Data of V.17 at 14400 bit/s: type 8 of the modulations, one field of HDLC data. */
const pageData = (packet: number): Uint8Array => joinBytes(hexBytes('d0 01 e0 003b'), countingBytes(60, packet));

/** UDPTL of one side: each packet repeats the one before it. */
function faxPackets(startMs: number, way: Way, ...packets: readonly Uint8Array[]): TimedFrame[] {
  return packets.map((packet, sequence) => {
    const before = packets[sequence - 1];
    const payload = udptl(sequence, packet, ...(before === undefined ? [] : [before]));
    return datagram(startMs + sequence * SENT_IN_MS, way, payload, 46);
  });
}

const identification = Array.from({ length: 6 }, (_, part) => v21Data(countingBytes(4, part * 4)));
const page = Array.from({ length: PAGE_PACKETS }, (_, packet) => pageData(packet));

/** The called machine identifies itself, the calling one trains and sends its page, the called one confirms. */
const transmission = (startMs: number): readonly TimedFrame[] =>
  inOrder(
    ...faxPackets(
      startMs,
      back(MEDIA),
      IFP.ced,
      IFP.v21Preamble,
      ...identification,
      ...Array.from({ length: PAGE_PACKETS + 10 }, () => IFP.noSignal),
      IFP.v21Preamble,
      ...identification,
    ),
    ...faxPackets(
      startMs + 360,
      MEDIA,
      IFP.v21Preamble,
      ...identification,
      IFP.v17Training14400,
      ...page,
      IFP.noSignal,
    ),
  );

function signalling(startMs: number, faxMs: number, byeMs: number): readonly TimedFrame[] {
  const says = new Dialogue({
    callId: 'fax001-2b9e@10.3.5.1',
    transport: 'UDP',
    caller: partyOf('3001', 'Accounts fax', SENDER),
    callee: partyOf('3002', 'Store fax', RECEIVER),
  });
  const there = (atMs: number, text: string): TimedFrame => datagram(atMs, SIGNALLING, text);
  const here = (atMs: number, text: string): TimedFrame => datagram(atMs, back(SIGNALLING), text);
  const again = { byCallee: true } as const;
  return [
    there(startMs, says.request('INVITE', { sdp: speech(MEDIA.source) })),
    here(startMs + 5, says.response('100 Trying', 'INVITE')),
    here(startMs + 400, says.response('200 OK', 'INVITE', { sdp: speech(MEDIA.destination) })),
    there(startMs + 410, says.request('ACK')),
    here(faxMs, says.request('INVITE', { ...again, sdp: fax(MEDIA.destination) })),
    there(faxMs + 6, says.response('100 Trying', 'INVITE', again)),
    there(faxMs + 30, says.response('200 OK', 'INVITE', { ...again, sdp: fax(MEDIA.source) })),
    here(faxMs + 38, says.request('ACK', again)),
    there(byeMs, says.request('BYE', { cseq: 2 })),
    here(byeMs + 9, says.response('200 OK', 'BYE', { cseq: 2 })),
  ];
}

/** A fax machine calls another: first as speech, then the called one asks for T.38. */
export function faxFlows(startMs: number, random: Random): readonly Iterable<TimedFrame>[] {
  const faxMs = startMs + 430 + SPEECH_MS;
  const sentMs = faxMs + 60;
  const byeMs = sentMs + (PAGE_PACKETS + 26) * SENT_IN_MS;
  const voice = { ...PCMA, startMs: startMs + 420, talkMs: SPEECH_MS };
  return [
    signalling(startMs, faxMs, byeMs),
    voiceFrames(MEDIA, { ...voice, ssrc: 0x701 }, random),
    voiceFrames(back(MEDIA), { ...voice, ssrc: 0x702 }, random),
    transmission(sentMs),
  ];
}
