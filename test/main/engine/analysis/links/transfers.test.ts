import { describe, expect, it } from 'vitest';
import { at, LinkBench, type Leg } from './linkBench';

const ALICE = at('192.0.2.1');
const BOB = at('192.0.2.2');
const CAROL = at('192.0.2.3');
const PBX = at('192.0.2.9');

const first: Leg = { callId: 'alice-bob', from: ALICE, to: BOB, calling: 'alice', called: 'bob' };
const consultation: Leg = { callId: 'bob-carol', from: BOB, to: CAROL, calling: 'bob', called: 'carol' };
const result: Leg = { callId: 'alice-carol', from: ALICE, to: CAROL, calling: 'alice', called: 'carol' };

const refer = (target: string, ...more: string[]): { headers: string[] } => ({
  headers: [`Refer-To: <${target}>`, ...more],
});
const REPLACES = 'Replaces=bob-carol%3Bto-tag%3Dto-bob-carol%3Bfrom-tag%3Dfrom-bob-carol';

function talking(): LinkBench {
  const bench = new LinkBench();
  bench.play(first, { invite: 0, ring: 100, answer: 2000 });
  return bench;
}

function notify(bench: LinkBench, atMs: number, leg: Leg, firstLine: string): void {
  const headers = ['Event: refer', 'Content-Type: message/sipfrag;version=2.0'];
  bench.inside(atMs, leg, 'NOTIFY', { headers, sdp: `${firstLine}\r\n` });
}

describe('a blind transfer (RFC 5359 §2.4)', () => {
  const referBy = (bench: LinkBench, ...more: string[]): void =>
    bench.inside(5000, first, 'REFER', refer('sip:carol@example.org', ...more), true);

  it('leads to the call that the transferee makes', () => {
    const bench = talking();
    referBy(bench);
    bench.inside(5200, first, 'BYE', {}, true);
    bench.invite(5400, result);
    expect(bench.linkWords(first, result)).toBe('transfer likely: refer');
    expect(bench.group(first)?.words).toBe('alice calls bob; bob transfers alice to carol');
    expect(bench.group(first)?.calls).toEqual([bench.key(first), bench.key(result)]);
    expect(bench.link(first, result)?.frames).toEqual([4, 6]);
  });

  it('is certain when the NOTIFY reports the answer', () => {
    const bench = talking();
    referBy(bench);
    bench.invite(5400, result);
    notify(bench, 5450, first, 'SIP/2.0 100 Trying');
    bench.answer(7000, result, 200);
    notify(bench, 7020, first, 'SIP/2.0 200 OK');
    expect(bench.linkWords(first, result)).toBe('transfer certain: refer');
  });

  it('says that it failed', () => {
    const bench = talking();
    referBy(bench);
    bench.invite(5400, result);
    bench.answer(6000, result, 486);
    notify(bench, 6020, first, 'SIP/2.0 486 Busy Here');
    expect(bench.group(first)?.words).toBe('alice calls bob; bob transfers alice to carol, which fails with 486');
  });

  it('is certain when Referred-By names who asked for it', () => {
    const bench = talking();
    referBy(bench, 'Referred-By: <sip:bob@example.org>');
    bench.invite(5400, { ...result, headers: ['Referred-By: <sip:bob@example.org>'] });
    expect(bench.linkWords(first, result)).toBe('transfer certain: referredBy');
  });

  it.each<[string, Partial<Leg>, number]>([
    ['to somebody else', { called: 'dave' }, 5400],
    ['from another machine', { from: CAROL, to: BOB }, 5400],
    ['much later', {}, 60_000],
  ])('does not lead to a call %s', (_, change, atMs) => {
    const bench = talking();
    referBy(bench);
    bench.invite(atMs, { ...result, ...change });
    expect(bench.linkWords(first, result)).toBe('none');
  });

  it('leads to the call that a machine between them makes', () => {
    const bench = new LinkBench();
    const leg: Leg = { ...first, from: PBX };
    bench.play(leg, { invite: 0, answer: 2000 });
    bench.inside(5000, leg, 'REFER', refer('sip:carol@example.org'), true);
    bench.invite(5050, { ...result, from: PBX });
    expect(bench.linkWords(first, result)).toBe('transfer likely: refer');
  });

  it('leads to the call of the transferee behind a proxy', () => {
    const bench = talking();
    const text = { ...refer('sip:carol@example.org'), cseq: '7 REFER' };
    const behind: Leg = { ...first, from: PBX };
    bench.inside(5000, behind, 'REFER', { ...text, branches: ['z9hG4bK-r1'] }, true);
    bench.inside(5005, { ...first, to: PBX }, 'REFER', { ...text, branches: ['z9hG4bK-r2', 'z9hG4bK-r1'] }, true);
    bench.invite(5400, result);
    expect(bench.linkWords(first, result)).toBe('transfer likely: refer');
  });

  it('outside the dialog names it by Target-Dialog', () => {
    const bench = talking();
    const outside: Leg = { callId: 'refer-alone', from: BOB, to: ALICE, calling: 'bob', called: 'alice' };
    const headers = ['Refer-To: <sip:carol@example.org>', 'Target-Dialog: alice-bob;local-tag=x;remote-tag=y'];
    bench.inside(5000, outside, 'REFER', { headers, toTag: null });
    bench.invite(5400, result);
    expect(bench.linkWords(first, result)).toBe('transfer likely: refer');
    expect(bench.group(first)?.words).toBe('alice calls bob; bob transfers alice to carol');
  });

  it('is only possible while two transfers to the same target wait', () => {
    const bench = talking();
    const other: Leg = { ...first, callId: 'alice-bob-2' };
    bench.play(other, { invite: 100, answer: 2100 });
    referBy(bench);
    bench.inside(5010, other, 'REFER', refer('sip:carol@example.org'), true);
    bench.invite(5400, result);
    expect(bench.linkWords(first, result)).toBe('transfer possible: refer');
  });
});

describe('an attended transfer (RFC 5359 §2.5)', () => {
  it('is one story over three calls', () => {
    const bench = talking();
    bench.play(consultation, { invite: 4000, answer: 6000 });
    bench.inside(9000, first, 'REFER', refer(`sip:carol@example.org?${REPLACES}`), true);
    bench.invite(9200, {
      ...result,
      headers: ['Replaces: bob-carol;to-tag=to-bob-carol;from-tag=from-bob-carol', 'Require: replaces'],
    });
    bench.answer(9300, result, 200);
    bench.inside(9400, consultation, 'BYE', {}, true);
    expect(bench.linkWords(first, result)).toBe('transfer certain: replaces');
    expect(bench.linkWords(consultation, result)).toBe('replacement certain: replaces');
    expect(bench.linkWords(first, consultation)).toBe('consultation certain: replaces');
    expect(bench.group(first)?.calls).toHaveLength(3);
    expect(bench.group(first)?.words).toBe('alice calls bob; bob calls carol; bob transfers alice to carol');
    expect(bench.links.markOf(bench.key(result))).toMatchObject({ calls: 3, confidence: 'certain' });
  });

  it('that the machine between them carries out joins its two calls', () => {
    const bench = talking();
    bench.play(consultation, { invite: 4000, answer: 6000 });
    bench.inside(9000, first, 'REFER', refer(`sip:carol@example.org?${REPLACES}`), true);
    expect(bench.linkWords(first, consultation)).toBe('consultation certain: replaces');
    expect(bench.group(first)?.words).toBe('alice calls bob; bob calls carol; bob transfers alice to carol');
  });

  it.each([
    ['blind', 'sip:carol@example.org'],
    ['attended', `sip:carol@example.org?${REPLACES}`],
  ])('never results in a call that began before its REFER: %s', (_name, target) => {
    const bench = talking();
    bench.play(consultation, { invite: 4000, answer: 6000 });
    bench.invite(8000, result);
    bench.inside(9000, first, 'REFER', refer(target), true);
    bench.answer(9300, result, 200);
    notify(bench, 9310, first, 'SIP/2.0 200 OK');
    expect(bench.allLinks().filter(({ kind }) => kind === 'transfer')).toEqual([]);
  });
});

describe('Replaces in an INVITE', () => {
  const pickup: Leg = { callId: 'pickup', from: CAROL, to: ALICE, calling: 'carol', called: 'alice' };

  it.each([
    [
      'picks up what rings',
      'Replaces: alice-bob;to-tag=to-alice-bob;from-tag=from-alice-bob;early-only',
      false,
      'certain',
      'picks up',
    ],
    [
      'takes over what talks',
      'Replaces: alice-bob;to-tag=to-alice-bob;from-tag=from-alice-bob',
      true,
      'certain',
      'takes over',
    ],
    ['with tags of another dialog', 'Replaces: alice-bob;to-tag=x;from-tag=y', true, 'likely', 'takes over'],
  ])('%s', (_, header, answered, confidence, verb) => {
    const bench = new LinkBench();
    bench.play(first, answered ? { invite: 0, answer: 1000 } : { invite: 0, ring: 100 });
    bench.invite(3000, { ...pickup, headers: [header] });
    expect(bench.linkWords(first, pickup)).toBe(`replacement ${confidence}: replaces`);
    expect(bench.group(first)?.words).toBe(`alice calls bob; carol ${verb} the call from alice to bob`);
  });

  it.each(['Replaces: nobody-knows;to-tag=a;from-tag=b', 'Replaces: pickup', 'Replaces: ;to-tag=a'])(
    '%s joins nothing',
    (header) => {
      const bench = talking();
      bench.invite(3000, { ...pickup, headers: [header] });
      expect(bench.allLinks()).toEqual([]);
    },
  );
});

describe('a redirect that is followed under another Call-ID', () => {
  const redirected = (): LinkBench => {
    const bench = new LinkBench();
    bench.invite(0, first);
    bench.answer(200, first, 302, 'Moved Temporarily', {
      contact: '<sip:carol@192.0.2.3>;q=0.9, <sip:dave@192.0.2.4>',
    });
    return bench;
  };

  it.each(['carol', 'dave'])('to %s', (called) => {
    const bench = redirected();
    bench.invite(300, { ...result, called });
    expect(bench.linkWords(first, result)).toBe('retry likely: redirect');
    expect(bench.group(first)?.words).toBe(`alice calls bob; alice is redirected to ${called}`);
  });

  it.each<[string, Partial<Leg>]>([
    ['by somebody else', { calling: 'erin' }],
    ['from another machine', { from: BOB }],
    ['to another target', { called: 'frank' }],
  ])('not %s', (_, change) => {
    const bench = redirected();
    bench.invite(300, { ...result, ...change });
    expect(bench.allLinks()).toEqual([]);
  });
});
