import { describe, expect, it } from 'vitest';
import { at, LinkBench, type Leg } from './linkBench';

const A = '0123456789abcdef0123456789abcdef';
const B = 'fedcba9876543210fedcba9876543210';
const C = '00112233445566778899aabbccddeeff';
const NIL = '0'.repeat(32);

const session = (local: string, remote?: string): string =>
  `Session-ID: ${local}${remote === undefined ? '' : `;remote=${remote}`}`;

/** Users that have nothing in common, and machines apart: only the header can join them. */
const first: Leg = { callId: 'first', from: at('10.0.0.1'), to: at('10.0.0.2'), calling: 'ann', called: 'queue' };
const second: Leg = { callId: 'second', from: at('10.1.0.3'), to: at('10.1.0.4'), calling: 'trunk', called: 'bob' };

describe('calls with something in common', () => {
  it.each<[string, readonly string[], readonly string[], string]>([
    ['Session-ID, remote nil in both', [session(A, NIL)], [session(A, NIL)], 'leg certain: sessionId'],
    ['Session-ID, both halves', [session(A, B)], [session(A, B)], 'leg certain: sessionId'],
    ['Session-ID, halves swapped', [session(A, B)], [session(B, A)], 'leg certain: sessionId'],
    ['Session-ID in the older form', [session(A)], [session(A)], 'leg certain: sessionId'],
    ['Session-ID in capitals', [session(A.toUpperCase(), NIL)], [session(A, NIL)], 'leg certain: sessionId'],
    ['Session-ID with another remote', [session(A, B)], [session(A, C)], 'leg likely: sessionId'],
    ['nil Session-IDs', [session(NIL, NIL)], [session(NIL, NIL)], 'none'],
    ['Session-ID that is no UUID', ['Session-ID: abc;remote=x'], ['Session-ID: abc;remote=x'], 'none'],
    [
      'ICID',
      ['P-Charging-Vector: icid-value="1234bc9876e";orig-ioi=home1'],
      ['P-Charging-Vector: orig-ioi=home2;icid-value=1234bc9876e'],
      'leg certain: icid',
    ],
    [
      'ICID of the session that it comes from',
      ['P-Charging-Vector: icid-value=1234bc9876e'],
      ['P-Charging-Vector: icid-value=77777777;related-icid=1234bc9876e'],
      'leg certain: icid',
    ],
    [
      'another ICID',
      ['P-Charging-Vector: icid-value=1234bc9876e'],
      ['P-Charging-Vector: icid-value=1234bc9876f'],
      'none',
    ],
    ['X-CID', ['X-CID: 4711-0815'], ['X-CID: 4711-0815'], 'leg likely: header'],
    ['X-CID in another case of its name', ['X-CID: 4711-0815'], ['x-cid: 4711-0815'], 'leg likely: header'],
    ['a Call-ID too short to tell', [], ['X-Call-ID: first'], 'none'],
    ['values of different fields', ['X-CID: 4711-0815'], ['X-UCID: 4711-0815'], 'none'],
    ['a value too short', ['X-CID: 1'], ['X-CID: 1'], 'none'],
    ['a field that nobody chose', ['X-Tenant: 4711-0815'], ['X-Tenant: 4711-0815'], 'none'],
    ['nothing', [], [], 'none'],
  ])('%s', (_, headers, otherHeaders, expected) => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, headers });
    bench.invite(400, { ...second, headers: otherHeaders });
    expect(bench.linkWords(first, second)).toBe(expected);
  });

  it('a field that is the Call-ID of the other call is certain', () => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, callId: '3c26-4711@10.0.0.1' });
    bench.invite(400, { ...second, headers: ['X-Original-Call-ID: 3c26-4711@10.0.0.1'] });
    expect(bench.linkWords(second, { callId: '3c26-4711@10.0.0.1' })).toBe('leg certain: header');
  });

  it('equal values are certain where one call begins at the machine that the other went to', () => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, headers: ['X-CID: 4711-0815'] });
    bench.invite(100, { ...second, from: at('10.0.0.2', 5080), headers: ['X-CID: 4711-0815'] });
    expect(bench.linkWords(first, second)).toBe('leg certain: header');
    expect(bench.link(first, second)?.frames).toEqual([1, 2]);
  });

  it('the far end of Session-ID is learnt from the answer', () => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, headers: [session(A, NIL)] });
    bench.answer(50, { ...first, answerHeaders: [session(B, A)] }, 180);
    bench.invite(100, { ...second, headers: [session(B, NIL)] });
    bench.answer(150, { ...second, answerHeaders: [session(A, B)] }, 180);
    expect(bench.linkWords(first, second)).toBe('leg certain: sessionId');
  });

  it('follows a Session-ID that changes in the middle of a call', () => {
    const bench = new LinkBench();
    const third: Leg = { callId: 'third', from: at('10.2.0.1'), to: at('10.2.0.2'), calling: 'x', called: 'carol' };
    bench.invite(0, { ...first, headers: [session(A, NIL)] });
    bench.answer(100, { ...first, answerHeaders: [session(B, A)] }, 200);
    bench.inside(5000, first, 'UPDATE', { headers: [session(A, C)] });
    bench.invite(5200, { ...third, headers: [session(A, C)] });
    expect(bench.linkWords(first, third)).toBe('leg certain: sessionId');
  });

  it.each([
    ['after the other is over', 60_000, 20_000],
    ['hours after the other was last heard of', 5 * 3_600_000, null],
  ])('does not join a call that begins %s', (_, beginsMs, endsMs) => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, headers: [session(A, NIL)] });
    bench.answer(1000, first, 200);
    if (endsMs !== null) bench.inside(endsMs, first, 'BYE');
    bench.invite(beginsMs, { ...second, headers: [session(A, NIL)] });
    expect(bench.linkWords(first, second)).toBe('none');
  });

  it('does not join calls side by side from one machine to one endpoint', () => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, headers: ['X-CID: 4711-0815'] });
    bench.invite(10, { ...first, callId: 'beside', headers: ['X-CID: 4711-0815'] });
    expect(bench.linkWords(first, { callId: 'beside' })).toBe('none');
  });
});

describe('a value that many calls share', () => {
  const many = (count: number): LinkBench => {
    const bench = new LinkBench();
    for (let n = 0; n < count; n += 1) {
      const from = at(`10.3.${n >> 8}.${n & 255}`);
      const to = at(`10.4.${n >> 8}.${n & 255}`);
      bench.invite(n, {
        callId: `call-${n}`,
        from,
        to,
        calling: `a${n}`,
        called: `b${n}`,
        headers: ['X-CID: tenant-7'],
      });
    }
    return bench;
  };

  it('joins up to 8 calls', () => {
    expect(many(8).group({ callId: 'call-0' })?.calls).toHaveLength(8);
  });

  it('joins none when there are more, and those before it are parted again', () => {
    const bench = many(9);
    expect(bench.allLinks()).toEqual([]);
    expect(bench.links.counts()).toMatchObject({ groups: 0, sharedValues: 1 });
    expect(many(2000).allLinks()).toEqual([]);
  });
});

describe('the choice of header fields', () => {
  const bench = (): LinkBench => {
    const made = new LinkBench();
    made.invite(0, { ...first, headers: ['X-CID: 4711-0815', 'X-Tenant: tenant-12'] });
    made.invite(100, { ...second, headers: ['X-CID: 4711-0815'] });
    made.invite(200, {
      ...second,
      callId: 'third',
      from: at('10.9.0.1'),
      headers: ['X-Tenant: tenant-12', 'X-Leg: first-call-id'],
    });
    return made;
  };

  it('joins the calls of the capture anew', () => {
    const made = bench();
    expect(made.linkWords(first, second)).toBe('leg likely: header');
    expect(made.linkWords(first, { callId: 'third' })).toBe('none');
    made.links.takeChanged();
    made.links.setHeaders(['x-tenant']);
    expect(made.linkWords(first, second)).toBe('none');
    expect(made.linkWords(first, { callId: 'third' })).toBe('leg likely: header');
    expect([...made.links.takeChanged()].sort()).toEqual(['call-1', 'call-2', 'call-3']);
    made.links.setHeaders([]);
    expect(made.allLinks()).toEqual([]);
  });

  it('finds Call-IDs in fields that are chosen later', () => {
    const made = new LinkBench();
    made.invite(0, { ...first, callId: 'first-call-id' });
    made.invite(100, { ...second, headers: ['X-Leg: first-call-id'] });
    expect(made.allLinks()).toEqual([]);
    made.links.setHeaders(['X-Leg']);
    expect(made.linkWords({ callId: 'first-call-id' }, second)).toBe('leg certain: header');
  });

  it('forgets the fields of the oldest calls when there are too many, and counts them', () => {
    const made = new LinkBench({ maxRemembered: 2 });
    for (let n = 0; n < 5; n += 1) {
      made.invite(n, { ...first, callId: `call-${n}`, from: at(`10.5.0.${n}`), headers: ['X-Tenant: tenant-12'] });
    }
    made.links.setHeaders(['X-Tenant']);
    expect(made.allLinks()).toHaveLength(1);
    expect(made.links.counts().forgotten).toBe(3);
  });
});

describe('media endpoints', () => {
  const phone = at('10.0.0.1', 4000);
  const far = at('10.1.0.4', 6000);

  it.each<[string, Partial<Leg>, Partial<Leg>, string]>([
    [
      'passed on with the same user',
      { callerMedia: phone },
      { callerMedia: phone, called: 'queue' },
      'leg certain: mediaEndpoint',
    ],
    ['passed on, users changed', { callerMedia: phone }, { callerMedia: phone }, 'leg likely: mediaEndpoint'],
    ['other ports', { callerMedia: phone }, { callerMedia: at('10.0.0.1', 4002) }, 'none'],
    [
      'a private address that both sides of two NATs may have',
      { callerMedia: at('192.168.1.100', 11_780) },
      { callerMedia: at('192.168.1.100', 11_780) },
      'none',
    ],
    [
      'one machine that uses the port for several calls',
      { callerMedia: phone },
      { callerMedia: phone, from: at('10.0.0.1') },
      'none',
    ],
  ])('%s', (_, one, other, expected) => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, ...one });
    bench.invite(300, { ...second, ...other });
    expect(bench.linkWords(first, second)).toBe(expected);
  });

  it.each<[string, Partial<Leg>, string]>([
    ['the same called user', { called: 'bob' }, 'alice calls bob over 2 legs'],
    ['who was called calls on', { calling: 'bob', called: 'music' }, 'alice calls bob; bob connects alice to music'],
    [
      'somebody calls who called',
      { calling: 'carol', called: 'alice' },
      'alice calls bob; alice connects bob to carol',
    ],
    [
      'the caller calls on',
      { calling: 'alice', called: 'carol' },
      'alice calls bob; alice calls carol with the same media',
    ],
    ['nobody in common', { calling: 'carol', called: 'dave' }, 'alice calls bob; carol calls dave with the same media'],
  ])('are told without more than they show: %s', (_name, users, words) => {
    const bench = new LinkBench();
    bench.invite(0, { ...first, calling: 'alice', called: 'bob', callerMedia: phone });
    bench.invite(40_000, { ...second, calling: 'erin', called: 'frank', callerMedia: phone, ...users });
    expect(bench.link(first, second)?.evidence.map(({ by }) => by)).toEqual(['mediaEndpoint']);
    expect(bench.group(first)?.words).toBe(words);
  });

  it('are legs as soon as something else says so', () => {
    const bench = new LinkBench();
    const headers = [session(A, NIL)];
    bench.invite(0, { ...first, calling: 'alice', called: 'bob', callerMedia: phone, headers });
    bench.invite(300, { ...second, calling: 'alice', called: 'carol', callerMedia: phone, headers });
    expect(bench.group(first)?.words).toBe('alice calls bob over 2 legs');
  });

  it('joins by the answer that is passed back', () => {
    const bench = new LinkBench();
    bench.invite(0, first);
    bench.invite(300, second);
    bench.answer(900, { ...second, calleeMedia: far }, 200);
    bench.answer(950, { ...first, calleeMedia: far }, 200);
    expect(bench.linkWords(first, second)).toBe('leg likely: mediaEndpoint');
  });

  it('does not join a call that takes the port over from one that is gone', () => {
    const bench = new LinkBench();
    bench.play({ ...first, callerMedia: phone }, { invite: 0, answer: 100, bye: 2000 });
    bench.invite(9000, { ...second, callerMedia: phone });
    expect(bench.linkWords(first, second)).toBe('none');
  });
});
