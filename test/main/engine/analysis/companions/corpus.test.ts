import { describe, expect, it } from 'vitest';
import { classifyPayload } from '../../../../../main/engine/analysis/classify';
import { CompanionAnalysis } from '../../../../../main/engine/analysis/companions/companionAnalysis';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../../main/engine/decode/packet';
import { corpusFrames, hasCorpus } from '../../../../fixtures/captureFrames';
import { fingerprint } from '../../../../fixtures/companionScene';

/** Kind, packets and summary of each companion; segments of TCP that are one STUN message each count as datagrams. */
function companionsOf(capture: string): readonly string[] {
  const companions = new CompanionAnalysis({ hash: fingerprint });
  const packet = new Packet();
  for (const frame of corpusFrames(capture)) {
    const outcome = decodeFrame(frame, packet);
    if (outcome !== 'udp' && outcome !== 'tcp') continue;
    const kind = classifyPayload(packet.bytes, packet.payloadStart, packet.payloadEnd);
    if (outcome === 'udp' || kind === 'stun') companions.onDatagram(kind, packet, frame.number, frame.atMs);
  }
  return companions.companions().map((key) => {
    const { kind, packets, summary, wrong } = companions.companionRow(key)!;
    return `${kind} ${packets}${wrong ? ' wrong' : ''}: ${summary}`;
  });
}

describe.skipIf(!hasCorpus)('companions of real captures (a corpus beside the repository)', () => {
  it('checks of ICE, 108 messages in all', () => {
    expect(companionsOf('arkime__stun-ice-testcall.pcap')).toEqual([
      'stun 8: STUN · 3 requests · 3 answered · round trip 38 ms · mapped address 70.199.128.46:4604',
      expect.stringMatching(/^stun 44 wrong: ICE · 22 checks · .* · nominated · mapped address 70\.199\.128\.46:4587$/),
      expect.stringMatching(/^stun 42 wrong: ICE · 21 checks · .* · nominated · mapped address 70\.199\.128\.46:4587$/),
      expect.stringMatching(/^stun 7 wrong: ICE · 3 checks · /),
      expect.stringMatching(/^stun 7 wrong: ICE · 3 checks · /),
    ]);
  });

  it('a handshake between checks, and a relay over TCP', () => {
    expect(companionsOf('ndpi__stun_dtls_rtp.pcapng')).toEqual([
      'stun 4: ICE · 2 checks · 2 answered · round trip 23 ms · nominated · mapped address 93.35.171.3:61536',
      'dtls 23: DTLS 1.2 · ECDHE_RSA_WITH_AES_128_GCM_SHA256 · SRTP_AEAD_AES_256_GCM · handshake 133 ms',
      'turn 39: TURN · relay 10.13.0.62:15530 · lifetime 120 s · 1 peer · 31 indications · round trip 2.7 ms',
    ]);
  });

  it('a browser', () => {
    expect(companionsOf('zeek__webrtc-stun.pcap')).toEqual([
      'stun 10: ICE · 5 checks · 5 answered · round trip 3.7 ms · nominated · mapped address 192.150.187.238:31288',
      'dtls 4: DTLS 1.0 · ECDHE_ECDSA_WITH_AES_256_CBC_SHA · SRTP_AES128_CM_HMAC_SHA1_80 · handshake 14 ms',
    ]);
  });

  it('a handshake without certificates', () => {
    expect(companionsOf('arkime__wireshark-dtls12.pcap')).toEqual([
      'dtls 17: DTLS 1.2 · ECJPAKE_WITH_AES_128_CCM_8 · handshake 5908 ms',
    ]);
  });

  it.each([
    'ndpi__h323.pcap',
    'ndpi__mgcp.pcap',
    'ndpi__http_on_sip_port.pcap',
    'sipnab__speech_8k_ulaw.pcap',
    'sngrep__aaa.pcap',
  ])('none in %s', (capture) => expect(companionsOf(capture)).toEqual([]));
});
