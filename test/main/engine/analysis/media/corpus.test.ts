import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Pipeline } from '../../../../../main/engine/pipeline';
import { CaptureParser } from '../../../../../main/engine/pcap/captureParser';
import { Frame } from '../../../../../shared/capture/frame';
import { asTsharkStream, streamRowsOf } from '../../../../fixtures/analysedStreams';
import { readTsharkStreams } from '../../../../fixtures/tsharkStreams';

/** Captures of other projects with tshark's reading of them; they are not part of this repository. */
const CORPUS = new URL('../../../../../../shared/corpus/', import.meta.url);
const TOLERANCE_MS = 0.005;
const captures = existsSync(CORPUS) ? readdirSync(new URL('pcap/', CORPUS)) : [];
const present = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]): Row[] =>
  rows.filter(([name]) => captures.includes(name));

function analysed(name: string) {
  const pipeline = new Pipeline();
  const parser = new CaptureParser();
  const frame = new Frame();
  parser.feed(readFileSync(new URL(`pcap/${name}`, CORPUS)));
  while (parser.next(frame)) pipeline.onFrame(frame);
  expect(pipeline.faultyFrames).toEqual([]);
  return streamRowsOf(pipeline.media);
}
const truthOf = (name: string, kind: string) =>
  readTsharkStreams(readFileSync(new URL(`truth/${name}.${kind}.txt`, CORPUS), 'utf8'));

function expectClose(ours: readonly number[], theirs: readonly number[]): void {
  ours.forEach((figure, column) => {
    expect(Math.abs(figure - theirs[column]!), `${figure} beside ${theirs[column]}`).toBeLessThanOrEqual(TOLERANCE_MS);
  });
}

it('reads a row of the truth', () => {
  const row =
    '     3.847241      4.167215  192.168.195.50 17718  192.168.195.58 32144 0x7C1071E2            g711U, CN    33   -16 (-94.1%)           0.004           9.999          20.055           0.004           0.011           0.020 X';
  expect(readTsharkStreams(row)).toEqual([
    {
      source: '192.168.195.50:17718',
      destination: '192.168.195.58:32144',
      ssrc: 0x7c1071e2,
      packets: 33,
      lost: -16,
      deltaMs: [0.004, 9.999, 20.055],
      jitterMs: [0.004, 0.011, 0.02],
    },
  ]);
});

describe('figures equal to tshark’s', () => {
  it.each(
    present([
      ['sipnab__codec-negotiation.pcap', 'rtp', 4],
      ['sipnab__invite-opus-bye.pcap', 'rtp', 2],
      ['sipnab__register-invite-reinvite-bye.pcap', 'rtp', 4],
      ['sngrep__aaa.pcap', 'rtp', 1],
      ['sipnab__speech_8k_ulaw.pcap', 'rtp-heur', 1],
      ['ndpi__stun_dtls_rtp.pcapng', 'rtp-heur', 1],
    ]),
  )('%s', (name, kind, streams) => {
    const rows = analysed(name);
    const theirs = truthOf(name, kind);
    expect(rows).toHaveLength(streams);
    rows.map(asTsharkStream).forEach((ours, position) => {
      const { deltaMs, jitterMs, ...identity } = theirs[position]!;
      expect(ours).toMatchObject(identity);
      expectClose(ours.deltaMs, deltaMs);
      expectClose(ours.jitterMs, jitterMs);
    });
  });

  it.each(
    present([
      ['sipnab__codec-negotiation.pcap', ['G722', 'PCMU', 'G722', 'PCMU'].sort(), 'sdp'],
      ['sipnab__invite-opus-bye.pcap', ['opus', 'opus'], 'sdp'],
      ['sngrep__aaa.pcap', ['PCMA'], 'sdp'],
      ['ndpi__skinny.pcap', Array.from({ length: 6 }, () => 'PCMU'), 'heuristic'],
    ] as const),
  )('%s: codecs and binding', (name, codecs, boundBy) => {
    const rows = analysed(name);
    expect(rows.map(({ codec }) => codec).sort()).toEqual(codecs);
    expect(new Set(rows.map((row) => row.boundBy))).toEqual(new Set([boundBy]));
  });

  // Two of its streams were captured twice, packet by packet. tshark counts the copies: 33 packets, lost −16, mean delta 10 ms.
  it.each(present([['ndpi__skinny.pcap']]))('%s, but copies are duplicates and no loss', (name) => {
    const rows = analysed(name);
    const theirs = truthOf(name, 'rtp');
    expect(rows).toHaveLength(6);
    rows.forEach((row, position) => {
      const { packets, lost, deltaMs, jitterMs } = theirs[position]!;
      expect(row).toMatchObject({ packets, lostPackets: 0, duplicatePackets: Math.abs(lost) });
      const ours = asTsharkStream(row);
      if (lost === 0) {
        expectClose(ours.deltaMs, deltaMs);
        expectClose(ours.jitterMs, jitterMs);
      } else {
        expect(row.meanDeltaMs).toBeCloseTo(20, 1);
      }
    });
  });

  // The first is video with the marker on pictures: tshark's means repeat the mean so far for every packet left out.
  // A sixth stream comes over TCP, each packet behind its length (RFC 4571), which tshark's heuristic does not look into.
  it.each(present([['ndpi__rtp.pcapng']]))('%s, but for means over left-out packets', (name) => {
    const all = analysed(name);
    const overTcp = all.filter(({ source }) => source.address === '172.16.168.24');
    expect(overTcp).toMatchObject([{ codec: 'PCMA', packets: 17, lostPackets: 0 }]);
    const rows = all.filter((row) => !overTcp.includes(row));
    const theirs = truthOf(name, 'rtp-heur');
    expect(rows).toHaveLength(5);
    rows.map(asTsharkStream).forEach(({ packets, lost, deltaMs, jitterMs }, position) => {
      expect({ packets, lost }).toEqual({ packets: theirs[position]!.packets, lost: theirs[position]!.lost });
      expectClose([deltaMs[0], deltaMs[2]], [theirs[position]!.deltaMs[0], theirs[position]!.deltaMs[2]]);
      expectClose([jitterMs[0], jitterMs[2]], [theirs[position]!.jitterMs[0], theirs[position]!.jitterMs[2]]);
    });
  });
});

describe('no stream where there is none', () => {
  it.each(
    present([
      ['ndpi__h323.pcap'],
      ['ndpi__mgcp.pcap'],
      ['ndpi__http_on_sip_port.pcap'],
      ['arkime__arkime_synthetic.pcap'],
      ['arkime__stun-ice-testcall.pcap'],
      ['arkime__wireshark-dtls12.pcap'],
      ['ndpi__webex.pcap'],
      ['ndpi__sip_hello.pcapng'],
      ['zeek__webrtc-stun.pcap'],
    ]),
  )('%s', (name) => {
    expect(analysed(name)).toEqual([]);
  });
});
