import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SipFraming } from '../../../../../main/engine/analysis/streams/sipFraming';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { textBytes } from '../../../../fixtures/bytes';
import { TcpConversation } from '../../../../fixtures/tcpConversation';

const START = 'MESSAGE sip:bob@example.net SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=z9hG4bK1\r\n';
const NEXT = 'SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP a;branch=z9hG4bK1\r\nContent-Length: 0\r\n\r\n';
const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n';
const message = (headers: string, body = ''): string => `${START}${headers}\r\n${body}`;

const framed = (text: string): readonly string[] => new TcpConversation().open().send(text).finish().texts;

/** `isPieced`: found even when the bytes come one by one. */
type Row = { readonly name: string; readonly text: string; readonly isPieced?: boolean };

describe('SipFraming', () => {
  it.each<Row>([
    { name: 'Content-Length', text: message('Content-Length: 5\r\n', 'hello') },
    { name: 'in any case', text: message('content-LENGTH: 5\r\n', 'hello') },
    { name: 'compact', text: message('l: 5\r\n', 'hello') },
    { name: 'compact in capitals', text: message('L:5\r\n', 'hello') },
    { name: 'a space before the colon', text: message('Content-Length \t : 5\r\n', 'hello') },
    { name: 'a folded value', text: message('Content-Length:\r\n  5 \r\n', 'hello') },
    { name: 'leading zeros', text: message('Content-Length: 000000000000000005\r\n', 'hello') },
    { name: 'the first of two', text: message('Content-Length: 5\r\nContent-Length: 2\r\n', 'hello') },
    { name: 'a header field that only begins like it', text: message('Content-Length-Of: 99\r\nl: 5\r\n', 'hello') },
    { name: 'no empty line', text: `${START}Max-Forwards: 70\r\n` },
    { name: 'no body', text: message('Content-Length: 0\r\n') },
    { name: 'no Content-Length, no body', text: message('') },
    { name: 'bare LF', text: message('Content-Length: 5\r\n', 'hello').replaceAll('\r\n', '\n') },
    { name: 'bare CR', text: message('Content-Length: 5\r\n', 'hello').replaceAll('\r\n', '\r') },
    { name: 'CR CR LF', text: message('Content-Length: 5\r\n', 'hello').replaceAll('\r\n', '\r\r\n') },
    {
      name: 'a start line in a body of text',
      text: message(`Content-Type: text/plain\r\nContent-Length: ${NEXT.length}\r\n`, NEXT),
    },
    {
      name: 'a message in a body',
      text: message(`Content-Type: message/sip\r\nContent-Length: ${NEXT.length}\r\n`, NEXT),
    },
    {
      name: 'a message in a part of a body',
      text: message(`c: multipart/mixed;boundary=x\r\nl: ${NEXT.length + 9}\r\n`, `--x\r\n\r\n${NEXT}--`),
    },
    { name: 'a session description', text: message(`Content-Type: application/sdp\r\nl: ${SDP.length}\r\n`, SDP) },
    { name: 'Content-Length too long', text: message('Content-Type: application/sdp\r\nl: 999\r\n', SDP) },
    { name: 'Content-Length a little too long', text: message(`c: application/sdp\r\nl: ${SDP.length + 9}\r\n`, SDP) },
    {
      name: 'Content-Length too short',
      text: message('Content-Type: application/sdp\r\nl: 9\r\n', SDP),
      isPieced: false,
    },
    { name: 'Content-Length negative', text: message('Content-Type: application/sdp\r\nl: -9\r\n', SDP) },
    {
      name: 'Content-Length beyond all sense',
      text: message('c: application/sdp\r\nl: 99999999999999999999\r\n', SDP),
    },
    { name: 'Content-Length missing', text: message('Content-Type: application/sdp\r\n', SDP) },
  ])('finds the end of a message with $name', ({ text, isPieced = true }) => {
    expect(framed(text + NEXT + text + NEXT)).toEqual([text, NEXT, text, NEXT]);
    expect(framed(text)).toEqual([text]);
    const bytewise = new TcpConversation().open();
    for (const character of text + NEXT) bytewise.send(character, { flags: 0x10 });
    bytewise.finish();
    if (isPieced) expect(bytewise.texts).toEqual([text, NEXT]);
    else expect(bytewise.texts.at(-1)).toBe(NEXT);
  });

  it('takes a body without Content-Length to reach to the end of what was pushed', () => {
    const talk = new TcpConversation()
      .open()
      .send(message('c: application/sdp\r\n', SDP.slice(0, 20)), { flags: 0x10 });
    expect(talk.texts).toEqual([]);
    talk.send(SDP.slice(20));
    expect(talk.texts).toEqual([message('c: application/sdp\r\n', SDP)]);
  });

  it('says what stood between two messages', () => {
    const talk = new TcpConversation().open().send(NEXT).send('what is this?\r\n').send(NEXT);
    expect(talk.texts).toEqual([NEXT, NEXT]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([[], ['unreadableBytesBefore']]);
    expect(talk.streams.counts().unreadableBytes).toBe(15);
  });

  it('cuts a message that is too long and goes on with the next one', () => {
    const endless = `${START}${'X-Header: y\r\n'.repeat(200)}`;
    const talk = new TcpConversation({ limits: { maxMessageBytes: 1000 } }).open().send(endless).send(NEXT);
    expect(talk.texts).toEqual([endless.slice(0, 1000), NEXT]);
    expect(talk.units[1]!.issues).toEqual(['unreadableBytesBefore']);
  });

  it('looks at each byte a fixed number of times, however they come', () => {
    const bytes = textBytes(message(`${'X-Header: yyyyyyyyy\r\n'.repeat(3000)}c: application/sdp\r\nl: 100000\r\n`));
    const reads = { count: 0 };
    const counting = new Proxy(bytes, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads.count += 1;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    const framing = new SipFraming(1_000_000);
    for (let end = 1; end <= bytes.length; end += 1) expect(framing.read(counting, 0, end, false)).toBe('more');
    expect(reads.count).toBeLessThan(bytes.length * 12);
  });
});

const torture = join(import.meta.dirname, '../../../../../../shared/corpus/torture-rfc4475');

describe.runIf(existsSync(torture))('messages of RFC 4475 over TCP', () => {
  const files = existsSync(torture)
    ? readdirSync(torture)
        .filter((name) => name.endsWith('.dat'))
        .sort()
    : [];
  const text = (name: string): string => readFileSync(join(torture, name)).toString('latin1');

  it.each(files)('%s is handed out whole', (name) => {
    const talk = new TcpConversation()
      .open()
      .send(readFileSync(join(torture, name)))
      .finish();
    expect(talk.texts).toHaveLength(name === 'dblreq.dat' ? 2 : 1);
    // Line ends behind a message are no part of it.
    expect(talk.texts.map((unit) => unit.trimEnd()).join('\r\n\r\n\r\n')).toBe(text(name).trimEnd());
    for (const { unit } of talk.units) expect(parseSip(unit.bytes, 0, unit.end).ok).toBe(true);
  });

  it.each([1, 97, 1448])('all of them on one connection in segments of %i bytes', (segmentBytes) => {
    const talk = new TcpConversation().open();
    const all = Buffer.concat(files.map((name) => readFileSync(join(torture, name))));
    for (let at = 0; at < all.length; at += segmentBytes)
      talk.send(all.subarray(at, at + segmentBytes), { flags: 0x10 });
    talk.finish();
    const second = (name: string): string[] => (name === 'dblreq.dat' ? ['INVITE sip:joe@example.com SIP/2.0'] : []);
    const startLines = files.flatMap((name) => [text(name).split('\r\n')[0], ...second(name)]);
    expect(talk.texts.map((unit) => unit.split('\r\n')[0])).toEqual(startLines);
  });
});
