import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, SignallingBench } from '../signalling/signallingBench';

const CONTACT = '<sip:alice@192.0.2.1:5060>';
const aor = {
  callId: 'register-1',
  from: 'sip:alice@Example.org',
  to: 'sip:alice@Example.org',
  uri: 'sip:example.org',
};

const numbered = (cseq: number, options: SipOptions): SipOptions => ({
  ...aor,
  cseq: `${cseq} REGISTER`,
  branches: [`z9hG4bKr${cseq}`],
  ...options,
});
const register = (cseq: number, options: SipOptions = {}): string =>
  sipRequest('REGISTER', numbered(cseq, { contact: CONTACT, ...options }));
const answer = (status: number, reason: string, cseq: number, options: SipOptions = {}): string =>
  sipResponse(status, reason, numbered(cseq, options));

describe('a registration', () => {
  it('with its challenge is one row with two attempts', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1, { headers: ['User-Agent: Phone/1.0', 'Expires: 3600'] }));
    const unanswered = bench.registration();
    bench.fromBob(10, answer(401, 'Unauthorized', 1));
    const challenged = bench.registration();
    bench.fromAlice(20, register(2, { headers: ['User-Agent: Phone/1.0', 'Expires: 3600'] }));
    bench.fromBob(45, answer(200, 'OK', 2, { contact: `<sip:other@192.0.2.8>;expires=7, ${CONTACT};expires=1800` }));
    expect(unanswered).toMatchObject({ outcome: 'unanswered', status: null, attemptCount: 1 });
    expect(challenged).toMatchObject({ outcome: 'challenged', status: 401 });
    expect(bench.registration()).toEqual({
      key: bench.registration().key,
      aor: 'sip:alice@example.org',
      contact: 'sip:alice@192.0.2.1:5060',
      source: ALICE,
      registrar: BOB,
      outcome: 'registered',
      scenario: 'registration',
      failure: null,
      behindNat: false,
      status: 200,
      reason: 'OK',
      expiresS: 1800,
      userAgent: 'Phone/1.0',
      firstAtMs: 0,
      lastAtMs: 45,
      attemptCount: 2,
      lastRoundTripMs: 25,
      messages: [0, 1, 2, 3],
    });
    expect(bench.analysis.calls()).toEqual([]);
  });

  it.each([
    ['Expires header of the response', [], { headers: ['Expires: 60'] }, 60],
    ['lifetime asked for when the response says none', ['Expires: 90'], {}, 90],
    ['parameter of the only Contact', [], { contact: '<sip:alice@203.0.113.1:9>;expires=30' }, 30],
    ['nothing', [], {}, null],
    ['nothing when the number is none', [], { headers: ['Expires: soon'] }, null],
  ])('lasts as the %s tells', (_name, headers, granted, expiresS) => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1, { headers }));
    bench.fromBob(10, answer(200, 'OK', 1, granted));
    expect(bench.registration()).toMatchObject({ outcome: 'registered', expiresS });
  });

  it.each([
    ['Expires: 0', { headers: ['Expires: 0'] }, 'unregistered'],
    ['expires=0', { contact: `${CONTACT};expires=0` }, 'unregistered'],
    ['Contact: *', { contact: '*', headers: ['Expires: 0'] }, 'unregistered'],
    ['one of two contacts removed', { contact: `${CONTACT};expires=0, <sip:alice@192.0.2.5>` }, 'registered'],
    ['no Contact', { contact: null }, 'queried'],
  ])('with %s', (_name, options, outcome) => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1, options));
    bench.fromBob(10, answer(200, 'OK', 1));
    expect(bench.registration().outcome).toBe(outcome);
  });

  it.each([
    [403, 'rejected'],
    [404, 'rejected'],
    [423, 'rejected'],
    [503, 'rejected'],
    [301, 'rejected'],
    [401, 'challenged'],
    [407, 'challenged'],
  ])('that ends in %i is %s', (status, outcome) => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1));
    bench.fromBob(1, answer(100, 'Trying', 1));
    bench.fromBob(10, answer(status, 'Because', 1));
    bench.analysis.finish(60_000);
    expect(bench.registration()).toMatchObject({ outcome, status, reason: 'Because', lastRoundTripMs: 10 });
  });

  it('keeps its outcome while a refresh is under way, and loses it when nothing answers', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1));
    bench.fromBob(10, answer(200, 'OK', 1));
    bench.fromAlice(50_000, register(2));
    bench.fromAlice(50_500, register(2));
    expect(bench.registration()).toMatchObject({ outcome: 'registered', attemptCount: 2 });
    bench.analysis.takeChanged();
    bench.fromAlice(82_000, sipRequest('OPTIONS', { callId: 'other' }));
    expect(bench.registration()).toMatchObject({ outcome: 'unanswered', status: null });
    expect(bench.analysis.takeChanged().registrations).toEqual([bench.registration().key]);
  });

  it('is what its latest attempt made it, whatever becomes of an earlier one', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1));
    bench.fromAlice(10_000, register(2));
    bench.fromBob(10_010, answer(200, 'OK', 2));
    bench.fromBob(10_020, answer(403, 'Forbidden', 1));
    expect(bench.registration()).toMatchObject({ outcome: 'registered', status: 200 });
    bench.fromAlice(11_000, register(3));
    bench.fromAlice(12_000, register(4));
    bench.fromBob(12_010, answer(200, 'OK', 4));
    bench.analysis.finish(100_000);
    expect(bench.registration()).toMatchObject({ outcome: 'registered', attemptCount: 4 });
  });

  it('seen on two hops is one attempt, measured on the first', () => {
    const bench = new SignallingBench();
    const inner = { branches: ['z9hG4bKinner', 'z9hG4bKr1'], sentBy: '192.0.2.9' };
    bench.see(0, ALICE, PROXY, register(1));
    bench.see(5, PROXY, BOB, register(1, inner));
    bench.see(20, BOB, PROXY, answer(200, 'OK', 1, { ...inner, contact: `${CONTACT};expires=60` }));
    bench.see(25, PROXY, ALICE, answer(200, 'OK', 1, { contact: `${CONTACT};expires=60` }));
    expect(bench.registration()).toMatchObject({
      outcome: 'registered',
      attemptCount: 1,
      source: ALICE,
      registrar: PROXY,
      lastRoundTripMs: 25,
      messages: [0, 1, 2, 3],
    });
  });

  it('is told apart by address of record and by registrar domain', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, register(1));
    bench.fromAlice(1, register(2, { uri: 'sip:example.com' }));
    bench.fromAlice(2, register(3, { to: 'sip:carol@example.org' }));
    bench.fromAlice(3, register(4, { to: 'sip:alice@example.org;user=phone', callId: 'after-a-restart' }));
    const rows = bench.analysis.registrations().map((key) => bench.analysis.registrationRow(key));
    expect(rows.map((row) => [row?.aor, row?.attemptCount])).toEqual([
      ['sip:alice@example.org', 2],
      ['sip:alice@example.org', 1],
      ['sip:carol@example.org', 1],
    ]);
  });

  it('is found by the response alone, and by a request that comes after it', () => {
    const bench = new SignallingBench();
    bench.fromBob(10, answer(200, 'OK', 1, { contact: `${CONTACT};expires=60` }));
    expect(bench.registration()).toMatchObject({ outcome: 'registered', source: ALICE, registrar: BOB, expiresS: 60 });
    bench.fromAlice(0, register(1, { headers: ['User-Agent: Phone/1.0'] }));
    expect(bench.registration()).toMatchObject({ attemptCount: 1, userAgent: 'Phone/1.0' });
  });
});
