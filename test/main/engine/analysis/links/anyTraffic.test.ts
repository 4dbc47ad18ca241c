import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../../shared/protocol/rows';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { at, LinkBench } from './linkBench';

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const endpoint = pick<Endpoint>(at('10.0.0.1'), at('10.0.0.2'), at('10.0.0.3'), at('10.0.0.1', 5061), at('::1'));
const callId = pick(
  'one',
  'two',
  'three',
  'four',
  'five-five-five',
  'five-five-five-b2b',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
);
const user = pick('alice', 'bob', '+49301234567', '0301234567', 'anonymous', '', '%zz');
const uuid = pick('ab30317f1a784dc48ff824d0d3715d86', '47755a9de7794ba387653f2099600ef2', '0'.repeat(32), '', 'x');
const noise = fc.stringMatching(/^[!-~ ]{0,80}$/);
const dialog = fc
  .tuple(callId, pick('alice', 'x'), pick('bob', 'y'))
  .map(([id, a, b]) => `${id};to-tag=${a};from-tag=${b}`);
const header = fc.oneof(
  fc.tuple(uuid, uuid).map(([local, remote]) => `Session-ID: ${local};remote=${remote}`),
  pick('icid-value=1234567', 'icid-value="1234567";related-icid=7654321').map((value) => `P-Charging-Vector: ${value}`),
  fc
    .tuple(pick('X-CID', 'X-Call-ID', 'User-to-User', 'X-Tenant'), fc.oneof(callId, noise))
    .map((pair) => pair.join(': ')),
  dialog.map((value) => `Replaces: ${value}`),
  dialog.map((value) => `Target-Dialog: ${value}`),
  fc.tuple(user, dialog).map(([name, value]) => `Refer-To: <sip:${name}@h?Replaces=${encodeURIComponent(value)}>`),
  user.map((name) => `Refer-To: <sip:${name}@h>`),
  user.map((name) => `Referred-By: sip:${name}@h`),
  user.map((name) => `Contact: <sip:${name}@h>, <sip:bob@h>`),
  fc
    .tuple(pick('Refer-To', 'Replaces', 'Referred-By', 'Contact', 'Session-ID', 'P-Charging-Vector'), noise)
    .map((pair) => pair.join(': ')),
);
const sdp = pick('', ...[4000, 6000].map((port) => sdpText('10.0.0.1', [{ port, formats: ['0 PCMU/8000'] }])));
const message = fc.record({
  kind: fc.constant('message' as const),
  laterMs: pick(0, 1, 20, 900, 5000, 40_000, -500),
  source: endpoint,
  destination: endpoint,
  method: pick('INVITE', 'INVITE', 'INVITE', 'BYE', 'CANCEL', 'REFER', 'NOTIFY', 'UPDATE', 'ACK'),
  status: pick(null, null, null, 180, 200, 302, 401, 486, 487),
  cseq: fc.integer({ min: 1, max: 4 }),
  branch: pick('z9hG4bK1', 'z9hG4bK2', 'z9hG4bK3', 'z9hG4bK4', 'z9hG4bK5'),
  callId,
  calling: user,
  called: user,
  toTag: pick(null, null, 'bob'),
  headers: fc.array(header, { maxLength: 4 }),
  body: fc.oneof(sdp, pick('SIP/2.0 200 OK\r\n', 'SIP/2.0 486 Busy\r\n', 'SIP/2.0 x')),
});
const byHand = fc.record({
  kind: pick('join' as const, 'split' as const, 'headers' as const),
  picks: fc.array(fc.nat(10), { minLength: 1, maxLength: 5 }),
});

type Step = typeof message extends fc.Arbitrary<infer T> ? T : never;
type HandStep = typeof byHand extends fc.Arbitrary<infer T> ? T : never;

function see(bench: LinkBench, atMs: number, step: Step): void {
  const { method, status, cseq, branch, calling, called, source, destination, body: sdpOrFragment, ...rest } = step;
  const options = {
    ...rest,
    from: `sip:${calling}@h`,
    to: `sip:${called}@h`,
    cseq: `${cseq} ${method}`,
    branches: [branch],
    contact: null,
    sdp: sdpOrFragment,
  };
  const text = status === null ? sipRequest(method, options) : sipResponse(status, 'Reason', options);
  bench.see(atMs, source, destination, text);
}

function act(bench: LinkBench, { kind, picks }: HandStep): void {
  const calls = bench.signalling.calls();
  if (kind === 'headers') return bench.links.setHeaders(picks.map((n) => ['X-CID', 'X-Tenant', 'X-Call-ID'][n % 3]!));
  const chosen = picks.flatMap((n) => calls[n % Math.max(1, calls.length)] ?? []);
  if (kind === 'join') bench.links.join(chosen);
  else if (chosen[0] !== undefined) bench.links.split(chosen[0]);
}

/** Every call is in at most one group, every group holds together by its links, and all its calls say so. */
function expectConsistent(bench: LinkBench, maxGroupCalls: number): void {
  const groupKeys = new Set<string>();
  for (const key of bench.signalling.calls()) {
    const group = bench.links.groupOf(key);
    const mark = bench.links.markOf(key);
    expect(mark === null).toBe(group === null);
    if (group === null || mark === null) continue;
    groupKeys.add(group.key);
    expect(mark).toMatchObject({ key: group.key, calls: group.calls.length });
    expect(group.calls).toContain(key);
    expect(new Set(group.calls).size).toBe(group.calls.length);
    expect(group.calls.length).toBeGreaterThan(1);
    expect(group.calls.length).toBeLessThanOrEqual(maxGroupCalls);
    expect(group.words).not.toBe('');
    const reached = new Set(group.calls.slice(0, 1));
    for (const call of reached) {
      for (const { one, other } of group.links) {
        if (one === call) reached.add(other);
        if (other === call) reached.add(one);
      }
    }
    expect([...reached].sort()).toEqual([...group.calls].sort());
    for (const link of group.links) {
      expect(link.one).not.toBe(link.other);
      expect(link.evidence.length).toBeGreaterThan(0);
      expect(link.frames.length).toBeGreaterThan(0);
    }
    for (const other of group.calls) expect(bench.links.groupOf(other)?.key).toBe(group.key);
  }
  expect(bench.links.counts().groups).toBe(groupKeys.size);
}

describe('whatever comes', () => {
  it('groups stay what their links make of them, and what changed is told', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 12, arbitrary: message }, { weight: 1, arbitrary: byHand }), { maxLength: 60 }),
        (steps) => {
          const bench = new LinkBench({
            maxGroupCalls: 5,
            maxCallsOfValue: 3,
            maxValues: 6,
            maxRemembered: 12,
            maxExpected: 3,
          });
          const told = new Map<string, string>();
          let atMs = 0;
          for (const step of steps) {
            if (step.kind === 'message') see(bench, (atMs += step.laterMs), step);
            else act(bench, step);
            for (const key of bench.links.takeChanged()) told.set(key, JSON.stringify(bench.links.markOf(key)));
          }
          bench.links.finish(atMs);
          expectConsistent(bench, 5);
          for (const key of bench.signalling.calls()) {
            expect(JSON.stringify(bench.links.markOf(key))).toBe(told.get(key) ?? 'null');
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
