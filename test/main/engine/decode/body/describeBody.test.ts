import { assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../../../../main/engine/decode/body/readBody';
import { describeFields } from '../../../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { hexBytes, joinBytes, textBytes } from '../../../../fixtures/bytes';
import { fieldOutline } from '../../../../fixtures/fieldOutline';
import { expectSoundFields } from '../sip/checkRanges';
import { HEADERS } from '../sip/messages';
import { BODIES, lines, PIDF, SUMMARY, VOICE_QUALITY } from './bodies';

function messageOf(contentType: string, body: Uint8Array): Uint8Array {
  const head = ['INFO sip:b@example.org SIP/2.0', ...HEADERS, `Content-Type: ${contentType}`, '', ''].join('\r\n');
  return joinBytes(textBytes(head), body);
}

/** The fields of the body, the last of the message. */
function bodyFields(contentType: string, body: Uint8Array | string): MessageField | undefined {
  const bytes = messageOf(contentType, typeof body === 'string' ? textBytes(body) : body);
  const message = parseSip(bytes, 0, bytes.length);
  const fields = message.ok ? describeFields(message.value, bytes) : [];
  expectSoundFields(fields, { start: 0, end: bytes.length });
  return fields.at(-1);
}

const outlineOf = (contentType: string, body: Uint8Array | string): readonly string[] =>
  fieldOutline(bodyFields(contentType, body)?.children ?? []);

describe('bodies', () => {
  it('of XML are shown element by element', () => {
    const field = bodyFields('application/pidf+xml', PIDF);
    expect([field?.name, field?.explanation]).toEqual(['Presence', expect.stringContaining('RFC 3863')]);
    expect(fieldOutline(field?.children ?? [])).toEqual([
      ...['presence=', '. @xmlns=urn:ietf:params:xml:ns:pidf', '. @entity=pres:alice@example.com', '. tuple='],
      ...['. . @id=sg89ae', '. . status=', '. . . basic=open', '. . contact=sip:alice@pc.example.com'],
      ...['. . . @priority=0.8', '. . note=on <the> phone'],
    ]);
    expect(field?.children[0]?.children[2]?.explanation).toContain('RFC 3863 §4.1.2');
  });

  it('are named when a table knows them, and shown as XML when it does not', () => {
    expect(bodyFields('application/vnd.3gpp.cw+xml', '<cw/>')?.name).toBe('Call waiting');
    expect(bodyFields('application/vnd.example+xml', '<x>1</x>')?.name).toBe('Body (application/vnd.example+xml)');
    expect(bodyFields('application/vnd.3gpp.ussd', '\0\x01')).toMatchObject({
      name: 'Body (application/vnd.3gpp.ussd)',
      value: '2 bytes that are not text',
      explanation: expect.stringContaining('TS 24.390'),
    });
    expect(bodyFields('text/plain', 'Hello')).toMatchObject({ name: 'Body (text/plain)', value: 'Hello' });
  });

  it('of message summaries count messages', () => {
    expect(outlineOf('application/simple-message-summary', SUMMARY)).toEqual([
      ...['Messages-Waiting=yes', 'Message-Account=sip:alice@vmail.example.com', 'Voice-Message=2/8 (0/2)', '. New=2'],
      ...['. Old=8', '. New, urgent=0', '. Old, urgent=2', 'Fax-Message=1/0', '. New=1', '. Old=0'],
    ]);
  });

  it('of voice quality reports give metrics their units', () => {
    expect(outlineOf('application/vq-rtcpxr', VOICE_QUALITY)).toEqual([
      ...['VQSessionReport=CallTerm', 'CallID=6dg37f1890463', 'LocalID=Alice <sip:alice@example.org;x=y>'],
      ...['LocalAddr=IP=10.10.1.100 PORT=5000 SSRC=1a3b5c7d', '. IP=10.10.1.100', '. PORT=5000', '. SSRC=1a3b5c7d'],
      ...['LocalMetrics=', 'Timestamps=START=2004-10-10T18:23:43Z STOP=2004-10-01T18:26:02Z'],
      ...['. START=2004-10-10T18:23:43Z', '. STOP=2004-10-01T18:26:02Z'],
      'SessionDesc=PT=18 PD=G729 SR=8000 FD=20 FO=20 FPP=2 PPS=50 FMTP="annexb=no" PLC=3 SSUP=on',
      ...['. PT=18', '. PD=G729', '. SR=8000 Hz', '. FD=20 ms', '. FO=20 bytes', '. FPP=2 frames'],
      ...['. PPS=50 packets/s', '. FMTP=annexb=no', '. PLC=3', '. SSUP=on'],
      ...['JitterBuffer=JBA=3 JBR=2 JBN=40 JBM=80 JBX=120', '. JBA=3', '. JBR=2', '. JBN=40 ms', '. JBM=80 ms'],
      ...['. JBX=120 ms', 'PacketLoss=NLR=5.0 JDR=2.0', '. NLR=5.0 %', '. JDR=2.0 %', 'Signal=SL=-18 NL=-50 RERL=55'],
      ...['. SL=-18 dBm0', '. NL=-50 dBm0', '. RERL=55 dB', 'QualityEst=MOSLQ=4.2 MOSCQ=4.3 XYZ=7', '. MOSLQ=4.2'],
      ...['. MOSCQ=4.3', '. XYZ=7'],
    ]);
  });

  it.each([
    ['application/dtmf-relay', 'Signal= #\r\nDuration= 160\r\n', ['Signal=#', 'Duration=160 ms']],
    ['application/dtmf', '5\r\n', ['Signal=5']],
    [
      'message/sipfrag',
      'SIP/2.0 486 Busy Here\r\nContact: <sip:b@c>\r\n',
      [
        'Status line=SIP/2.0 486 Busy Here',
        '. Version=SIP/2.0',
        '. Status=486',
        '. Reason phrase=Busy Here',
        'Contact=<sip:b@c>',
        '. URI=sip:b@c',
        '. . User=b',
        '. . Host=c',
      ],
    ],
    [
      'message/sipfrag',
      'To: <sip:b@c>\r\n\r\nx',
      ['To=<sip:b@c>', '. URI=sip:b@c', '. . User=b', '. . Host=c', 'Body=x'],
    ],
    [
      'application/trickle-ice-sdpfrag',
      'a=mid:0\r\na=end-of-candidates\r\n',
      ['a=mid=0', '. Identification=0', 'a=end-of-candidates='],
    ],
  ])('of %s are taken apart', (contentType, body, expected) => {
    expect(outlineOf(contentType, body)).toEqual(expected);
  });

  it('of short messages name what the relay layer does', () => {
    const sms = bodyFields('application/vnd.3gpp.sms', hexBytes('01 2a 0791'));
    expect([sms?.name, ...fieldOutline(sms?.children ?? [])]).toEqual([
      ...['Short message', 'Message type=RP-DATA, network to mobile', 'Message reference=42', 'Content=0791'],
    ]);
    expect(outlineOf('application/vnd.3gpp.sms', '\x02\x2a')[0]).toBe('Message type=RP-ACK, mobile to network');
  });

  it('that are encoded are not guessed at', () => {
    const body = bodyFields('application/sdp\r\nContent-Encoding: gzip', '\x1f\x8b\x08');
    expect(body).toMatchObject({ name: 'Body (application/sdp)', value: '4 bytes, gzip', children: [] });
  });

  it('number nested parts', () => {
    const inner = lines('--i', 'Content-Type: text/plain', '', 'one', '--i', '', 'two', '--i--');
    const body = lines(
      '--o',
      'Content-Type: text/plain',
      '',
      'zero',
      '--o',
      'Content-Type: multipart/alternative;boundary=i',
      '',
      inner,
      '--o',
      'Content-Type: text/plain',
      'Content-ID: <x@y>',
      '',
      'three',
      '--o--',
    );
    const bytes = messageOf('multipart/related;boundary="o"', textBytes(body));
    const message = parseSip(bytes, 0, bytes.length);
    const fields = message.ok ? describeFields(message.value, bytes) : [];
    expectSoundFields(fields, { start: 0, end: bytes.length });
    const parts = fields.filter(({ name }) => name.startsWith('Part'));
    expect(parts.map(({ name, children }) => [name, children.at(-1)?.value])).toEqual([
      ...[
        ['Part 1', 'zero'],
        ['Part 2.1', 'one'],
        ['Part 2.2', 'two'],
        ['Part 3', 'three'],
      ],
    ]);
    expect(parts[3]?.children.map(({ name }) => name)).toContain('Content-ID');
  });
});

describe('a multipart body', () => {
  const namesOf = (body: string): readonly (string | undefined)[] => {
    const bytes = messageOf('multipart/mixed;boundary=b', textBytes(body));
    const message = parseSip(bytes, 0, bytes.length);
    const fields = message.ok ? describeFields(message.value, bytes) : [];
    return fields.filter(({ name }) => /part/i.test(name)).map(({ name, value }) => `${name}=${value.trim()}`);
  };

  it('shows what lies outside its parts', () => {
    expect(namesOf(lines('hidden', '--b', '', 'one', '--b--', '', 'too'))).toEqual([
      ...['Outside the parts=hidden\r\n--b', 'Part 1=text/plain', 'Outside the parts=--b--\r\n\r\ntoo'],
    ]);
    expect(namesOf(lines('', '--b', '', 'one', '--b', '', 'two', '--b--', '  '))).toEqual([
      ...['Part 1=text/plain', 'Part 2=text/plain'],
    ]);
  });
});

describe('any bytes', () => {
  function readAll(contentType: string, body: Uint8Array): void {
    const bytes = messageOf(contentType, body);
    const message = parseSip(bytes, 0, bytes.length);
    if (!message.ok) return expect.fail('no message');
    expectSoundFields(describeFields(message.value, bytes), { start: 0, end: bytes.length });
    for (const { range } of readBody(message.value, bytes, 0).issues) {
      if (!(range.start >= 0 && range.start <= range.end && range.end <= bytes.length))
        expect.fail('range of an issue');
    }
  }

  it('cut off at every length', () => {
    for (const [contentType, body] of BODIES) {
      for (let end = 0; end < body.length; end += body.length > 300 ? 3 : 1) readAll(contentType, body.slice(0, end));
    }
  });

  it('at random', () => {
    const types = BODIES.map(([contentType]) => contentType);
    assert(property(constantFrom(...types), uint8Array({ maxLength: 60 }), readAll), { numRuns: 2000 });
  });

  it('with bits turned over', () => {
    const flipped = property(
      constantFrom(...BODIES),
      integer({ min: 0 }),
      integer({ min: 0 }),
      ([contentType, seed], one, two) => {
        const body = seed.slice();
        for (const bit of [one, two]) body[(bit >>> 3) % body.length]! ^= 1 << (bit & 7);
        readAll(contentType, body);
      },
    );
    assert(flipped, { numRuns: 3000 });
  });

  it.each([
    ['application/pidf+xml', '<a>'],
    ['application/pidf+xml', '<a b="'],
    ['application/pidf+xml', '</a>'],
    ['application/pidf+xml', '<a x=\'1\' y="2"/>'],
    ['application/pidf+xml', '<!--'],
    ['application/pidf+xml', '<![CDATA['],
    ['application/pidf+xml', '<!DOCTYPE ['],
    ['application/pidf+xml', '<'],
    ['application/pidf+xml', '<a =" '],
    ['application/simple-message-summary', 'Voice-Message: 1/2 (3/4)\r\n'],
    ['application/simple-message-summary', ' '],
    ['application/vq-rtcpxr', 'a:b=1 '],
    ['application/vq-rtcpxr', ' b="'],
    ['application/dtmf-relay', '=='],
    ['message/sipfrag', 'a:b\r\n'],
    ['multipart/mixed;boundary=b', '--b\r\n\u2028\u2028\r\n'],
    ['multipart/mixed;boundary=b', '\u2028'],
    ['application/isup', '\x01\x01\x01\x01'],
    ['application/isup', '\x0c\x02\x01\x01\x41\x41\x41\x00'],
  ])('in linear time: %s of %j', (contentType, piece) => {
    const body = textBytes(piece.repeat(Math.ceil(200_000 / piece.length)));
    const startedAtMs = performance.now();
    readAll(contentType, body);
    expect(performance.now() - startedAtMs).toBeLessThan(3000);
  });
});
