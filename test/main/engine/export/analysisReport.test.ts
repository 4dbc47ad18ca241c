import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedReport, type AnalysisReport } from '../../../fixtures/analysisReportSchema';
import { CORPUS, hasCorpus } from '../../../fixtures/captureFrames';
import { OFFICE, ROUGH, RunningEngine } from '../../../fixtures/runningEngine';
import { sipFrame } from '../../../fixtures/sipFrames';
import { sipRequest, sipResponse } from '../../../fixtures/sipMessages';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

async function reportOf(path: string, callIds: readonly string[] = []): Promise<AnalysisReport> {
  const engine = await running.open(path);
  return checkedReport(engine.analysisReport(callIds));
}

describe('the report of the office sample', () => {
  let report: AnalysisReport;
  beforeAll(async () => {
    report = await reportOf(OFFICE);
  });

  it('tells what the capture is, to the microsecond', () => {
    expect(report.capture).toEqual({
      frames: 2942,
      bytes: 650_904,
      firstAt: '2026-01-12T10:23:16.000000Z',
      lastAt: '2026-01-12T10:23:32.062000Z',
      linkTypes: ['ethernet'],
      truncatedFrames: 0,
      undecodedFrames: 0,
      decoderFaults: 0,
      captureDroppedPackets: null,
      notes: [],
    });
  });

  it('tells of each call how it went', () => {
    expect(
      report.calls.map(({ callId, state, finalStatus, endedBy }) => [callId.slice(6, 8), state, finalStatus, endedBy]),
    ).toEqual([
      ['01', 'completed', 200, 'caller'],
      ['02', 'rejected', 486, 'callee'],
      ['03', 'rejected', 404, null],
      ['04', 'cancelled', 487, 'caller'],
      ['05', 'completed', 200, 'callee'],
      ['06', 'completed', 200, 'caller'],
    ]);
    expect(report.calls[0]).toMatchObject({
      from: { uri: 'sip:1001@10.1.0.1', display: 'Alice Moreau', tag: 'a00000001' },
      to: { uri: 'sip:5001@10.2.0.1', display: '', tag: 'b00000001' },
      startedAt: '2026-01-12T10:23:16.900000Z',
      ringingAt: '2026-01-12T10:23:16.942000Z',
      answeredAt: '2026-01-12T10:23:17.342000Z',
      endedAt: '2026-01-12T10:23:29.350000Z',
      setupMs: 442,
      postDialDelayMs: 42,
      durationMs: 12_008,
      offer: 'early',
      codecs: ['PCMU'],
    });
    expect(report.calls[0]?.messages).toHaveLength(14);
    expect(report.calls[0]?.messages[0]).toEqual({
      frame: 14,
      frames: [14],
      at: '2026-01-12T10:23:16.900000Z',
      src: { address: '10.1.0.1', port: 5060 },
      dst: { address: '10.0.0.10', port: 5060 },
      transport: 'udp',
      method: 'INVITE',
      status: null,
      reason: '',
      cseq: '1 INVITE',
      branch: 'z9hG4bK-00000001-call@10.1.0.1i0',
      retransmission: false,
      copyOf: null,
      vlanIds: [],
      tunnels: [],
      undeliverable: null,
      issues: [],
    });
  });

  it('marks the one retransmission', () => {
    const again = report.calls.flatMap(({ callId, messages }) =>
      messages.filter(({ retransmission }) => retransmission).map(({ method }) => [callId.slice(6, 8), method]),
    );
    expect(again).toEqual([['05', 'INVITE']]);
    expect(report.transactions.byMethod['INVITE']).toMatchObject({ count: 12, retransmissions: 1 });
  });

  it('joins streams to their calls by their keys', () => {
    const byCall = report.calls.flatMap(({ callId, streams }) => streams.map((key) => [key, callId]));
    expect(byCall.toSorted()).toEqual(report.streams.map(({ key, callId }) => [key, callId]).toSorted());
    expect(report.streams).toHaveLength(6);
    expect(report.streams.every(({ boundBy, lostPackets }) => boundBy === 'sdp' && lostPackets === 0)).toBe(true);
  });

  it('tells of each registration every attempt, with challenge and credentials', () => {
    expect(report.registrations.map(({ aor, outcome, status, scenario }) => [aor, outcome, status, scenario])).toEqual([
      ['sip:1001@office.example', 'registered', 200, 'Successful new registration: challenged, then registered'],
      ['sip:1002@office.example', 'registered', 200, 'Successful new registration: challenged, then registered'],
      ['sip:1003@office.example', 'rejected', 403, 'Unsuccessful registration: challenged, then rejected'],
      ['sip:1004@office.example', 'unanswered', null, 'No answer from the registrar'],
    ]);
    expect(report.registrations[0]?.attempts).toEqual([
      {
        callId: 'register-1@10.1.0.1',
        cseq: 1,
        status: 401,
        roundTripMs: 6,
        challenge: {
          scheme: 'Digest',
          realm: 'office.example',
          nonce: 'c2a4f1d09be74e21',
          algorithm: 'MD5',
          qop: ['auth'],
          stale: false,
          opaque: null,
        },
        credentials: null,
        failure: null,
        remarks: [],
      },
      {
        callId: 'register-1@10.1.0.1',
        cseq: 2,
        status: 200,
        roundTripMs: 9,
        challenge: null,
        credentials: {
          scheme: 'Digest',
          username: '1001',
          realm: 'office.example',
          nonce: 'c2a4f1d09be74e21',
          uri: 'sip:office.example',
          response: '6629fae49393a05397450978507c4ef1',
          algorithm: 'MD5',
          qop: 'auth',
          cnonce: '0a4f113b',
          nc: '00000001',
          opaque: null,
          check: 'notChecked',
        },
        failure: null,
        remarks: [],
      },
    ]);
    expect(report.registrations[3]?.attempts).toHaveLength(1);
  });
});

describe('limited to calls', () => {
  it('tells of these alone, and of the capture as a whole', async () => {
    const report = await reportOf(ROUGH, ['00000016-call@10.1.0.22', 'no such call']);
    expect(report.calls.map(({ callId }) => callId)).toEqual(['00000016-call@10.1.0.22']);
    expect(report.streams.map(({ callId }) => callId)).toEqual(['00000016-call@10.1.0.22', '00000016-call@10.1.0.22']);
    expect(report.registrations).toEqual([]);
    expect(report.capture.frames).toBeGreaterThan(9000);
  });

  it('keeps the order of the capture whatever the order asked in', async () => {
    const report = await reportOf(ROUGH, ['00000018-call@10.1.0.24', '00000015-call@10.1.0.21']);
    expect(report.calls.map(({ callId }) => callId.slice(6, 8))).toEqual(['15', '18']);
  });
});

describe('odd captures', () => {
  const challenged = (header: string): string =>
    sipResponse(401, 'Unauthorized', { cseq: '1 REGISTER', headers: [header] });
  const reply = { source: '192.0.2.2', destination: '192.0.2.1' };

  it.each<[string, string, object]>([
    [
      'all of it',
      'WWW-Authenticate: Digest realm="a \\"b\\"", nonce="n", opaque="o", stale=TRUE, qop="auth,auth-int", algorithm=SHA-256',
      { realm: 'a "b"', nonce: 'n', opaque: 'o', stale: true, qop: ['auth', 'auth-int'], algorithm: 'SHA-256' },
    ],
    [
      'nothing but the scheme',
      'WWW-Authenticate: Digest',
      { scheme: 'Digest', realm: '', nonce: '', qop: [], opaque: null },
    ],
    ['of a proxy', 'Proxy-Authenticate: Digest realm="p"', { realm: 'p', algorithm: 'MD5', stale: false }],
    ['another scheme', 'WWW-Authenticate: Bearer scope="x"', { scheme: 'Bearer', realm: '' }],
  ])('reads a challenge: %s', async (_name, header, challenge) => {
    const engine = await running.openFrames([
      sipFrame(0, sipRequest('REGISTER')),
      sipFrame(5, challenged(header), reply),
    ]);
    const report = checkedReport(engine.analysisReport([]));
    expect(report.registrations[0]?.attempts[0]?.challenge).toMatchObject(challenge);
  });

  it('of a capture without a single frame', async () => {
    const engine = await running.openFrames([]);
    const report = checkedReport(engine.analysisReport([]));
    expect(report).toMatchObject({ capture: { frames: 0, firstAt: null, lastAt: null }, calls: [], messages: 0 });
  });

  it('of hostile names', async () => {
    const evil = sipRequest('INVITE', { callId: '"__proto__"', from: 'sip:%00\u202e@x', headers: ['X: \u0001'] });
    const engine = await running.openFrames([sipFrame(0, evil), sipFrame(1, sipRequest('__proto__'))]);
    const report = checkedReport(engine.analysisReport([]));
    expect(report.calls).toHaveLength(1);
    expect(report.messages).toBe(2);
  });
});

if (hasCorpus) {
  describe('captures of the corpus have the shape of the page', () => {
    const captures = readdirSync(new URL('pcap/', CORPUS));
    it.each(captures)('%s', async (name) => {
      const report = await reportOf(fileURLToPath(new URL(`pcap/${name}`, CORPUS)));
      expect(report.capture.frames).toBeGreaterThan(0);
      expect(report.capture.decoderFaults).toBe(0);
      const keys = new Set(report.streams.map(({ key }) => key));
      for (const { streams } of report.calls) for (const key of streams) expect(keys).toContain(key);
    });
  });
}
