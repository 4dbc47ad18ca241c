import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IpReassembly } from '../../../../../main/engine/analysis/reassembly/ipReassembly';
import { TcpStreams } from '../../../../../main/engine/analysis/streams/tcpStreams';
import { decodeFrame, decodeTransport } from '../../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../../main/engine/decode/packet';
import { CORPUS, corpusFrames, hasCorpus } from '../../../../fixtures/captureFrames';

/** Captures with SIP over TCP. */
const NAMES = [
  'arkime__arkime_synthetic.pcap',
  'arkime__gtp-iphone.pcap',
  'pcapplusplus__sip_resp.pcap',
  'sngrep__ipip.pcap',
  'suricata__sip-body-large__sip-body-large.pcap',
  'suricata__sip-tcp-method__sip-tcp.pcap',
  'suricata__sip-tcp-pattern-matching__sip.pcap',
];

/** Captures in which nothing runs over TCP that is handed out. */
const NEGATIVE = [
  'ndpi__h323.pcap',
  'ndpi__skinny.pcap',
  'ndpi__http_on_sip_port.pcap',
  'ndpi__webex.pcap',
  'sngrep__aaa.pcap',
];

function read(name: string) {
  const frames: number[] = [];
  const tcpFrames = new Set<number>();
  let units = 0;
  const streams = new TcpStreams((unit) => {
    units += 1;
    if (unit.kind === 'sip') frames.push(unit.frame);
  });
  const packet = new Packet();
  const reassembly = new IpReassembly();
  for (const frame of corpusFrames(name)) {
    let outcome = decodeFrame(frame, packet);
    let fragments: readonly number[] | null = null;
    if (outcome === 'fragment' && reassembly.offer(packet, [frame.number], frame.atMs)) {
      fragments = reassembly.completedFrames;
      outcome = decodeTransport(packet);
    }
    if (outcome !== 'tcp') continue;
    tcpFrames.add(frame.number);
    streams.offer(packet, frame.number, fragments, frame.atMs);
  }
  streams.finish(0);
  return { frames, tcpFrames, units, counts: streams.counts() };
}

/** Frames in which tshark saw SIP. */
const truthOf = (name: string): number[] =>
  readFileSync(new URL(`truth/${name}.sip.tsv`, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Number(line.split('\t')[0]));

describe.runIf(hasCorpus)('TcpStreams over captures of others', () => {
  it.each(NAMES)('%s: messages end in the frames in which tshark shows them', (name) => {
    const { frames, tcpFrames, counts } = read(name);
    expect(frames).toEqual(truthOf(name).filter((frame) => tcpFrames.has(frame)));
    expect(frames.length).toBeGreaterThan(0);
    expect(counts).toMatchObject({ gaps: 0, heldBytes: 0 });
  });

  it.each(NEGATIVE)('%s: nothing is handed out', (name) => {
    expect(read(name).units).toBe(0);
  });
});
