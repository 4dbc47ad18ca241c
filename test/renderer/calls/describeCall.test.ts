import { describe, expect, it } from 'vitest';
import { callTone, describeParty, describeState } from '../../../renderer/calls/describeCall';
import { madeCall } from '../rows';

describe('words and colours of a call', () => {
  it.each([
    ['ringing', null, '', 'prov', 'ringing'],
    ['talking', 200, 'OK', 'ok', 'talking'],
    ['cancelled', 487, '', 'warn', 'cancelled'],
    ['rejected', 486, '', 'warn', '486 Busy Here'],
    ['rejected', 403, 'Not you', 'error', '403 Not you'],
    ['failed', 488, '', 'error', '488 Not Acceptable Here'],
    ['failed', null, '', 'error', 'failed'],
    ['redirected', 302, '', 'warn', '302 Moved Temporarily'],
    ['unanswered', null, '', 'warn', 'unanswered'],
  ] as const)('%s %s %s', (state, finalStatus, finalReason, tone, words) => {
    const call = madeCall(0, { state, finalStatus, finalReason });
    expect([callTone(call), describeState(call)]).toEqual([tone, words]);
  });

  it.each([
    [{ user: '1001', display: 'Alice', uri: 'sip:1001@a', tag: '' }, '1001 Alice'],
    [{ user: '1001', display: '1001', uri: 'sip:1001@a', tag: '' }, '1001'],
    [{ user: '', display: '', uri: 'sip:gateway.test', tag: '' }, 'gateway.test'],
  ])('%o', (party, words) => expect(describeParty(party)).toBe(words));
});
