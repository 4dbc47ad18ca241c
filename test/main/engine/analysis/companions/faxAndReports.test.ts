import { describe, expect, it } from 'vitest';
import type { CarriedUnit } from '../../../../../main/engine/analysis/carriedUnit';
import type { AgentReport } from '../../../../../main/engine/analysis/companions/agentReport';
import { countingBytes, hexBytes, textBytes } from '../../../../fixtures/bytes';
import { BACK, CompanionScene, eventLines, session } from '../../../../fixtures/companionScene';
import { CALL, CALLEE, CALLER, datagram } from '../../../../fixtures/mediaPackets';
import { msrpRequest, msrpResponse } from '../../../../fixtures/msrpMessages';
import { rtp } from '../../../../fixtures/rtpPackets';
import { IFP, udptl, v21Data } from '../../../../fixtures/udptlPackets';

const FAX = [`m=image ${CALLEE.port} udptl t38`, `c=IN IP4 ${CALLEE.address}`, 'a=T38FaxVersion:0'];

describe('fax over UDPTL', () => {
  it('tells what each side signals and sends', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, FAX));
    scene.send(udptl(0, IFP.cng));
    scene.send(udptl(0, IFP.ced), BACK);
    scene.send(udptl(1, IFP.v21Preamble), BACK);
    for (let sequence = 2; sequence < 6; sequence += 1) scene.send(udptl(sequence, v21Data(countingBytes(3))), BACK);
    scene.send(udptl(1, IFP.v17Training14400));
    scene.send(udptl(2, hexBytes('d0 01 e0 0001 1234')));
    const row = scene.row();
    expect(row).toMatchObject({ kind: 't38', call: CALL, wrong: false });
    expect(row.summary).toBe('T.38 fax · V.17 14400 · 9 packets');
    expect(eventLines(row)).toEqual([
      '> CNG',
      '< CED',
      '< V.21 preamble',
      '< V.21 data',
      '> V.17 14400 long training',
      '> V.17 14400 data',
    ]);
  });

  it('counts what is lost, what comes late, and what comes twice', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, FAX));
    for (const sequence of [65533, 65534, 65534, 2, 0]) scene.send(udptl(sequence, IFP.noSignal));
    // Of 65535, 0 and 1, which were missing, 0 came after all.
    expect(scene.row()).toMatchObject({ wrong: true, summary: 'T.38 fax · 5 packets · 2 lost · 1 repeated' });
    expect(eventLines(scene.row())).toEqual(['> no signal', '> 3 packets lost before sequence number 2 !']);
  });

  it('is never seen where no SDP announced it', () => {
    const scene = new CompanionScene();
    scene.send(udptl(0, IFP.cng));
    scene.companions.announce(session(CALL, [`m=audio ${CALLEE.port} RTP/AVP 0`, `c=IN IP4 ${CALLEE.address}`]));
    scene.send(udptl(1, IFP.cng));
    expect(scene.rows()).toEqual([]);
  });

  it('is no longer seen when the call goes back to speech on the same port', () => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, FAX));
    scene.companions.announce(session(CALL, [`m=audio ${CALLEE.port} RTP/AVP 0`, `c=IN IP4 ${CALLEE.address}`]));
    scene.send(udptl(1, IFP.cng));
    expect(scene.rows()).toEqual([]);
  });

  it('tells fax whose sequence numbers read like RTP from RTP', () => {
    const scene = new CompanionScene();
    const fax = datagram(CALLER, CALLEE, udptl(0x8001, v21Data(countingBytes(20))));
    const speech = datagram(CALLER, CALLEE, rtp({}, countingBytes(160)));
    expect(scene.companions.isFax(fax)).toBe(false);
    scene.companions.announce(session(CALL, FAX));
    expect(scene.companions.isFax(fax)).toBe(true);
    expect(scene.companions.isFax(speech)).toBe(false);
  });
});

const PATH = { source: CALLER, destination: CALLEE, encapsulation: null, dscp: 0 };

describe('reports of HEP agents', () => {
  const report = (change: Partial<AgentReport> = {}): AgentReport => ({
    correlationId: 'a@b',
    subject: 'RTCP report',
    text: '{"type":200}',
    path: PATH,
    frame: 1,
    atMs: 5,
    ...change,
  });

  it('gives them to the call with their Call-ID, both directions in one row', () => {
    const scene = new CompanionScene({ callOf: (callId) => (callId === 'a@b' ? CALL : null) });
    scene.companions.onReport(report());
    scene.companions.onReport(report({ path: { ...PATH, source: CALLEE, destination: CALLER }, atMs: 9 }));
    scene.companions.onReport(report({ subject: 'log line', text: 'bye' }));
    expect(scene.row()).toMatchObject({
      kind: 'report',
      call: CALL,
      packets: 3,
      summary: 'HEP agent · 2 RTCP reports · 1 log line',
    });
    expect(eventLines(scene.row())).toEqual([
      '> RTCP report: {"type":200}',
      '> log line: bye',
      '< RTCP report: {"type":200}',
    ]);
  });

  it('cuts what is longer than 4096 characters', () => {
    const scene = new CompanionScene();
    scene.companions.onReport(report({ text: 'x'.repeat(10_000) }));
    expect(scene.row().events[0]!.words).toHaveLength('RTCP report: '.length + 4097);
  });

  it('keeps no more than it may in all, counts the others, and has room again when a row leaves', () => {
    const scene = new CompanionScene({ limits: { maxReportCharacters: 100, maxCompanions: 2 } });
    scene.companions.onReport(report({ text: 'x'.repeat(60) }));
    scene.companions.onReport(report({ text: 'x'.repeat(60) }));
    expect(scene.row()).toMatchObject({ omittedEvents: 1, packets: 2 });
    expect(scene.companions.counts().droppedReports).toBe(1);
    for (const correlationId of ['c', 'd']) scene.companions.onReport(report({ correlationId, text: '', atMs: 10 }));
    scene.companions.onReport(report({ correlationId: 'd', text: 'y'.repeat(60), atMs: 11 }));
    expect(scene.rows().flatMap(({ events }) => events.map(({ words }) => words))).toContain(
      `RTCP report: ${'y'.repeat(60)}`,
    );
  });
});

describe('MSRP', () => {
  const unit = (text: string, change: Partial<CarriedUnit> = {}): CarriedUnit => {
    const bytes = textBytes(text);
    const place = { carrier: 'tcp', sequence: 1, length: bytes.length, wrapping: 'none' } as const;
    const common = { bytes, start: 0, end: bytes.length, transport: 'tcp', path: PATH, place } as const;
    return { kind: 'msrp', frame: 3, frames: [3], atMs: 10, issues: [], ...common, ...change };
  };

  it('counts requests and responses of a session and finds its call', () => {
    const scene = new CompanionScene();
    scene.companions.announce(
      session(CALL, [
        `m=message ${CALLEE.port} TCP/MSRP *`,
        `c=IN IP4 ${CALLEE.address}`,
        'a=path:msrp://10.0.0.2:5000/x;tcp',
      ]),
    );
    scene.companions.onUnit(unit(msrpRequest('SEND')));
    const back = { ...PATH, source: CALLEE, destination: CALLER };
    scene.companions.onUnit(unit(msrpResponse('200 OK'), { path: back }));
    scene.companions.onUnit(unit(msrpResponse('481 No such session'), { path: back }));
    expect(scene.row()).toMatchObject({ kind: 'msrp', call: CALL, transport: 'tcp', wrong: true });
    expect(scene.row().summary).toBe('MSRP · 1 request · 2 responses · 8 bytes · 1 refused');
    expect(eventLines(scene.row())).toEqual(['> SEND text/plain, 8 bytes', '< 200 OK', '< 481 No such session !']);
  });
});
