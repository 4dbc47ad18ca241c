import { describe, expect, it } from 'vitest';
import { suggestedName } from '../../../renderer/calls/exportCalls';
import { callKey } from '../../../shared/ids';
import { madeCall } from '../rows';

const party = (user: string) => ({ uri: 'sip:gateway.test', display: '', user, tag: '' });

describe('suggested file name', () => {
  it.each([
    ['one call', [0], madeCall(0), '1000-to-2000.pdf'],
    ['several calls', [0, 1, 2], madeCall(0), '3-calls.pdf'],
    ['a call that is not open', [7], madeCall(0), 'call.pdf'],
    [
      'hostile users',
      [0],
      madeCall(0, { from: party('../../etc'), to: party('a/b\\c:"<>|\u0000') }),
      'etc-to-a-b-c.pdf',
    ],
    ['no user', [0], madeCall(0, { to: party('') }), '1000-to-sip-gateway.test.pdf'],
  ])('%s', (_name, numbers, open, expected) => {
    const calls = numbers.map((n) => callKey(`call-${n}`));
    expect(suggestedName(calls, [open], 'pdf')).toBe(expected);
  });
});
