import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SignallingAnalysis } from '../../../../../main/engine/analysis/signalling/signallingAnalysis';
import { CaptureParser } from '../../../../../main/engine/pcap/captureParser';
import { Pipeline } from '../../../../../main/engine/pipeline';
import { Frame } from '../../../../../shared/capture/frame';

const corpus = new URL('../../../../../../shared/corpus/', import.meta.url);
const hasCorpus = existsSync(corpus);

function analysed(name: string): SignallingAnalysis {
  const pipeline = new Pipeline();
  const parser = new CaptureParser();
  const frame = new Frame();
  parser.feed(readFileSync(new URL(`pcap/${name}`, corpus)));
  while (parser.next(frame)) pipeline.onFrame(frame);
  parser.finish();
  pipeline.finish();
  return pipeline.signalling;
}

/** Frames and Call-IDs as tshark reads them. */
const truthOf = (name: string): readonly { frame: number; callId: string }[] =>
  readFileSync(new URL(`truth/${name}.sip.tsv`, corpus), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map((columns) => ({ frame: Number(columns[0]), callId: columns[8] ?? '' }));

const callsOf = (analysis: SignallingAnalysis) => analysis.calls().map((key) => analysis.callRow(key));

describe.skipIf(!hasCorpus)('captures of other projects, against tshark', () => {
  it.each([
    ['sngrep__aaa.pcap'],
    ['sngrep__ipv6frag.pcap'],
    ['sipnab__codec-negotiation.pcap'],
    ['sipnab__register-invite-reinvite-bye.pcap'],
    ['sipnab__invite-opus-bye.pcap'],
    ['suricata__sip-body-frames__public-cloudshark-sip-s0.pcap'],
    ['ndpi__sip_hello.pcapng'],
  ])('%s: the same messages in the same frames with the same Call-IDs', (name) => {
    const rows = analysed(name).messages.map(({ frame, callId }) => ({ frame: Number(frame), callId }));
    expect(rows).toEqual(truthOf(name));
  });

  /** tshark's four are the INVITEs; it does not look for repeated CANCELs, of which there are ten. */
  it('sngrep__aaa.pcap: 81 messages, 6 Call-IDs, tshark’s 4 retransmissions and 10 CANCELs', () => {
    const { messages } = analysed('sngrep__aaa.pcap');
    expect(messages).toHaveLength(81);
    expect(new Set(messages.map((row) => row.callId)).size).toBe(6);
    const repeated = messages.filter((row) => row.retransmission);
    expect(repeated.filter((row) => row.method === 'INVITE').map((row) => row.frame)).toEqual([225, 227, 323, 325]);
    expect(repeated.filter((row) => row.method === 'CANCEL')).toHaveLength(10);
    expect(repeated).toHaveLength(14);
  });

  it('sngrep__aaa.pcap: four calls and three registrations end as their messages say', () => {
    const analysis = analysed('sngrep__aaa.pcap');
    expect(callsOf(analysis).map((row) => [row?.state, row?.finalStatus, row?.endedBy])).toEqual([
      ['cancelled', 408, 'caller'],
      ['rejected', 403, null],
      ['rejected', 403, null],
      ['rejected', 480, null],
    ]);
    const registrations = analysis.registrations().map((key) => analysis.registrationRow(key));
    expect(registrations.map((row) => [row?.aor, row?.outcome, row?.attemptCount, row?.expiresS])).toEqual([
      ['sip:voi18063@sip.cybercity.dk', 'challenged', 4, null],
      ['sip:voi18062@sip.cybercity.dk', 'challenged', 6, 1200],
      ['sip:35104723@sip.cybercity.dk', 'registered', 8, 1200],
    ]);
  });

  it('sipnab__codec-negotiation.pcap: one call, four streams, both codecs', () => {
    expect(callsOf(analysed('sipnab__codec-negotiation.pcap'))).toMatchObject([
      { state: 'completed', endedBy: 'caller', codecs: ['PCMU', 'G722'], streamCount: 4, offer: 'early' },
    ]);
  });

  it('sngrep__ipv6frag.pcap: a fork whose inner To tag the caller never sees', () => {
    expect(callsOf(analysed('sngrep__ipv6frag.pcap'))).toMatchObject([
      { state: 'completed', endedBy: 'caller', codecs: ['AMR-WB'], messageCount: 32, retransmissionCount: 1 },
    ]);
  });
});
