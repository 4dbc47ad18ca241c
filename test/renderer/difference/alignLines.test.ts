import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLines } from '../../../renderer/difference/alignLines';
import { changedWords } from '../../../renderer/difference/changedWords';
import { longestCommon } from '../../../renderer/difference/longestCommon';

const INVITE = [
  'INVITE sip:2000@a SIP/2.0',
  'Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1',
  'Max-Forwards: 70',
  'To: <b>',
];

const pairsOf = (left: readonly string[], right: readonly string[]) =>
  alignLines(left, right).map(({ left: one, right: other, same }) => [one, same ? '=' : '≠', other]);

describe('lines of two messages', () => {
  it('of the same message are the same', () => {
    expect(alignLines(INVITE, INVITE).every(({ same }) => same)).toBe(true);
  });

  it('shows what a proxy changed: its own Via on top, one hop less', () => {
    const relayed = [
      INVITE[0]!,
      'Via: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK2',
      INVITE[1]!,
      'Max-Forwards: 69',
      'To: <b>',
    ];
    expect(pairsOf(INVITE, relayed)).toEqual([
      [INVITE[0], '=', INVITE[0]],
      [null, '≠', relayed[1]],
      [INVITE[1], '=', INVITE[1]],
      ['Max-Forwards: 70', '≠', 'Max-Forwards: 69'],
      ['To: <b>', '=', 'To: <b>'],
    ]);
  });

  it('pairs header fields by what they are, compact form or not, and SDP lines by attribute', () => {
    expect(
      pairsOf(['X', 't: <b>', 'a=ptime:20', 'a=sendrecv'], ['X', 'To: <b>;tag=1', 'a=sendonly', 'a=ptime:30']),
    ).toEqual([
      ['X', '=', 'X'],
      ['t: <b>', '≠', 'To: <b>;tag=1'],
      ['a=ptime:20', '≠', null],
      ['a=sendrecv', '≠', null],
      [null, '≠', 'a=sendonly'],
      [null, '≠', 'a=ptime:30'],
    ]);
    expect(pairsOf(['X', 'a=rtpmap:0 PCMU/8000'], ['X', 'a=rtpmap:0 PCMU/16000'])[1]).toEqual([
      'a=rtpmap:0 PCMU/8000',
      '≠',
      'a=rtpmap:0 PCMU/16000',
    ]);
  });

  it('loses no line of either and invents none', () => {
    const line = fc.constantFrom('A: 1', 'A: 2', 'B: 1', 'B: 2', 'v=0', 'a=x:1', '', 'SIP/2.0 200 OK');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 30 }), (left, right) => {
        const aligned = alignLines(left, right);
        expect(aligned.flatMap((pair) => pair.left ?? [])).toEqual(left);
        expect(aligned.flatMap((pair) => pair.right ?? [])).toEqual(right);
        expect(aligned.every(({ left: one, right: other, same }) => same === (one === other))).toBe(true);
      }),
    );
  });
});

describe('words of two lines', () => {
  it('marks what the other line does not have', () => {
    const { left, right } = changedWords(
      'Via: SIP/2.0/UDP 10.0.0.1;branch=a',
      'Via: SIP/2.0/UDP 10.0.0.1;branch=b;rport',
    );
    expect(left.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['a']);
    expect(right.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['b;rport']);
  });

  it('gives back the lines whole', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (one, other) => {
        const { left, right } = changedWords(one, other);
        expect(left.map(({ text }) => text).join('')).toBe(one);
        expect(right.map(({ text }) => text).join('')).toBe(other);
      }),
    );
  });
});

describe('a longest common subsequence', () => {
  it.each([
    ['abcde', 'ace', 'ace'],
    ['', 'abc', ''],
    ['xaybzc', 'abc', 'abc'],
  ])('of %s and %s is %s', (left, right, common) => {
    expect(
      longestCommon([...left], [...right])
        .map(([at]) => left[at])
        .join(''),
    ).toBe(common);
  });

  it('of very long lists pairs what stands at the same place', () => {
    const long = Array.from({ length: 2000 }, (_, at) => String(at));
    expect(longestCommon(long, ['x', ...long.slice(1)])).toHaveLength(1999);
  });
});
