import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusNames, corpusPath, goldenPath } from '../../golden/corpusNames';
import { goldenOf, type Golden } from '../../golden/goldenOf';
import { readTsharkStreams, streamOrder, type TsharkStream } from '../../fixtures/tsharkStreams';

const golden = (name: string): Golden => JSON.parse(readFileSync(goldenPath(name), 'utf8')) as Golden;
const TRUTH = join(import.meta.dirname, '../../../../shared/corpus/truth');
const TOLERANCE_MS = 0.005;

describe('what the golden files say', () => {
  it.each([
    'ndpi__h323.pcap',
    'ndpi__mgcp.pcap',
    'ndpi__http_on_sip_port.pcap',
    'arkime__arkime_synthetic.pcap',
    'arkime__stun-ice-testcall.pcap',
    'arkime__wireshark-dtls12.pcap',
    'zeek__webrtc-stun.pcap',
    'tcpdump__rtp-seg-fault-1.pcapng',
    'tcpdump__rtp-seg-fault-2.pcapng',
  ])('%s: no RTP stream', (name) => {
    expect(golden(name).streams).toEqual([]);
  });

  it('skinny: six streams by heuristic, of no call', () => {
    const { streams, calls } = golden('ndpi__skinny.pcap');
    expect(calls).toEqual([]);
    expect(streams).toHaveLength(6);
    for (const stream of streams) expect(stream).toMatchObject({ boundBy: 'heuristic', callId: null, lost: 0 });
  });

  it('aaa: 81 messages of four calls and three registrations', () => {
    const { sipMessages, calls, registrations } = golden('sngrep__aaa.pcap');
    expect([sipMessages, calls.length, registrations.length]).toEqual([81, 4, 3]);
  });

  it('codec-negotiation: one call, four streams, both codecs', () => {
    const { calls, streams } = golden('sipnab__codec-negotiation.pcap');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ state: 'completed', codecs: ['PCMU', 'G722'], streams: 4 });
    expect(streams).toHaveLength(4);
  });
});

type GoldenStream = {
  readonly ssrc: string;
  readonly from: string;
  readonly to: string;
  readonly packets: number;
  readonly lost: number;
  readonly deltaMs: readonly [number, number, number];
  readonly jitterMs: readonly [number, number, number];
};

function asTshark(stream: GoldenStream): TsharkStream {
  const { packets, lost, deltaMs, jitterMs } = stream;
  const [source, destination] = [stream.from.replace(' ', ':'), stream.to.replace(' ', ':')];
  return { source, destination, ssrc: Number(stream.ssrc), packets, lost, deltaMs, jitterMs };
}

const captures = corpusNames();
if (captures.length > 0) {
  describe('captures of the corpus', () => {
    it.each(captures)('%s: as in its golden file', async (name) => {
      expect(await goldenOf(corpusPath(name))).toEqual(golden(name));
    });
  });

  describe('figures as tshark has them, where no duplicate, restart or digit is involved', () => {
    it.each([
      'sngrep__aaa.pcap',
      'sipnab__codec-negotiation.pcap',
      'sipnab__invite-opus-bye.pcap',
      'sipnab__register-invite-reinvite-bye.pcap',
    ])('%s', (name) => {
      const theirs = readTsharkStreams(readFileSync(join(TRUTH, `${name}.rtp.txt`), 'utf8'));
      const ours = (golden(name).streams as GoldenStream[])
        .map(asTshark)
        .sort((a, b) => (streamOrder(a) < streamOrder(b) ? -1 : 1));
      expect(theirs.length).toBeGreaterThan(0);
      expect(ours.map(({ packets, lost }) => [packets, lost])).toEqual(
        theirs.map(({ packets, lost }) => [packets, lost]),
      );
      const figures = (rows: readonly TsharkStream[]): number[] =>
        rows.flatMap(({ deltaMs, jitterMs }) => [...deltaMs, ...jitterMs]);
      const right = figures(theirs);
      figures(ours).forEach((figure, index) => {
        expect(Math.abs(figure - right[index]!)).toBeLessThanOrEqual(TOLERANCE_MS);
      });
    });

    it.each(captures.filter((name) => existsSync(join(TRUTH, `${name}.sip.tsv`))))(
      '%s: no SIP message of UDP that tshark reads is missing',
      (name) => {
        const read = readFileSync(join(TRUTH, `${name}.sip.tsv`), 'utf8')
          .trim()
          .split('\n')
          .filter(Boolean);
        const known = LEFT_OUT[name] ?? 0;
        expect(golden(name).sipMessages).toBeGreaterThanOrEqual(read.length - known);
      },
    );
  });
}

/** Messages over TCP, in tunnels, or that are none: see DIFFERENCES.md. */
const LEFT_OUT: Readonly<Record<string, number>> = {
  'arkime__arkime_synthetic.pcap': 3,
  'arkime__gtp-iphone.pcap': 17,
  'ndpi__gre.pcapng': 1,
  'ndpi__http_on_sip_port.pcap': 2,
  'pcapplusplus__sip_reqs.pcap': 2,
  'pcapplusplus__sip_resp.pcap': 1,
  'sngrep__ipip.pcap': 4,
  'suricata__sip-body-large__sip-body-large.pcap': 2,
  'suricata__sip-tcp-method__sip-tcp.pcap': 2,
  'suricata__sip-tcp-pattern-matching__sip.pcap': 2,
};
