import { describe, expect, it } from 'vitest';
import { readAuthentication } from '../../../../../main/engine/decode/sip/authentication';
import { readCseq } from '../../../../../main/engine/decode/sip/cseq';
import { parameterValue, readParameters } from '../../../../../main/engine/decode/sip/parameters';
import { splitList } from '../../../../../main/engine/decode/sip/splitList';
import { readWarnings } from '../../../../../main/engine/decode/sip/warning';

describe('splitList', () => {
  it.each([
    ['', []],
    ['  \t', []],
    ['a', ['a']],
    [' a , b\r\n ,c ', ['a', 'b', 'c']],
    ['"a,b" <sip:x,y>;q=1, <sip:z>', ['"a,b" <sip:x,y>;q=1', '<sip:z>']],
    ['"a\\",b", c', ['"a\\",b"', 'c']],
    [',a,,', ['', 'a', '', '']],
    ['"a, b', ['"a', 'b']],
    ['<a, b', ['<a, b']],
  ])('%j', (text, elements) => {
    expect(splitList(text).map(({ start, end }) => text.slice(start, end))).toEqual(elements);
  });

  it('reads a part of a text', () => {
    expect(splitList('x, a, b, y', 3, 7)).toEqual([
      { start: 3, end: 4 },
      { start: 6, end: 7 },
    ]);
  });
});

describe('readParameters', () => {
  it.each([
    [
      ';a=1;b',
      [
        ['a', '1'],
        ['b', null],
      ],
      [],
    ],
    [
      ' ; a = 1 ; b ',
      [
        ['a', '1'],
        ['b', null],
      ],
      [],
    ],
    [
      ';a="x;y=\\"z\\""; b=',
      [
        ['a', 'x;y="z"'],
        ['b', ''],
      ],
      [],
    ],
    [';;a', [['a', null]], ['emptyParameter']],
    [';', [], ['emptyParameter']],
    ['', [], []],
    [';a="x', [['a', '"x']], ['unterminatedQuote']],
    [
      ';a="x"junk;b',
      [
        ['a', 'x'],
        ['b', null],
      ],
      [],
    ],
    [
      ';+sip.instance="<urn:uuid:0>";received=[2001:db8::1]',
      [
        ['+sip.instance', '<urn:uuid:0>'],
        ['received', '[2001:db8::1]'],
      ],
      [],
    ],
  ])('%j', (text, expected, codes) => {
    const { parameters, issues } = readParameters(text, 0, text.length);
    expect(parameters.map(({ name, value }) => [name, value])).toEqual(expected);
    expect(issues).toEqual(codes);
    for (const { name, range, valueRange } of parameters) {
      expect(text.slice(range.start, range.end).startsWith(name)).toBe(true);
      if (valueRange !== null) expect(valueRange.start >= range.start && valueRange.end <= range.end).toBe(true);
    }
  });

  it('finds a value by name in any case', () => {
    const { parameters } = readParameters(';Tag=1;tag=2;LR', 0, 15);
    expect(parameterValue(parameters, 'tag')).toBe('1');
    expect(parameterValue(parameters, 'lr')).toBe('');
    expect(parameterValue(parameters, 'branch')).toBeNull();
  });
});

describe('readCseq', () => {
  it.each([
    ['314159 INVITE', 314159, 'INVITE', []],
    ['0009\r\n  INVITE', 9, 'INVITE', []],
    ['2147483647 BYE', 2147483647, 'BYE', []],
    ['2147483648 BYE', 2147483648, 'BYE', ['cseqTooLarge']],
    ['4294967296 BYE', null, 'BYE', ['cseqTooLarge']],
    ['-1 BYE', null, 'BYE', ['badCseq']],
    ['1', 1, '', ['badCseq']],
    ['INVITE', null, '', ['badCseq']],
    ['', null, '', ['badCseq']],
  ])('%j', (text, number, method, issues) => {
    expect(readCseq(text)).toMatchObject({ number, method, issues });
  });
});

describe('readAuthentication', () => {
  it('reads credentials', () => {
    const text =
      'Digest username="bob", realm="bil\\"oxi", nonce="dcd98b7102dd", uri="sip:x;a=b,c", nc=00000001, qop=auth';
    const { scheme, parameters, issues } = readAuthentication(text);
    expect(scheme).toBe('Digest');
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ['username', 'bob'],
      ['realm', 'bil"oxi'],
      ['nonce', 'dcd98b7102dd'],
      ['uri', 'sip:x;a=b,c'],
      ['nc', '00000001'],
      ['qop', 'auth'],
    ]);
    expect(issues).toEqual([]);
  });

  it.each([
    ['Digest', ['badAuthentication']],
    ['Digest realm', ['badAuthentication']],
    ['', ['badAuthentication']],
    ['Digest realm="x', ['unterminatedQuote']],
    ['NoOneKnowsThisScheme opaque-data=here', []],
    ['Bearer authz_server="https://a", scope="b"', []],
  ])('%j has %j', (text, issues) => {
    expect(readAuthentication(text).issues).toEqual(issues);
  });
});

describe('readWarnings', () => {
  it('reads several', () => {
    const text = '307 isi.edu "Session \\"x\\", no", 370 devnull:5060 "b"';
    expect(readWarnings(text)).toMatchObject([
      { code: 307, agent: 'isi.edu', text: 'Session "x", no' },
      { code: 370, agent: 'devnull:5060', text: 'b' },
    ]);
    const range = readWarnings(text)[1]?.textRange ?? { start: 0, end: 0 };
    expect(text.slice(range.start, range.end)).toBe('b');
  });

  it.each(['1812 overture "In Progress"', '399 no quotes', '399 "a"', '399', 'x'])('%j breaks the grammar', (text) => {
    expect(readWarnings(text)).toEqual([null]);
  });
});
