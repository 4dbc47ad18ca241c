import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeMsrp } from '../../../../../main/engine/decode/msrp/describeMsrp';
import type { MsrpMessage } from '../../../../../main/engine/decode/msrp/msrpMessage';
import { msrpUnit } from '../../../../../main/engine/decode/msrp/msrpUnit';
import { looksLikeMsrp } from '../../../../../main/engine/decode/msrp/msrpStartLine';
import { readMsrp } from '../../../../../main/engine/decode/msrp/readMsrp';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { msrpRequest, msrpResponse } from '../../../../fixtures/msrpMessages';
import { expectFieldsWithin, inTheMiddle } from '../../../../fixtures/soundFields';

type Read = { readonly message: MsrpMessage; readonly body: string; readonly details: readonly string[] };

function read(text: string | Uint8Array): Read {
  const { bytes, start, end } = inTheMiddle(typeof text === 'string' ? textBytes(text) : text);
  const result = readMsrp(bytes, start, end);
  if (!result.ok) throw new Error(`not MSRP: ${JSON.stringify(result.error)}`);
  const { body, faults } = result.value;
  return {
    message: result.value,
    body: new TextDecoder().decode(bytes.subarray(body.start, body.end)),
    details: faults.map((fault) =>
      fault.kind === 'truncated' ? `${fault.haveBytes} of ${fault.needBytes}` : fault.detail,
    ),
  };
}

const looks = (text: string): boolean => {
  const { bytes, start, end } = inTheMiddle(textBytes(text));
  return looksLikeMsrp(bytes, start, end);
};

function fieldsOf(text: string | Uint8Array) {
  const { bytes, start, end } = inTheMiddle(typeof text === 'string' ? textBytes(text) : text);
  const fields = describeMsrp(new FieldMaker(bytes), start, end);
  expectFieldsWithin(fields, start, end);
  return fields.map(({ name, value }) => [name, value]);
}

describe('readMsrp', () => {
  it('reads a request', () => {
    const { message, body, details } = read(
      msrpRequest('SEND', 'Hi, I am Alice!', {
        headers: ['Failure-Report: no', 'success-report : yes'],
        messageId: 'abc.1',
      }),
    );
    expect(message).toMatchObject({
      kind: 'request',
      method: 'SEND',
      transactionId: 'd93kswow',
      toPath: ['msrp://bob.example.net:8493/si438dsaodes;tcp'],
      fromPath: ['msrp://alice.example.org:7394/2s93i9ek2a;tcp'],
      messageId: 'abc.1',
      contentType: 'text/plain',
      failureReport: 'no',
      successReport: 'yes',
      byteRange: { first: 1, last: 15, total: 15 },
      flag: '$',
    });
    expect([body, details]).toEqual(['Hi, I am Alice!', []]);
  });

  it('reads a response', () => {
    const { message, body } = read(msrpResponse('481 Session does not exist'));
    expect(message).toMatchObject({
      kind: 'response',
      status: 481,
      comment: 'Session does not exist',
      flag: '$',
      faults: [],
    });
    expect(body).toBe('');
    expect(read(msrpResponse('200')).message).toMatchObject({ status: 200, comment: '' });
  });

  it.each([
    ['a chunk', msrpRequest('SEND', 'part', { byteRange: '1-*/8', flag: '+' }), 'part', '+', []],
    ['one given up', msrpRequest('SEND', 'part', { byteRange: '5-*/*', flag: '#' }), 'part', '#', []],
    ['no body', msrpRequest('SEND', null), '', '$', []],
    ['an empty body', msrpRequest('SEND', ''), '', '$', []],
    ['a body that ends with line ends', msrpRequest('SEND', 'a\r\n\r\n'), 'a\r\n\r\n', '$', []],
    [
      'a body with an end-line in it',
      msrpRequest('SEND', 'a\r\n-------d93kswow$\r\nb'),
      'a\r\n-------d93kswow$\r\nb',
      '$',
      [],
    ],
    [
      'a range that tells less',
      msrpRequest('SEND', 'abc', { byteRange: '1-2/2' }),
      'abc',
      '$',
      ['Byte-Range tells of 2 bytes, the body has 3'],
    ],
    ['a range that is none', msrpRequest('SEND', 'abc', { byteRange: 'all' }), 'abc', '$', []],
    ['a path over relays', msrpRequest('SEND', 'a', { to: 'msrps://r1:1/a;tcp msrps://r2:2/b;tcp' }), 'a', '$', []],
    ['bare line feeds', msrpRequest('SEND', 'abc').replaceAll('\r\n', '\n'), 'abc', '$', []],
    [
      'a line that is no header field',
      msrpRequest('SEND', 'abc', { headers: ['what is this'] }),
      'abc',
      '$',
      ['a line is no header field'],
    ],
    [
      'a range that tells more than came',
      msrpRequest('SEND', 'abc', { byteRange: '1-90/90' }),
      'abc\r\n-------d93kswow$\r\n',
      null,
      ['23 of 90'],
    ],
    ['no end-line', 'MSRP d93kswow SEND\r\nTo-Path: x\r\n', '', null, ['0 of 1']],
  ])('reads %s', (_name, text, body, flag, details) => {
    const found = read(text);
    expect([found.body, found.message.flag, found.details]).toEqual([body, flag, details]);
  });

  it.each([
    ['MSRP d93kswow SEND\r\n', true],
    ['MSRP d93kswow 200 OK\r\n', true],
    ['MSRP d93kswow 200\n', true],
    ['MSRP d93kswow send\r\n', false],
    ['MSRP d93 SEND\r\n', false],
    ['MSRP d93kswow\r\n', false],
    ['MSRP d93kswow 20 OK\r\n', false],
    ['MSRP d93kswow SEND', false],
    ['msrp d93kswow SEND\r\n', false],
    ['INVITE sip:a@b SIP/2.0\r\n', false],
    ['MSR', false],
    ['', false],
  ])('looksLikeMsrp(%j) is %s', (text, expected) => {
    expect(looks(text)).toBe(expected);
  });
});

describe('MSRP on a connection', () => {
  const unitsOf = (sent: string): string[] => {
    const { bytes, start, end } = inTheMiddle(textBytes(sent));
    const found: string[] = [];
    for (let at = start; at < end;) {
      const extent = msrpUnit(bytes, at, end);
      if (extent.outcome === 'more' || extent.outcome === 'lost') return [...found, extent.outcome];
      if (extent.outcome === 'unit') {
        expect(extent).toMatchObject({
          kind: 'msrp',
          wrapping: 'none',
          content: bytes,
          contentStart: at,
          contentEnd: extent.next,
        });
        found.push(new TextDecoder().decode(bytes.subarray(at, extent.next)));
      }
      at = extent.next;
    }
    return found;
  };

  const first = msrpRequest('SEND', 'one\r\n-------d93kswow$\r\ntwo');
  const second = msrpResponse('200 OK');
  const open = msrpRequest('SEND', 'abc', { byteRange: '1-*/9', flag: '+' });

  it.each([
    ['messages one behind the other', first + second + open, [first, second, open]],
    ['line ends between them', `${first}\r\n\r\n${second}\r\n`, [first, second]],
    ['the beginning of a second', first + second.slice(0, -1), [first, 'more']],
    ['something else', `${second}GET / HTTP/1.1\r\n`, [second, 'lost']],
    [
      'a wrong range',
      msrpRequest('SEND', 'abc', { byteRange: '1-2/2' }) + second,
      [msrpRequest('SEND', 'abc', { byteRange: '1-2/2' }), second],
    ],
    ['a start line that goes on and on', `MSRP ${'x'.repeat(600)}`, ['lost']],
    [
      'an open message that goes on and on',
      msrpRequest('SEND', 'x'.repeat(40_000), { byteRange: '1-*/*' }).slice(0, 33_000),
      ['lost'],
    ],
    ['a length beyond all bounds', msrpRequest('SEND', 'x', { byteRange: '1-999999999999/*' }), ['lost']],
  ])('%s', (_name, sent, expected) => {
    expect(unitsOf(sent)).toEqual(expected);
  });

  it.each([first, second, open, msrpRequest('SEND', 'x'.repeat(3000))])(
    'asks for no more than is needed, at every length',
    (message) => {
      const whole = textBytes(message);
      for (let length = 1; length < whole.length; length += 1) {
        const { bytes, start, end } = inTheMiddle(whole.subarray(0, length));
        const extent = msrpUnit(bytes, start, end);
        expect(extent.outcome).toBe('more');
        const needBytes = extent.outcome === 'more' ? extent.needBytes : 0;
        expect(needBytes > length && needBytes <= whole.length).toBe(true);
      }
    },
  );

  it('takes a long message with a known length in few questions', () => {
    const whole = textBytes(msrpRequest('SEND', 'x'.repeat(200_000)));
    let questions = 0;
    for (let have = 1; have < whole.length;) {
      const extent = msrpUnit(whole, 0, have);
      have = extent.outcome === 'more' ? extent.needBytes : whole.length;
      questions += 1;
    }
    expect(questions).toBeLessThan(300);
  });
});

describe('describeMsrp', () => {
  it('tells the parts of a request', () => {
    expect(fieldsOf(msrpRequest('SEND', 'Hi\u0007', { headers: ['Failure-Report: no'] }))).toEqual([
      ['Request line', 'MSRP d93kswow SEND'],
      ['To-Path', 'msrp://bob.example.net:8493/si438dsaodes;tcp'],
      ['From-Path', 'msrp://alice.example.org:7394/2s93i9ek2a;tcp'],
      ['Message-ID', '12339sdqwer'],
      ['Byte-Range', '1-3/3'],
      ['Failure-Report', 'no'],
      ['Content-Type', 'text/plain'],
      ['Body (text/plain)', '3 bytes that are not text'],
      ['End-line', '-------d93kswow$'],
    ]);
  });

  it('tells the parts of a response', () => {
    expect(fieldsOf(msrpResponse('413 Too much'))).toEqual([
      ['Status line', 'MSRP d93kswow 413 Too much'],
      ['To-Path', 'msrp://alice.example.org:7394/2s93i9ek2a;tcp'],
      ['From-Path', 'msrp://bob.example.net:8493/si438dsaodes;tcp'],
      ['End-line', '-------d93kswow$'],
    ]);
    expect(fieldsOf('hello')).toEqual([['Not MSRP', '5 bytes']]);
  });
});

describe('hostile input', () => {
  const seeds = [msrpRequest('SEND', 'Hi there', { headers: ['X: y'] }), msrpResponse('200 OK')].map(textBytes);

  function readAll(sent: Uint8Array): void {
    fieldsOf(sent);
    const { bytes, start, end } = inTheMiddle(sent);
    const extent = msrpUnit(bytes, start, end);
    if (extent.outcome === 'unit' || extent.outcome === 'skip')
      expect(extent.next > start && extent.next <= end).toBe(true);
    if (extent.outcome === 'more') expect(extent.needBytes).toBeGreaterThan(sent.length);
  }

  it.each([0, 1])('cut off at every length is survived (%i)', (index) => {
    const seed = seeds[index]!;
    for (let length = 0; length < seed.length; length += 1) readAll(seed.subarray(0, length));
  });

  it('changed anywhere is survived', () => {
    const edits = fc.array(fc.tuple(fc.nat(300), fc.oneof(fc.constantFrom(10, 13, 45, 58, 36), fc.nat(255))), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.constantFrom(...seeds), edits, (seed, changes) => {
        const bytes = seed.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        readAll(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['\r\n', '-', '-------d93kswow\r\n', ': \r\n', 'a:b\r\n', '\n-'])(
    'takes time linear in the length with many of %j',
    (piece) => {
      const bytes = joinBytes(textBytes('MSRP d93kswow SEND\r\n'), textBytes(piece.repeat(300_000 / piece.length)));
      const startedAtMs = performance.now();
      readMsrp(bytes, 0, bytes.length);
      msrpUnit(bytes, 0, bytes.length);
      expect(performance.now() - startedAtMs).toBeLessThan(1500);
    },
  );
});
