import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignallingAnalysis } from '../../../../../main/engine/analysis/signalling/signallingAnalysis';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { CallState, Endpoint, Transport } from '../../../../../shared/protocol/rows';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, SignallingBench } from './signallingBench';

const METHODS = [
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'UPDATE',
  'PRACK',
  'OPTIONS',
  'INFO',
  'REFER',
  'NOTIFY',
  '',
];
const HEADERS = [
  'Reason: Q.850;cause=16, SIP;cause=200',
  'Reason: ;;;,,"',
  'Warning: 399 x "y"',
  'Session-Expires: 9;refresher=uac',
  'Session-Expires: 99999999999',
  'Replaces: two;to-tag=bob;from-tag=alice;early-only',
  'Refer-To: <sip:x@y?Replaces=%zz>',
  'Refer-To: <<<',
  'Diversion: x',
  'History-Info: cause=',
  'RSeq: 1',
  'Authorization: x',
];
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const sdp = sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]);

const step = fc.record({
  atMs: fc.integer({ min: -1000, max: 400_000 }),
  source: pick<Endpoint>(ALICE, BOB, PROXY),
  destination: pick<Endpoint>(ALICE, BOB, PROXY),
  method: pick(...METHODS),
  status: pick(null, null, 100, 180, 183, 200, 302, 401, 407, 408, 486, 487, 503, 603),
  cseq: fc.integer({ min: 1, max: 3 }),
  callId: pick('one', 'two', ''),
  branch: pick('', 'z9hG4bK1', 'z9hG4bK2', 'old'),
  fromTag: pick(null, 'alice', 'bob', 'carol'),
  toTag: pick(null, 'alice', 'bob', 'carol'),
  sdp: pick('', sdp, sdp.replaceAll('192.0.2.1', '0.0.0.0'), 'v=0\r\nm=nonsense', 'SIP/2.0 200'),
  headers: fc.subarray(HEADERS, { maxLength: 3 }),
  way: fc.record({
    link: pick(null, 0, 1),
    identification: pick(null, 0, 7, 8),
    transport: pick<Transport>('udp', 'tcp'),
  }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(
  bench: SignallingBench,
  { atMs, source, destination, method, status, cseq, branch, way, ...rest }: Step,
): void {
  const options = { ...rest, cseq: `${cseq} ${method}`, branches: [branch] };
  const text = status === null ? sipRequest(method || 'X', options) : sipResponse(status, 'Reason', options);
  bench.see(atMs, source, destination, text, way);
}

const ANSWERED: readonly CallState[] = ['talking', 'completed'];

describe('whatever the order of messages', () => {
  it('rows stay consistent with each other', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const bench = new SignallingBench();
        for (const each of steps) play(bench, each);
        bench.analysis.finish(500_000);
        const { analysis } = bench;
        expect(analysis.messages.map((row) => row.index)).toEqual(steps.map((_, index) => index));
        let inCalls = 0;
        for (const key of analysis.calls()) {
          const row = analysis.callRow(key);
          if (row === null) throw new Error('a call without a row');
          const messages = analysis.messagesOf(key);
          inCalls += messages.length;
          expect(messages.every((message) => message.call === key && message.callId === row.callId)).toBe(true);
          expect(row.messageCount).toBe(messages.length);
          expect(row.retransmissionCount).toBe(messages.filter((message) => message.retransmission).length);
          for (const length of [row.postDialDelayMs, row.setupMs, row.durationMs]) {
            expect(length ?? 0).toBeGreaterThanOrEqual(0);
          }
          if (row.answeredAtMs !== null) expect(ANSWERED).toContain(row.state);
          if (row.state === 'completed') expect(row.endedAtMs).not.toBeNull();
          if (row.state === 'talking') expect(row.endedAtMs).toBeNull();
          if (row.state === 'talking') expect(row.scenario.doubt).toContain('its end was not captured');
          if (row.scenario.kind === 'cannotTell') expect(row.scenario.doubt).not.toBeNull();
          expect(row.scenario.words).not.toBe('');
          expect(messages.every(({ copyOf }) => copyOf === null || analysis.message(copyOf)?.copyOf === null)).toBe(
            true,
          );
        }
        expect(inCalls).toBe(analysis.messages.filter((message) => message.call !== null).length);
        for (const key of analysis.registrations()) {
          const row = analysis.registrationRow(key);
          expect(row?.messages.every((index) => analysis.message(index)?.cseqMethod === 'REGISTER')).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('messages broken at any byte', () => {
  it('are taken without a throw', () => {
    const whole = sipRequest('INVITE', { sdp, headers: ['User-Agent: x', 'RSeq: 1', 'Expires: 9'] });
    const bytes = new TextEncoder().encode(whole);
    const noise = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(noise, fc.nat(bytes.length), (changes, length) => {
        const analysis = new SignallingAnalysis({ announce: () => undefined });
        const copy = bytes.slice(0, length);
        for (const [at, value] of changes) if (at < length) copy[at] = value;
        const parsed = parseSip(copy, 0, copy.length);
        if (!parsed.ok) return;
        const where = {
          start: 0,
          end: copy.length,
          frame: 1,
          frames: [1],
          atMs: 0,
          transport: 'udp',
          dscp: 0,
          encapsulation: null,
          place: null,
          carriageIssues: [],
        } as const;
        analysis.onMessage({ ...where, bytes: copy, message: parsed.value, source: ALICE, destination: BOB });
        analysis.finish(0);
        expect(analysis.messages).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is kept', () => {
  it('does not change when the bytes of a message are used again', () => {
    const bench = new SignallingBench();
    const bytes = new TextEncoder().encode(sipRequest('INVITE', { sdp }));
    const parsed = parseSip(bytes, 0, bytes.length);
    if (!parsed.ok) throw new Error('not SIP');
    const where = {
      start: 0,
      end: bytes.length,
      frame: 1,
      frames: [1],
      atMs: 0,
      transport: 'udp',
      dscp: 46,
      encapsulation: null,
      place: null,
      carriageIssues: [],
    } as const;
    bench.analysis.onMessage({ ...where, bytes, message: parsed.value, source: ALICE, destination: BOB });
    const before = JSON.stringify([bench.analysis.messages, bench.call(), bench.announcements]);
    bytes.fill(0x78);
    expect(JSON.stringify([bench.analysis.messages, bench.call(), bench.announcements])).toBe(before);
  });
});
