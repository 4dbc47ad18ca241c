import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine';
import { callGroupKey, callKey, companionKey } from '../../../shared/ids';
import { err, ok } from '../../../shared/result';
import type { CallRow, CompanionRow } from '../../../shared/protocol/rows';
import { madeExchange, madeKeepalive } from '../../renderer/stories';
import { emptySnapshot, fakeEngine } from '../../double/fakeEngine';
import { runWords } from './runWords';

const party = (user: string): CallRow['from'] => ({ uri: `sip:${user}@example`, display: '', user, tag: 't' });
const place = { address: '10.0.0.1', port: 5060 };
const call = (callId: string, overrides: Partial<CallRow> = {}): CallRow => ({
  key: callKey(callId),
  callId,
  state: 'completed',
  from: party('1001'),
  to: party('1002'),
  source: place,
  destination: place,
  startedAtMs: 0,
  ringingAtMs: 900,
  answeredAtMs: 2000,
  endedAtMs: 44_000,
  endedBy: 'caller',
  postDialDelayMs: 900,
  setupMs: 2000,
  durationMs: 42_000,
  finalStatus: 200,
  finalReason: 'OK',
  scenario: { kind: 'session', traits: [], words: 'Session', doubt: null },
  endReason: '',
  group: null,
  offer: 'early',
  codecs: ['PCMU'],
  messageCount: 7,
  retransmissionCount: 0,
  issueCount: 0,
  streamCount: 2,
  callerToCallee: { lossPercent: 0, maxJitterMs: 1.25, packets: 10 },
  calleeToCaller: { lossPercent: 2.1, maxJitterMs: 30, packets: 10 },
  ...overrides,
});

const handshake: CompanionRow = {
  key: companionKey('dtls-1'),
  kind: 'dtls',
  call: null,
  parties: null,
  source: { address: '10.0.0.1', port: 4000 },
  destination: { address: '10.0.0.2', port: 5000 },
  transport: 'udp',
  startedAtMs: 0,
  durationMs: 12,
  packets: 9,
  summary: 'DTLS 1.2 · handshake 12 ms',
  wrong: false,
  events: [],
  omittedEvents: 0,
  encapsulation: null,
};

const listing = (
  rows: readonly CallRow[],
): { rows: readonly CallRow[]; from: number; matching: number; total: number; version: number } => ({
  rows,
  from: 0,
  matching: rows.length,
  total: rows.length,
  version: 1,
});

const withCalls = (rows: readonly CallRow[], overrides: Partial<Engine> = {}): ReturnType<typeof fakeEngine> =>
  fakeEngine(
    {
      findCalls: (ids) => rows.filter(({ callId }) => ids.length === 0 || ids.includes(callId)).map(({ key }) => key),
      ...overrides,
    },
    {
      listCalls: listing(rows),
      readSnapshot: { ...emptySnapshot, counters: { ...emptySnapshot.counters, frames: 1204, bytes: 214_000_000 } },
    },
  );

describe('laddergram analyze', () => {
  it('says what the reader should know of the file, beside the result', async () => {
    const note = 'The file ends in the middle of a record: opened up to there.';
    const { code, stdout, stderr } = await runWords(
      ['analyze', 'cut.pcap', '--json'],
      withCalls([], { notes: () => [note] }),
    );
    expect([code, stderr]).toEqual([0, `${note}\n`]);
    expect(stdout).toMatch(/^\{/);
  });

  it('prints the calls as a table', async () => {
    const { code, stdout, stderr } = await runWords(['analyze', 'x.pcap'], withCalls([call('a@b')]));
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^1,204 frames, 214 MB · /);
    expect(lines[2]).toBe('1 call');
    expect(lines[3]).toMatch(/^START +FROM +TO +STATE +DURATION +PDD S +CODECS/);
    expect(lines[4]).toMatch(
      /1001 +1002 +completed +00:42 +0\.900 +PCMU +0 % \/ 2\.1 % +1\.3 \/ 30\.0 +7 +a@b +Session$/,
    );
  });

  it('says what happened in a call, why it ended, and which calls are one story', async () => {
    const row = call('a@b', {
      scenario: { kind: 'busy', traits: [], words: 'Busy', doubt: 'its beginning was not captured' },
      endReason: 'Q.850 cause 17: User busy',
      group: { key: callGroupKey('group-1'), calls: 2, confidence: 'likely' },
    });
    const { stdout } = await runWords(['analyze', 'x.pcap'], withCalls([row]));
    expect(stdout.split('\n')[4]).toMatch(
      /a@b +group-1 +Busy · Q\.850 cause 17: User busy · \(its beginning was not captured\)$/,
    );
  });

  it('prints what SIP did outside calls, and how hosts keep in touch', async () => {
    const engine = fakeEngine(
      {},
      {
        listExchanges: { rows: [madeExchange(0)], from: 0, matching: 1, total: 1, version: 1 },
        listKeepalives: { rows: [madeKeepalive(2)], from: 0, matching: 1, total: 1, version: 1 },
      },
    );
    const lines = (await runWords(['analyze', 'x.pcap'], engine)).stdout.split('\n');
    expect(lines.slice(3, 10)).toEqual([
      '',
      '1 exchange',
      'KIND             FROM  TO    STATE     MSGS  WHAT HAPPENED',
      'Instant message  1000  2000  done 200     2  made exchange',
      '',
      'Keepalives',
      'BY       FROM           TO              STATE  SENT  LOST  EVERY MS  ROUND TRIP MS',
    ]);
    expect(lines[10]).toBe('OPTIONS  10.0.0.3:5060  10.0.0.99:5060  down     20     8   30000.0            2.4');
  });

  it('prints what runs beside RTP and the kinds of issues', async () => {
    const engine = fakeEngine(
      {},
      {
        listCompanions: { rows: [handshake], from: 0, matching: 1, total: 1, version: 1 },
        countIssues: { kinds: [{ code: 'missingVia', words: 'Via is missing.', unusual: false, messages: 12 }] },
      },
    );
    const lines = (await runWords(['analyze', 'x.pcap'], engine)).stdout.split('\n');
    expect(lines.slice(3)).toEqual([
      '',
      'Beside RTP',
      'KIND      FROM           TO             PACKETS  WHAT WAS SEEN',
      'DTLS 1.2  10.0.0.1:4000  10.0.0.2:5000        9  handshake 12 ms',
      '',
      '1 kind of issues',
      'MESSAGES  ISSUE',
      '      12  Via is missing.',
      '',
    ]);
  });

  it('prints the analysis object on one line with --json', async () => {
    const { code, stdout } = await runWords(['analyze', 'x.pcap', '--json'], withCalls([]));
    expect(code).toBe(0);
    expect(stdout).toBe('{"schemaVersion":1,"calls":[]}\n');
  });

  it('limits everything to the calls named', async () => {
    const asked: unknown[] = [];
    const engine = withCalls([call('a'), call('b'), call('c')], {
      exportCalls: (calls, format, path) => {
        asked.push([calls, format, path]);
        return Promise.resolve({ frames: 1, bytes: 2000, evictedFrames: 0, location: path, fileName: path });
      },
    });
    const words = ['analyze', 'x', '--call', 'a', '--call', 'c', '--pdf', 'o.pdf', '--export', 'o.PCAP'];
    const { code, stdout } = await runWords(words, engine);
    expect(code).toBe(0);
    expect(stdout).toContain('2 calls');
    expect(asked).toEqual([
      [['a', 'c'], 'pdf', 'o.pdf'],
      [['a', 'c'], 'pcap', 'o.PCAP'],
    ]);
    expect(stdout).toContain('Wrote o.pdf: 2 calls, 2.0 kB');
  });

  it('shows no control character of a packet to the terminal', async () => {
    const evil = party('\u001b[2J\u009bm\u202eevil\r\n');
    const { stdout } = await runWords(['analyze', 'x'], withCalls([call('a', { from: evil })]));
    expect(stdout).toContain('·[2J·m·evil··');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it.each<[string, readonly string[], Partial<Engine>, string]>([
    [
      'the capture cannot be read',
      [],
      { openFiles: () => Promise.resolve(err({ problem: 'x is no capture.', advice: 'Open a pcap.', command: null })) },
      'laddergram: x is no capture. Open a pcap.\n',
    ],
    [
      'there is no such call',
      ['--call', 'zz'],
      {},
      'laddergram: no call has the Call-ID zz; run without --call to see which there are\n',
    ],
    [
      'the file cannot be written',
      ['--pdf', 'o.pdf'],
      { exportCalls: () => Promise.reject(new Error('cannot write o.pdf:\n the disk is full')) },
      'laddergram: cannot write o.pdf: the disk is full\n',
    ],
  ])('fails in one line when %s', async (_name, words, overrides, line) => {
    const engine = withCalls([call('a')], overrides);
    const { code, stderr } = await runWords(['analyze', 'x', ...words], engine);
    expect([code, stderr]).toEqual([1, line]);
    expect(engine.closed()).toBe(true);
  });

  it('has nothing to write when there are no calls', async () => {
    const { code, stderr } = await runWords(['analyze', 'x', '--pdf', 'o.pdf'], withCalls([]));
    expect([code, stderr]).toEqual([1, 'laddergram: the capture has no calls to write\n']);
  });

  it('stops reading at Ctrl+C', async () => {
    let press = (): void => undefined;
    const engine = withCalls([], {
      openFiles: (_paths, options) => {
        press();
        return Promise.resolve(
          options?.signal?.aborted ? ok(null) : err({ problem: 'not told', advice: '', command: null }),
        );
      },
    });
    const { code, stderr } = await runWords(['analyze', 'x'], engine, (handler) => {
      press = handler;
    });
    expect([code, stderr]).toEqual([1, 'laddergram: interrupted before the end of the capture\n']);
    expect(engine.closed()).toBe(true);
  });
});
