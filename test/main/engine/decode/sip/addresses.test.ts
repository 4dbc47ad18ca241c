import { describe, expect, it } from 'vitest';
import { readNameAddress, readNameAddresses } from '../../../../../main/engine/decode/sip/nameAddress';
import { readUri, unescapeUri } from '../../../../../main/engine/decode/sip/sipUri';
import { readVia, readVias } from '../../../../../main/engine/decode/sip/via';

const summary = (text: string) => {
  const { display, uri, tag, parameters, issues } = readNameAddress(text);
  return [display, uri, tag, parameters.map(({ name }) => name).join(' '), issues.join(' ')];
};

describe('readNameAddress', () => {
  it.each([
    ['"Bob" <sip:b@c>;tag=1', 'Bob', 'sip:b@c', '1', 'tag', ''],
    ['<sip:b@c;lr>', '', 'sip:b@c;lr', '', '', ''],
    ['sip:b@c;tag=1', '', 'sip:b@c', '1', 'tag', ''],
    ['  sip:b@c ; tag = 1 ', '', 'sip:b@c', '1', 'tag', ''],
    ['Bob Builder<sip:b@c>', 'Bob Builder', 'sip:b@c', '', '', ''],
    ['"a \\"b\\" \\\\" <sip:c>', 'a "b" \\', 'sip:c', '', '', ''],
    ['"<sip:x>;tag=2" <sip:c>;tag=1', '<sip:x>;tag=2', 'sip:c', '1', 'tag', ''],
    ['Bell, A <sip:c>', 'Bell, A', 'sip:c', '', '', 'unquotedDisplayName'],
    ['"no end <sip:c>;tag=1', 'no end', 'sip:c', '1', 'tag', 'unterminatedQuote'],
    ['<sip:c;tag=1', '', 'sip:c;tag=1', '', '', 'unterminatedBracket'],
    ['< sip:c >', '', 'sip:c', '', '', 'spaceInBrackets'],
    ['sip:c?a=b;x', '', 'sip:c?a=b', '', 'x', 'uriNeedsBrackets'],
    ['sip:c;x="<y>"', '', 'sip:c', '', 'x', ''],
    ['tel:+49;tag=1', '', 'tel:+49', '1', 'tag', ''],
    ['*', '', '*', '', '', ''],
    ['bob@c', '', 'bob@c', '', '', 'uriWithoutScheme'],
    ['"Bob"', 'Bob', '', '', '', 'missingUri'],
    ['', '', '', '', '', 'missingUri'],
    ['<>', '', '', '', '', 'missingUri'],
    ['"" <sip:c>', '', 'sip:c', '', '', ''],
    ['<sip:c>;;tag=1', '', 'sip:c', '1', 'tag', 'emptyParameter'],
  ])('%j', (text, ...expected) => {
    expect(summary(text)).toEqual(expected);
  });

  it('gives places in the text', () => {
    const text = ' "Bob \\" B" <sip:b@c>;tag=x1';
    const { displayRange, uriRange, parameters } = readNameAddress(text);
    expect(text.slice(displayRange?.start, displayRange?.end)).toBe('Bob \\" B');
    expect(text.slice(uriRange.start, uriRange.end)).toBe('sip:b@c');
    expect(text.slice(parameters[0]?.valueRange?.start, parameters[0]?.valueRange?.end)).toBe('x1');
  });

  it('reads a list', () => {
    expect(readNameAddresses('"a,b" <sip:1>;q=1,, sip:2').map(({ uri }) => uri)).toEqual(['sip:1', 'sip:2']);
  });
});

describe('readUri', () => {
  it.each([
    ['sip:bob@example.org', { scheme: 'sip', user: 'bob', password: '', host: 'example.org', port: null, issues: [] }],
    ['SIPS:a:b@h:5061', { scheme: 'sips', user: 'a', password: 'b', host: 'h', port: 5061, issues: [] }],
    ['sip:h', { user: '', host: 'h', port: null }],
    ['sip:a@[2001:db8::1]:5060;x', { user: 'a', host: '2001:db8::1', port: 5060 }],
    ['sip:[2001:db8::1]', { user: '', host: '2001:db8::1', port: null }],
    ['sip:a@[2001:db8::1', { host: '2001:db8::1', port: null }],
    ['sip:user;par=u%40example.net@example.com', { user: 'user;par=u%40example.net', host: 'example.com' }],
    [
      'sip:(to-be!sure)?,/;;*:&it=1@example.com',
      { user: '(to-be!sure)?,/;;*', password: '&it=1', host: 'example.com' },
    ],
    ['tel:+49-30-1;phone-context=x', { scheme: 'tel', user: '+49-30-1', host: '', issues: [] }],
    ['nobodyKnowsThisScheme:totallyopaque', { scheme: 'nobodyknowsthisscheme', user: '', host: '', issues: [] }],
    ['alan@jasomi.com', { scheme: '', user: 'alan', host: 'jasomi.com', issues: ['uriWithoutScheme'] }],
    ['sip:a@h:x', { host: 'h', port: null, issues: ['badPort'] }],
    ['sip:a@h:65536', { host: 'h', port: null, issues: ['badPort'] }],
    ['sip:%zz@h', { user: '%zz', issues: ['badEscape'] }],
    ['sip:', { scheme: 'sip', user: '', host: '' }],
    ['', { scheme: '', issues: ['missingUri'] }],
  ])('%j', (text, expected) => {
    expect(readUri(text)).toMatchObject(expected);
  });

  it('reads parameters and headers', () => {
    const { parameters, headers } = readUri('sip:a@h;transport=tcp;lr?Route=%3Csip:x%3E&Subject=hi');
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ['transport', 'tcp'],
      ['lr', null],
    ]);
    expect(headers.map(({ name, value }) => [name, value])).toEqual([
      ['Route', '%3Csip:x%3E'],
      ['Subject', 'hi'],
    ]);
  });

  it.each([
    ['cal%6Cer', 'caller'],
    ['%C3%89ire', 'Éire'],
    ['%zz%4', '%zz%4'],
    ['null-%00', 'null-\0'],
    ['%ff', '\ufffd'],
  ])('unescapes %j', (text, expected) => {
    expect(unescapeUri(text)).toBe(expected);
  });
});

describe('readVia', () => {
  it.each([
    [
      'SIP/2.0/UDP h:5060;branch=z9hG4bK1;rport=5061;received=192.0.2.1',
      {
        protocol: 'SIP/2.0',
        transport: 'UDP',
        host: 'h',
        port: 5060,
        branch: 'z9hG4bK1',
        rport: 5061,
        hasRport: true,
        received: '192.0.2.1',
        issues: [],
      },
    ],
    [
      'SIP/2.0/TLS [2001:db8::9]:5061;rport',
      { transport: 'TLS', host: '2001:db8::9', port: 5061, rport: null, hasRport: true },
    ],
    [
      'SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8',
      { protocol: 'SIP/2.0', transport: 'TCP', host: 'spindle.example.com', branch: 'z9hG4bK9ikj8' },
    ],
    ['SIP/7.0/UDP c', { protocol: 'SIP/7.0', host: 'c', port: null, branch: '', hasRport: false, issues: [] }],
    ['SIP/2.0/UDP', { host: '', issues: ['badVia'] }],
    ['UDP h', { issues: ['badVia'] }],
    ['SIP/2.0/UDP h:x;;', { port: null, issues: ['emptyParameter', 'emptyParameter', 'badPort'] }],
    ['', { issues: ['badVia'] }],
  ])('%j', (text, expected) => {
    expect(readVia(text)).toMatchObject(expected);
  });

  it('reads several in one line', () => {
    expect(readVias('SIP/2.0/UDP a;branch=1 , SIP/2.0/TCP b').map(({ host }) => host)).toEqual(['a', 'b']);
  });
});
