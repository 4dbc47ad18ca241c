import { describe, expect, it } from 'vitest';
import { suggestFileName } from '../../../../main/engine/export/fileName';
import type { CallRow, Party } from '../../../../shared/protocol/rows';

const START = { seconds: 1_768_213_396, nanoseconds: 0 };
const party = (user: string, uri = 'sip:x@y'): Party => ({ user, uri, display: '', tag: '' });
const call = (from: Party, to: Party): CallRow => ({ from, to, startedAtMs: 1500 }) as CallRow;

describe('file names say which call they hold', () => {
  it.each<[string, readonly CallRow[], string]>([
    ['one call', [call(party('1001'), party('+49301234'))], '1001-to-+49301234-20260112-102317.pdf'],
    ['several', [call(party('a'), party('b')), call(party('c'), party('d'))], '2-calls-20260112-102317.pdf'],
    ['none', [], 'laddergram.pdf'],
    ['a URI where there is no user', [call(party(''), party('b'))], 'sip-x-y-to-b-20260112-102317.pdf'],
    ['letters of any script', [call(party('Åsa'), party('王'))], 'Åsa-to-王-20260112-102317.pdf'],
  ])('%s', (_name, calls, name) => {
    expect(suggestFileName(calls, START, 'pdf')).toBe(name);
  });

  it.each([
    '../../etc/passwd',
    'a/b',
    'a\\b',
    'C:',
    'con\u0000',
    '\u202egpj',
    '"; rm -rf /',
    '\r\nX: y',
    '%2f',
    '*?<>|',
  ])('takes nothing dangerous over from %j', (user) => {
    const name = suggestFileName([call(party(user), party(user))], START, 'pdf');
    expect(name).toMatch(/^[\p{L}\p{N}+.-]+\.pdf$/u);
    expect(name).not.toMatch(/[/\\]|^\.\.?$/);
  });

  it('stays short', () => {
    expect(suggestFileName([call(party('x'.repeat(9999)), party('y'.repeat(9999)))], START, 'pdf').length).toBeLessThan(
      120,
    );
  });

  it('does not begin with a dot, which would hide the file, nor with a dash, which reads as an option', () => {
    expect(suggestFileName([call(party('..'), party('b'))], START, 'pdf')).toMatch(/^[\p{L}\p{N}+]/u);
    expect(suggestFileName([call(party('-rf'), party('b'))], START, 'pdf')).toMatch(/^[\p{L}\p{N}+]/u);
  });
});
