import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCseq } from '../../../../../main/engine/decode/sip/cseq';
import { readNameAddress } from '../../../../../main/engine/decode/sip/nameAddress';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import {
  isPlainAddress,
  isPlainCseq,
  isPlainHops,
  isPlainNumber,
  isPlainTagged,
  isPlainVia,
  readPlainAddress,
  readPlainVia,
} from '../../../../../main/engine/decode/sip/plainValues';
import { readUri } from '../../../../../main/engine/decode/sip/sipUri';
import { readVias } from '../../../../../main/engine/decode/sip/via';
import { encode, HEADERS, request } from './messages';

/** One piece of each list after another: the first of each makes a plain value, the others break it now and then. */
const textOf = (...places: readonly (readonly string[])[]): fc.Arbitrary<string> => {
  const piece = (pieces: readonly string[]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(pieces[0]!) }, { weight: 1, arbitrary: fc.constantFrom(...pieces) });
  return fc.tuple(...places.map(piece)).map((parts) => parts.join(''));
};

const addressText = textOf(
  ['', '"Al, ice" ', 'Bob ', ' Bob  B. ', '"a\\"b" ', '"é" ', 'é ', '"', '<'],
  ['<sip:', '<sips:', '<tel:', '< sip:', 'sip:'],
  ['', 'alice@', "a'b+1@", 'a:b@', 'a%41@', 'a%@', '@', 'a;b@', 'a?b@'],
  ['h.example', '192.0.2.1', '[2001:db8::1]', '[::1', ''],
  ['', ':5060', ':59999', ':60000', ':70000', ':', ':x'],
  ['', ';lr', ';transport=udp;lr', ';tag=uri', ';', ';a=', '?x=y'],
  ['>', '> ', '', '>>'],
  ['', ';tag=x1', ';tag=', ';TAG=x1', ';tag=a@b=', ';tag="q"', ' ;tag=x', ';tag=é', ',<sip:b@h>'],
  ['', ';q=0.5', ';tag=two', ';expires=1', ';', ';x=a,b', ' '],
);
const viaText = textOf(
  ['SIP/2.0/UDP ', 'SIP/2.0/TLS-SCTP ', 'SIP / 2.0 / UDP ', 'SIP/2.0/ ', 'SIP/2.0/UDP\t'],
  ['h.example', '192.0.2.1', '[::1]', '[::1', '', '[]'],
  ['', ':5060', ':59999', ':65536', ':', ' :5060'],
  ['', ';rport', ';rport=5060', ';rport=x', ';received=192.0.2.1', ';branch=1', ';'],
  [
    ';branch=z9hG4bK1',
    ';branch=z9hG4bK',
    ';branch=z9hG4bK-1@h=',
    ';branch=1',
    '',
    ';Branch=z9hG4bK1',
    ';branch="z9hG4bK1"',
  ],
  ['', ';rport', ';received=192.0.2.1', ';branch=2', ';', ';x="a;b"', ' ', ',SIP/2.0/UDP h', ';x=é'],
);

describe('plain values', () => {
  it.each([
    ['<sip:alice@192.0.2.1>', true],
    ['"Alice A." <sip:alice@example.org:5060;transport=udp>;tag=1', true],
    ['Alice <sips:[2001:db8::1]:5061>', true],
    ['Müller <sip:m@example.org>', false],
    ['sip:alice@example.org;tag=1', false],
    ['<sip:alice@example.org:70000>', false],
    ['<sip:a%@example.org>', false],
  ])('tells %s', (value, plain) => {
    expect(isPlainAddress(value)).toBe(plain);
  });

  it('finds nothing wrong in addresses that it takes for plain', () => {
    fc.assert(
      fc.property(addressText, (value) => {
        if (!isPlainAddress(value)) return;
        const { issues, uri, tag } = readNameAddress(value);
        expect([...issues, ...readUri(uri).issues]).toEqual([]);
        if (isPlainTagged(value)) expect(tag).not.toBe('');
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads the same parts of an address as its reader', () => {
    fc.assert(
      fc.property(addressText, (value) => {
        const plain = readPlainAddress(value);
        if (plain === null) return;
        const { display, uri, tag } = readNameAddress(value);
        expect(plain).toEqual({ display, uri, tag, user: readUri(uri).user });
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads the same parts of a Via as its reader', () => {
    fc.assert(
      fc.property(viaText, (value) => {
        const plain = readPlainVia(value);
        if (plain === null) return;
        const [via] = readVias(value);
        expect(plain).toEqual({ host: via?.host, port: via?.port, branch: via?.branch });
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads parts where a tag, a port and brackets are, and where they are not', () => {
    expect(readPlainAddress('"Al" <sip:a@h:5060;lr>;tag=x@y;q=1')).toEqual({
      display: 'Al',
      uri: 'sip:a@h:5060;lr',
      user: 'a',
      tag: 'x@y',
    });
    expect(readPlainAddress('<sip:h>')).toEqual({ display: '', uri: 'sip:h', user: '', tag: '' });
    expect(readPlainAddress('<sip:h>;q=1;tag=x')).toBeNull();
    expect(readPlainVia('SIP/2.0/TCP [::1]:5070;branch=z9hG4bK-1@h')).toEqual({
      host: '::1',
      port: 5070,
      branch: 'z9hG4bK-1@h',
    });
    expect(readPlainVia('SIP/2.0/UDP h;branch=z9hG4bKx')?.port).toBeNull();
  });

  it('finds one faultless Via with the cookie in those that it takes for plain', () => {
    fc.assert(
      fc.property(viaText, (value) => {
        if (!isPlainVia(value)) return;
        const [via, ...others] = readVias(value);
        expect(others).toEqual([]);
        expect(via?.issues).toEqual([]);
        expect(via?.branch).toMatch(/^z9hG4bK./);
      }),
      { numRuns: 20_000 },
    );
  });

  it('takes the usual Via for plain, with rport before the branch and after it', () => {
    expect(isPlainVia('SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport')).toBe(true);
    expect(isPlainVia('SIP/2.0/UDP [2001:db8::1]:5060;rport=5060;branch=z9hG4bK1;received=192.0.2.1')).toBe(true);
    expect(isPlainVia('SIP/2.0/UDP 192.0.2.1')).toBe(false);
    expect(isPlainVia('SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK')).toBe(false);
  });

  it.each(['1 INVITE', '999999999 BYE'])('reads the plain CSeq %s without an issue', (value) => {
    expect(isPlainCseq(value)).toBe(true);
    expect(readCseq(value).issues).toEqual([]);
  });

  it.each(['2147483648 INVITE', '1  INVITE', 'INVITE', '1 invite', ''])('leaves the CSeq %s to its reader', (value) => {
    expect(isPlainCseq(value)).toBe(false);
  });

  it('keeps numbers that may be out of range for the full check', () => {
    expect([isPlainNumber('3600'), isPlainNumber('4294967296'), isPlainNumber('5 (soon)')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isPlainHops('70'), isPlainHops('256'), isPlainHops('-1')]).toEqual([true, false, false]);
  });
});

describe('plain start lines', () => {
  it.each(['INVITE sip:bob@example.org SIP/2.0', 'SIP/2.0 200 OK', 'SIP/2.0 200 '])('keeps the words of %s', (line) => {
    const result = parseSip(encode(request(HEADERS, '', line)), 0, 4096);
    if (!result.ok) throw new Error('not read');
    const message = result.value;
    const words =
      message.kind === 'request' ? [message.method, message.requestUri] : [String(message.status), message.reason];
    expect([...words, message.version].toSorted()).toEqual(
      (line.endsWith('OK') || line.endsWith(' ') ? ['200', line.slice(12), 'SIP/2.0'] : line.split(' ')).toSorted(),
    );
    expect(message.startLine).toEqual({ start: 0, end: line.length });
  });
});
