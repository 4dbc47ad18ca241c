import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegisterTalk } from './registerTalk';

const word = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('n1', 'MD5', 'auth', '"', ',', '=', '*', '<', ''));
const line = word.map((text) => text.replace(/[\r\n]/g, ''));
const header = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'),
      line,
      line,
      line,
    )
    .map(([name, realm, nonce, rest]) => `${name}: Digest realm="${realm}", nonce="${nonce}", response="x", ${rest}`),
  fc
    .tuple(
      fc.constantFrom(
        'Contact',
        'Path',
        'Service-Route',
        'Expires',
        'Min-Expires',
        'Retry-After',
        'Flow-Timer',
        'Via',
        'Require',
      ),
      line,
    )
    .map(([name, value]) => `${name}: ${value}`),
);
const headers = fc.array(header, { maxLength: 4 });
const step = fc.record({
  kind: fc.constantFrom('ask', 'again', 'answer'),
  status: fc.constantFrom(100, 200, 401, 403, 404, 407, 423, 482, 503, 999),
  headers,
  atMs: fc.option(fc.integer({ min: 0, max: 100_000 }), { nil: undefined }),
  callId: fc.constantFrom('a', 'b', ''),
});

describe('any talk of a phone and its registrar', () => {
  it('is told without throwing, every message once, and in words', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const talk = new RegisterTalk();
        for (const { kind, status, headers: lines, atMs, callId } of steps) {
          const ask = { callId, ...(atMs === undefined ? {} : { atMs }) };
          if (kind === 'answer') talk.answer(status, lines, ask);
          else if (kind === 'again') talk.again(lines, ask);
          else talk.ask(lines, ask);
        }
        const story = talk.story();
        expect(story.messages).toHaveLength(steps.length);
        const named = story.attempts
          .flatMap(({ request, response }) => [request, response])
          .filter((each) => each !== null);
        expect(new Set(named).size).toBe(named.length);
        expect(story.verdict.words).not.toBe('');
        expect(story.registration.failure === null || story.registration.scenario !== 'registration').toBe(true);
        for (const { remarks } of story.attempts) expect(remarks.length).toBeLessThanOrEqual(16);
      }),
      { numRuns: 300 },
    );
  });
});
