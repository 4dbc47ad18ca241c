import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classifyPayload, type PayloadKind } from '../../../../main/engine/analysis/classify';
import { IpReassembly } from '../../../../main/engine/analysis/reassembly/ipReassembly';
import { decodeFrame, decodeTransport } from '../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../main/engine/decode/packet';
import { CORPUS, corpusFrames, hasCorpus } from '../../../fixtures/captureFrames';

/** What each datagram of a capture is, by the number of the frame that completed it. */
function kindsOf(capture: string): Map<number, PayloadKind> {
  const packet = new Packet();
  const reassembly = new IpReassembly();
  const kinds = new Map<number, PayloadKind>();
  for (const frame of corpusFrames(capture)) {
    let outcome = decodeFrame(frame, packet);
    if (outcome === 'fragment') {
      if (!reassembly.offer(packet, [frame.number], frame.atMs)) continue;
      outcome = decodeTransport(packet);
    }
    if (outcome === 'udp')
      kinds.set(frame.number, classifyPayload(packet.bytes, packet.payloadStart, packet.payloadEnd));
  }
  return kinds;
}

const framesOf = (kinds: ReadonlyMap<number, PayloadKind>, kind: PayloadKind): number[] =>
  [...kinds].filter(([, found]) => found === kind).map(([frame]) => frame);

/** First column of a table that tshark made of the capture. */
const truthFrames = (capture: string, table: 'sip' | 'stun' | 'rtcp'): number[] =>
  readFileSync(new URL(`truth/${capture}.${table}.tsv`, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => Number(line.split('\t')[0]));

/** Captures with SIP over plain UDP, and the frames that tshark finds SIP in over TCP or inside tunnels. */
const SIP_OVER_UDP: readonly (readonly [string, readonly number[]])[] = [
  ['arkime__arkime_synthetic.pcap', [889, 890, 891]],
  ['ndpi__sip_hello.pcapng', []],
  ['ndpi__webex.pcap', []],
  ['pcapplusplus__sip_non_default_port.pcap', []],
  ['pcapplusplus__sip_not_sdp.pcap', []],
  ['pcapplusplus__sip_reqs.pcap', []],
  ['pcapplusplus__sip_resp.pcap', [5]],
  ['sipnab__codec-negotiation.pcap', []],
  ['sipnab__invite-opus-bye.pcap', []],
  ['sipnab__register-invite-reinvite-bye.pcap', []],
  ['sipnab__udp_5060.pcap', []],
  ['sngrep__aaa.pcap', []],
  ['sngrep__ipv6frag.pcap', []],
  ['suricata__sip-body-frames__public-cloudshark-sip-s0.pcap', []],
  ['suricata__sip-compact-form__sip_compact_form.pcap', []],
  ['suricata__sip-header-multi-value__sip_header_multi_val.pcap', []],
  ['zeek__invalid-content-length.pcap', []],
  ['zeek__sip-junk-before-request.pcap', []],
  ['zeek__sip-long-request-response-paths.pcap', []],
];

const WITHOUT_SIP_OVER_UDP = [
  'arkime__stun-ice-testcall.pcap',
  'arkime__wireshark-dtls12.pcap',
  'ndpi__h323.pcap',
  'ndpi__http_on_sip_port.pcap',
  'ndpi__mgcp.pcap',
  'ndpi__rtcp_multiple_pkts_in_the_same_datagram.pcap',
  'ndpi__rtp.pcapng',
  'ndpi__skinny.pcap',
  'ndpi__stun_dtls_rtp.pcapng',
  'sipnab__speech_8k_ulaw.pcap',
  'suricata__sip-tcp-method__sip-tcp.pcap',
  'tcpdump__rtp-seg-fault-1.pcapng',
  'tcpdump__rtp-seg-fault-2.pcapng',
  'zeek__webrtc-stun.pcap',
];

describe.skipIf(!hasCorpus)('classifyPayload on real captures (a corpus beside the repository)', () => {
  it.each(SIP_OVER_UDP)('finds the SIP frames of %s, no more and no less', (capture, elsewhere) => {
    const expected = truthFrames(capture, 'sip').filter((frame) => !elsewhere.includes(frame));
    expect(expected.length).toBeGreaterThan(0);
    expect(framesOf(kindsOf(capture), 'sip')).toEqual(expected);
  });

  it.each(WITHOUT_SIP_OVER_UDP)('finds no SIP in %s', (capture) => {
    expect(framesOf(kindsOf(capture), 'sip')).toEqual([]);
  });

  it('finds more SIP than tshark where bytes were damaged: start lines that are still start lines', () => {
    const found = framesOf(kindsOf('ndpi__fuzz-2006-06-26-2594.pcap'), 'sip');
    const truth = truthFrames('ndpi__fuzz-2006-06-26-2594.pcap', 'sip');
    expect(truth.filter((frame) => !found.includes(frame))).toEqual([]);
    expect(found.filter((frame) => !truth.includes(frame))).toEqual([108, 154, 181, 223, 274, 346, 348, 441, 558, 560]);
  });

  it.each(['arkime__stun-ice-testcall.pcap', 'zeek__webrtc-stun.pcap'])('finds the STUN frames of %s', (capture) => {
    expect(framesOf(kindsOf(capture), 'stun')).toEqual(truthFrames(capture, 'stun'));
  });

  it.each(['ndpi__rtcp_multiple_pkts_in_the_same_datagram.pcap', 'sngrep__aaa.pcap'])(
    'finds the RTCP frames of %s',
    (capture) => {
      expect(framesOf(kindsOf(capture), 'rtcp')).toEqual(truthFrames(capture, 'rtcp'));
    },
  );

  it('takes every datagram of a stream for RTP', () => {
    expect(framesOf(kindsOf('sipnab__speech_8k_ulaw.pcap'), 'rtp')).toHaveLength(835);
    expect(framesOf(kindsOf('sipnab__codec-negotiation.pcap'), 'rtp')).toHaveLength(604);
  });
});
