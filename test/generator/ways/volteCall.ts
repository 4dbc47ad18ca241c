import { ethernet, ipv6, vlan } from '../../fixtures/frames';
import { gtpU } from '../../fixtures/tunnels';
import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import type { Host } from '../sipFlow';
import { Dialogue, sessionText, type Party } from './dialogue';
import { back, datagram, voiceFrames, type Way, type Wrap } from './packets';

const RADIO = '2001:db8:a::e1';
const CORE = '2001:db8:a::5';
const SERVICE_VLAN = 310;
const CUSTOMER_VLAN = 27;
const UPLINK_ENDPOINT = 0x1a2b01;
const DOWNLINK_ENDPOINT = 0x3c4d02;
const TALK_MS = 4000;
const AMR_WB = { payloadType: 104, clockRateHz: 16_000, payloadBytes: 62 } as const;

const tagged = (packet: Parameters<Wrap>[0]): ReturnType<Wrap> =>
  ethernet({}, vlan(SERVICE_VLAN, vlan(CUSTOMER_VLAN, packet), { tag: 0x88a8 }));

/** As it stands between base station and core (3GPP TS 29.281), under two VLAN tags. */
const uplink: Wrap = (packet) => tagged(ipv6({ source: RADIO, destination: CORE }, gtpU(UPLINK_ENDPOINT, packet)));
const downlink: Wrap = (packet) => tagged(ipv6({ source: CORE, destination: RADIO }, gtpU(DOWNLINK_ENDPOINT, packet)));

const PHONE = '2001:db8:10::77';
const hostOf = (address: string, port: number): Host => ({ address, port });
const SIGNALLING: Way = { source: hostOf(PHONE, 5060), destination: hostOf('2001:db8:20::c', 5060), wrap: uplink };
const MEDIA: Way = { source: hostOf(PHONE, 49_120), destination: hostOf('2001:db8:20::9', 26_400), wrap: uplink };
const down = (way: Way): Way => ({ ...back(way), wrap: downlink });

const CALLER: Party = {
  user: '+491700000077',
  display: 'Mobile 77',
  domain: 'ims.example',
  sentBy: `[${PHONE}]:5060`,
  contact: `sip:+491700000077@[${PHONE}]:5060`,
};
const CALLEE: Party = {
  user: '+491700000099',
  display: 'Mobile 99',
  domain: 'ims.example',
  sentBy: '[2001:db8:20::c]:5060',
  contact: 'sip:+491700000099@[2001:db8:20::c]:5060',
};

const sessionAt = ({ address, port }: Host, current: string): string =>
  sessionText(
    address,
    `m=audio ${port} RTP/AVP 104`,
    'a=rtpmap:104 AMR-WB/16000',
    'a=fmtp:104 mode-change-capability=2;max-red=0',
    `a=curr:qos local ${current}`,
    'a=curr:qos remote none',
    'a=des:qos mandatory local sendrecv',
    'a=des:qos mandatory remote sendrecv',
    'a=ptime:20',
  );

function signalling(startMs: number): readonly TimedFrame[] {
  const says = new Dialogue({ callId: 'volte1-77aa@ims.example', transport: 'UDP', caller: CALLER, callee: CALLEE });
  const up = (atMs: number, text: string): TimedFrame => datagram(startMs + atMs, SIGNALLING, text);
  const dn = (atMs: number, text: string): TimedFrame => datagram(startMs + atMs, down(SIGNALLING), text);
  const access = ['P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2620112345678901'];
  const offered = sessionAt(MEDIA.source, 'none');
  const reserved = sessionAt(MEDIA.source, 'sendrecv');
  const reliable = { headers: ['Require: 100rel', 'RSeq: 1'] };
  const byeMs = 2240 + TALK_MS;
  return [
    up(0, says.request('INVITE', { sdp: offered, headers: [...access, 'Supported: 100rel,precondition'] })),
    dn(35, says.response('100 Trying', 'INVITE')),
    dn(
      420,
      says.response('183 Session Progress', 'INVITE', { ...reliable, sdp: sessionAt(MEDIA.destination, 'none') }),
    ),
    up(450, says.request('PRACK', { cseq: 2, headers: ['RAck: 1 1 INVITE'] })),
    dn(510, says.response('200 OK', 'PRACK', { cseq: 2 })),
    up(640, says.request('UPDATE', { cseq: 3, sdp: reserved, headers: access })),
    dn(710, says.response('200 OK', 'UPDATE', { cseq: 3, sdp: sessionAt(MEDIA.destination, 'sendrecv') })),
    dn(820, says.response('180 Ringing', 'INVITE')),
    dn(2100, says.response('200 OK', 'INVITE')),
    up(2140, says.request('ACK', { headers: access })),
    up(byeMs, says.request('BYE', { cseq: 4, headers: access })),
    dn(byeMs + 70, says.response('200 OK', 'BYE', { cseq: 4 })),
  ];
}

/** A call over LTE as it stands between base station and core: SIP and AMR-WB over IPv6 in GTP-U over IPv6. */
export const volteFlows = (startMs: number, random: Random): readonly Iterable<TimedFrame>[] => {
  const voice = { ...AMR_WB, startMs: startMs + 2160, talkMs: TALK_MS };
  return [
    signalling(startMs),
    voiceFrames(MEDIA, { ...voice, ssrc: 0x601, jitterMs: 3 }, random),
    voiceFrames(down(MEDIA), { ...voice, ssrc: 0x602, jitterMs: 1.5, lost: [80, 81, 140] }, random),
  ];
};
