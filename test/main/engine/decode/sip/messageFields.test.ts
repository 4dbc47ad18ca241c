import { describe, expect, it } from 'vitest';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { describeFields } from '../../../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { expectSoundFields } from './checkRanges';
import { decode, encode, HEADERS, INVITE, request, SDP } from './messages';

function described(text: string): { readonly bytes: Uint8Array; readonly fields: readonly MessageField[] } {
  const bytes = encode(text);
  const result = parseSip(bytes, 0, bytes.length);
  return { bytes, fields: result.ok ? describeFields(result.value, bytes) : [] };
}

/** `name=value` of a field and of those below it, indented. */
function outline(fields: readonly MessageField[], indent = ''): readonly string[] {
  return fields.flatMap(({ name, value, children }) => [
    `${indent}${name}=${value}`,
    ...outline(children, `${indent}. `),
  ]);
}

const childrenOf = (text: string, name: string): readonly string[] =>
  outline(described(text).fields.find((field) => field.name === name)?.children ?? []);

/** A field of a tree and all below it. */
const allOf = (fields: readonly MessageField[]): readonly MessageField[] =>
  fields.flatMap((field) => [field, ...allOf(field.children)]);

const withLine = (line: string): string => request([...HEADERS, line, 'Content-Length: 0']);

describe('describeFields', () => {
  it('shows the whole message in order', () => {
    const { bytes, fields } = described(INVITE);
    expect(fields.map(({ name }) => name)).toEqual([
      ...['Request line', 'Via', 'Max-Forwards', 'To', 'From', 'Call-ID', 'CSeq', 'Contact', 'Content-Type'],
      ...['Content-Length', 'Session description'],
    ]);
    expectSoundFields(fields, { start: 0, end: bytes.length });
  });

  it('takes the request line apart', () => {
    const text = INVITE.replace('sip:bob@biloxi.example.org SIP', 'sip:bob@biloxi.example.org:5070;transport=tcp SIP');
    expect(childrenOf(text, 'Request line')).toEqual([
      ...['Method=INVITE', 'Request-URI=sip:bob@biloxi.example.org:5070;transport=tcp', '. User=bob'],
      ...['. Host=biloxi.example.org', '. Port=5070', '. transport=tcp', 'Version=SIP/2.0'],
    ]);
  });

  it('takes a status line apart and explains the status', () => {
    const { fields } = described(request(HEADERS, '', 'SIP/2.0 486 Busy Here'));
    expect(outline(fields[0]?.children ?? [])).toEqual(['Version=SIP/2.0', 'Status=486', 'Reason phrase=Busy Here']);
    expect(fields[0]?.children[1]?.explanation).toContain('RFC 3261 §21.4.24');
  });

  it.each([
    ['Via', INVITE, ['Transport=UDP', 'Sent by=pc33.example.com:5060', 'branch=z9hG4bK776asdhds', 'rport=rport']],
    [
      'From',
      INVITE,
      [
        ...['Display name=Alice \\"A\\" Éire', 'URI=sip:alice@atlanta.example.com;user=phone', '. User=alice'],
        ...['. Host=atlanta.example.com', '. user=phone', 'tag=1928301774'],
      ],
    ],
    ['CSeq', INVITE, ['Number=314159', 'Method=INVITE']],
    [
      'Content-Type',
      request([...HEADERS, 'c: text/plain;charset=utf-8'], 'x'),
      ['Media type=text/plain', 'charset=utf-8'],
    ],
    [
      'Authorization',
      withLine('Authorization: Digest username="bob", nc=00000001'),
      ['Scheme=Digest', 'username=bob', 'nc=00000001'],
    ],
    ['Warning', withLine('Warning: 399 sbc "too bad"'), ['Code=399', 'Agent=sbc', 'Text=too bad']],
    ['Allow', withLine('Allow: INVITE, ACK'), ['Method=INVITE', 'Method=ACK']],
    ['Supported', withLine('k: 100rel,timer'), ['Option tag=100rel', 'Option tag=timer']],
    ['Reason', withLine('Reason: Q.850;cause=16;text="bye"'), ['Value=Q.850', 'cause=16', 'text=bye']],
    ['RAck', withLine('RAck: 776656 1 INVITE'), ['RSeq number=776656', 'CSeq number=1', 'Method=INVITE']],
    [
      'Route',
      withLine('Route: <sip:a;lr>, <sip:b>'),
      [
        'Address=<sip:a;lr>',
        '. URI=sip:a;lr',
        '. . Host=a',
        '. . lr=lr',
        'Address=<sip:b>',
        '. URI=sip:b',
        '. . Host=b',
      ],
    ],
    ['Refer-To', withLine('r: <tel:+49>'), ['URI=tel:+49', '. Number=+49']],
  ])('takes %s apart', (name, text, expected) => {
    expect(childrenOf(text, name)).toEqual(expected);
  });

  it('keeps folded lines in the value', () => {
    const { bytes, fields } = described(withLine('Subject: one\r\n two').replace('CSeq: 314159', 'CSeq:\r\n 314159'));
    expect(fields.find(({ name }) => name === 'Subject')?.value).toBe('one\r\n two');
    expectSoundFields(fields, { start: 0, end: bytes.length });
  });

  it('shows lines that are no header field, and what follows the body', () => {
    const { fields } = described(
      request([...HEADERS, 'Foobar roobar', 'Content-Type: text/plain', 'Content-Length: 2'], 'ab\0cd'),
    );
    expect(fields.slice(-5).map(({ name, value }) => `${name}=${value}`)).toEqual([
      ...['Unreadable line=Foobar roobar', 'Content-Type=text/plain', 'Content-Length=2', 'Body (text/plain)=ab'],
      'Surplus bytes=\0cd',
    ]);
  });

  it('shows a session description line by line', () => {
    const { fields } = described(INVITE);
    expect(outline(fields.at(-1)?.children ?? [])).toEqual([
      ...[
        'v==0',
        'o==alice 53655765 2353687637 IN IP4 192.0.2.1',
        '. User name=alice',
        '. Session identifier=53655765',
      ],
      ...['. Version=2353687637', '. Network type=IN', '. Address type=IP4', '. Address=192.0.2.1', 's==-'],
      ...['c==IN IP4 192.0.2.1', '. Network type=IN', '. Address type=IP4', '. Address=192.0.2.1'],
      ...['t==0 0', '. Start=0', '. Stop=0', 'm==audio 49170 RTP/AVP 0 101', '. Media=audio', '. Port=49170'],
      ...['. Protocol=RTP/AVP', '. Payload type=0', '. Payload type=101', 'a=rtpmap=101 telephone-event/8000'],
      ...['. Payload type=101', '. Codec=telephone-event', '. Clock rate=8000', 'a=fmtp=101 0-16', '. Format=101'],
      ...['. Parameters=0-16', 'a=ptime=20'],
    ]);
    const media = fields.at(-1)?.children.find(({ name }) => name === 'm=');
    expect(media?.children.map(({ explanation }) => explanation).slice(3)).toEqual([
      'PCMU/8000, fixed by RFC 3551.',
      'telephone-event/8000',
    ]);
  });

  it('shows the parts of a multipart body', () => {
    const { fields } = described(
      request(
        [...HEADERS, 'Content-Type: multipart/mixed;boundary=b'],
        `--b\r\nContent-Type: application/sdp\r\n\r\n${SDP}\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n\x01\0\r\n--b--\r\n`,
      ),
    );
    const parts = fields.filter(({ name }) => name.startsWith('Part'));
    expect(parts.map(({ name, value, children }) => [name, value, ...children.map((child) => child.name)])).toEqual([
      ['Part 1', 'application/sdp', 'Content-Type', 'Session description'],
      ['Part 2', 'application/octet-stream', 'Content-Type', 'Body (application/octet-stream)'],
    ]);
    expect(parts[1]?.children[1]?.value).toBe('2 bytes that are not text');
  });

  it('stands on exact bytes: the slice of a field ends with its value, that of an innermost one is its value', () => {
    for (const text of [INVITE, withLine('Route: "é" <sip:é@b;x=é>;y="é"'), withLine('Via: SIP / 2.0 /\r\n UDP h')]) {
      const { bytes, fields } = described(text);
      for (const { value, start, end, children } of allOf(fields)) {
        expect(decode(bytes, start, end).endsWith(value)).toBe(true);
        for (const child of children.filter((one) => one.children.length === 0 && !one.name.includes('='))) {
          expect(decode(bytes, child.start, child.end)).toBe(child.value);
        }
      }
    }
  });

  it('explains header fields, parameters and methods', () => {
    const { fields } = described(INVITE);
    expect(fields[1]?.explanation).toContain('RFC 3261 §20.42');
    expect(fields[1]?.children[2]?.explanation).toContain('transaction');
    expect(fields[0]?.children[0]?.explanation).toContain('RFC 3261 §13');
  });

  it.each([
    ['Reason: Q.850;cause=17', 'cause', 'User busy'],
    ['Reason: SIP;cause=486;text="x"', 'cause', 'RFC 3261 §21.4.24'],
  ])('explains the cause of %s', (line, name, words) => {
    const reason = described(withLine(line)).fields.find((field) => field.name === 'Reason');
    const explanation = reason?.children.find((field) => field.name === name)?.explanation ?? 'none';
    expect(explanation.includes(words)).toBe(true);
  });

  it('explains each cause of two reasons', () => {
    const { fields } = described(withLine('Reason: Q.850;cause=16, SIP;cause=487'));
    const causes = allOf(fields).filter((field) => field.name === 'cause');
    expect(causes.map(({ explanation }) => explanation)).toEqual([
      'Normal call clearing',
      expect.stringContaining('RFC 3261 §21.4.25'),
    ]);
  });

  it('counts junk before the message', () => {
    const { bytes, fields } = described(`\0\0${INVITE}`);
    expect(fields.slice(0, 2).map(({ name, start, end }) => [name, start, end])).toEqual([
      ['Junk before the message', 0, 2],
      ['Request line', 2, 2 + (INVITE.split('\r\n')[0]?.length ?? 0)],
    ]);
    expectSoundFields(fields, { start: 0, end: bytes.length });
  });
});
