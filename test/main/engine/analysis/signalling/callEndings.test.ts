import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../../../shared/protocol/rows';
import type { CallScenarioKind } from '../../../../../shared/sip/scenarios';
import { ANSWERED, audio, play, type Line } from './callScript';

const RINGING: readonly Line[] = [['A>B INVITE 1', { sdp: audio() }], 'B>A 180 1 INVITE'];
const reason = (...values: readonly string[]) => ({ headers: values.map((value) => `Reason: ${value}`) });

describe('a CANCEL and a 2xx that cross', () => {
  const bye: Line[] = ['A>B ACK 1', 'A>B BYE 2', 'B>A 200 2 BYE'];

  it.each<[string, readonly Line[]]>([
    ['CANCEL first', [...RINGING, 'A>B CANCEL 1', 'B>A 200 1 INVITE', 'B>A 200 1 CANCEL', ...bye]],
    ['2xx first', [...RINGING, 'B>A 200 1 INVITE', 'A>B CANCEL 1', 'B>A 481 1 CANCEL', ...bye]],
    ['CANCEL first, and the 2xx was not captured', [...RINGING, 'A>B CANCEL 1', 'B>A 200 1 CANCEL', ...bye]],
  ])('%s: a call that was answered and hung up', (_name, lines) => {
    const call = play({ lines }).call();
    expect(call).toMatchObject({ state: 'completed', endedBy: 'caller', scenario: { kind: 'session' } });
    expect(call.scenario.words).toBe('Session, CANCEL crossed the answer');
  });

  it('is a race on the caller’s hop too when the callee had answered its proxy', () => {
    const lines: Line[] = ['A>P INVITE 1', 'P>B INVITE 1', 'B>P 200 1 INVITE', 'A>P CANCEL 1', 'P>A 200 1 INVITE'];
    const call = play({ lines, path: ['A', 'P', 'B'] }).call();
    expect(call).toMatchObject({ state: 'talking', scenario: { traits: ['crossedCancel'] } });
  });
});

describe('a call whose 200 was not captured', () => {
  const doubt = 'its answer was not captured';

  it.each<[string, readonly Line[], CallState, 'caller' | 'callee' | null, CallScenarioKind, string | null]>([
    ['has an ACK to it', [...RINGING, 'A>B ACK 1'], 'talking', null, 'session', `${doubt}; its end was not captured`],
    [
      'has an ACK and a BYE',
      [...RINGING, 'A>B ACK 1', 'A>B BYE 2', 'B>A 200 2 BYE'],
      'completed',
      'caller',
      'session',
      doubt,
    ],
    ['has a BYE of the callee', [...RINGING, 'B>A BYE 1', 'A>B 200 1 BYE'], 'completed', 'callee', 'session', doubt],
    [
      'has a re-INVITE',
      [...RINGING, ['A>B INVITE+ 2', { toTag: 'bob' }], 'B>A 200 2 INVITE', 'A>B ACK 2', 'A>B BYE 3'],
      'completed',
      'caller',
      'session',
      doubt,
    ],
    [
      'has a re-INVITE of the callee',
      [...RINGING, 'B>A INVITE+ 1', 'A>B BYE 2'],
      'completed',
      'caller',
      'session',
      doubt,
    ],
    [
      'may have been none where only the caller’s BYE is seen',
      [...RINGING, 'A>B BYE 2', 'B>A 200 2 BYE'],
      'cancelled',
      'caller',
      'cannotTell',
      'whether it was answered was not captured',
    ],
    [
      'was none where a 487 follows the BYE',
      [...RINGING, 'A>B BYE 2', 'B>A 487 1 INVITE'],
      'cancelled',
      'caller',
      'cancelled',
      null,
    ],
    ['comes after the BYE', [...RINGING, 'A>B BYE 2', 'B>A 200 1 INVITE'], 'completed', 'caller', 'session', null],
  ])('%s', (_name, lines, state, endedBy, kind, told) => {
    expect(play({ lines }).call()).toMatchObject({ state, endedBy, scenario: { kind, doubt: told } });
  });

  it('is refused rather than answered when its ACK shares the branch of the INVITE', () => {
    const call = play({ lines: [...RINGING, 'A>B ACK! 1'] }, undefined, 300_000).call();
    expect(call.scenario).toMatchObject({ kind: 'cannotTell', doubt: 'its final answer was not captured' });
  });
});

describe('one direction alone', () => {
  const whole: Line[] = [...ANSWERED, 'B>A BYE 1', 'A>B 200 1 BYE'];
  const byCaller: Line[] = [...ANSWERED, 'A>B BYE 2', 'B>A 200 2 BYE'];
  const cancelled: Line[] = [...RINGING, 'A>B CANCEL 1', 'B>A 200 1 CANCEL', 'B>A 487 1 INVITE', 'A>B ACK! 1'];
  const busy: Line[] = ['A>B INVITE 1', 'B>A 486 1 INVITE', 'A>B ACK! 1'];
  const from = (lines: readonly Line[], machine: string): Line[] =>
    lines.filter((line) => (typeof line === 'string' ? line : line[0]).includes(`${machine}>`));

  it.each<[string, readonly Line[], CallState, CallScenarioKind, 'caller' | 'callee' | null]>([
    ['the caller’s of a session that the callee ends', from(whole, 'A'), 'completed', 'session', 'callee'],
    ['the callee’s of it', from(whole, 'B'), 'completed', 'session', 'callee'],
    ['the caller’s of a session that the caller ends', from(byCaller, 'A'), 'completed', 'session', 'caller'],
    ['the callee’s of it', from(byCaller, 'B'), 'completed', 'session', 'caller'],
    ['the caller’s of a cancelled call', from(cancelled, 'A'), 'cancelled', 'cancelled', 'caller'],
    ['the callee’s of it', from(cancelled, 'B'), 'cancelled', 'cancelled', null],
    ['the caller’s of a refused call', from(busy, 'A'), 'unanswered', 'cannotTell', null],
    ['the callee’s of it', from(busy, 'B'), 'rejected', 'busy', 'callee'],
  ])('%s', (_name, lines, state, kind, endedBy) => {
    const call = play({ lines }, undefined, 300_000).call();
    expect(call).toMatchObject({ state, endedBy, scenario: { kind } });
    expect(call.scenario.doubt).toMatch(/nothing of the calle[er] was captured/);
  });
});

describe('a capture that begins inside the call', () => {
  it('tells nothing of a session that has neither beginning nor end', () => {
    const call = play({
      lines: ['A>B INVITE+ 5', 'B>A 200 5 INVITE+', 'A>B ACK 5'].map((line): Line => [line, { toTag: 'bob' }]),
    });
    expect(call.call().scenario).toMatchObject({
      kind: 'cannotTell',
      doubt: 'its beginning was not captured; its end was not captured',
    });
  });

  it('knows a session by its end', () => {
    const lines: Line[] = [['A>B INVITE+ 5', { toTag: 'bob' }], 'B>A 200 5 INVITE', 'B>A BYE 1'];
    expect(play({ lines }).call()).toMatchObject({
      state: 'completed',
      endedBy: 'callee',
      scenario: { kind: 'session', doubt: 'its beginning was not captured' },
    });
  });
});

describe('why a call ended', () => {
  it.each<[string, readonly Line[], string]>([
    [
      'BYE of a gateway',
      [...ANSWERED, ['B>A BYE 1', reason('Q.850;cause=16;text="Terminated"')]],
      'Q.850 cause 16: Normal call clearing',
    ],
    ['BYE that says nothing', [...ANSWERED, 'B>A BYE 1'], ''],
    [
      'refusal with a cause',
      ['A>B INVITE 1', ['B>A 503 1 INVITE', reason('Q.850;cause=34')]],
      'Q.850 cause 34: No circuit or channel available',
    ],
    [
      'refusal with a warning',
      ['A>B INVITE 1', ['B>A 488 1 INVITE', { headers: ['Warning: 305 sbc "Incompatible media format"'] }]],
      'warning 305: Incompatible media format',
    ],
    [
      'two reasons',
      [...ANSWERED, ['A>B BYE 2', reason('SIP;cause=408;text="RTP timeout"', 'Q.850;cause=102')]],
      'SIP cause 408: RTP timeout, Q.850 cause 102: Recovery on timer expiry',
    ],
    [
      'a CANCEL keeps its own after the 487',
      [...RINGING, ['A>B CANCEL 1', reason('SIP;cause=487;text="Gave up"')], 'B>A 487 1 INVITE'],
      'SIP cause 487: Gave up',
    ],
    ['a reason of a BYE that did not end it', [...ANSWERED, 'B>A BYE 1', ['A>B BYE 2', reason('Q.850;cause=3')]], ''],
  ])('%s', (_name, lines, words) => {
    expect(play({ lines }).call().endReason).toBe(words);
  });

  it('a fork that is cancelled because another answered', () => {
    const lines: Line[] = [
      ...RINGING,
      ['A>B CANCEL 1', reason('SIP;cause=200;text="Call completed elsewhere"')],
      'B>A 487 1 INVITE',
    ];
    expect(play({ lines }).call()).toMatchObject({
      state: 'cancelled',
      endReason: 'SIP cause 200: Call completed elsewhere',
      scenario: { kind: 'answeredElsewhere', words: 'Answered elsewhere', doubt: null },
    });
  });

  it('of a 487 without a CANCEL nobody knows who cancelled', () => {
    const call = play({ lines: [...RINGING, 'B>A 487 1 INVITE'] }).call();
    expect(call).toMatchObject({
      endedBy: null,
      scenario: { kind: 'cancelled', doubt: 'who cancelled it was not captured' },
    });
  });

  it('a proxy that gives up after ringing: the caller sees a timeout, not a CANCEL', () => {
    const path = ['A', 'P', 'B'];
    const lines: Line[] = [
      'A>P INVITE 1',
      'P>B INVITE 1',
      'B>P 180 1 INVITE',
      'P>A 180 1 INVITE',
      '@180000 P>B CANCEL 1',
      'B>P 200 1 CANCEL',
      'B>P 487 1 INVITE',
      ['P>A 408 1 INVITE', { toTag: 'p' }],
    ];
    expect(play({ lines, path }).call()).toMatchObject({
      state: 'failed',
      endedBy: null,
      finalStatus: 408,
      scenario: { kind: 'noAnswer', doubt: null },
    });
  });
});
