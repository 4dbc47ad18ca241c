import { assert, constantFrom, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyPayload } from '../../../../main/engine/analysis/classify';
import { countingBytes, hexBytes, joinBytes, textBytes, words16, words32 } from '../../../fixtures/bytes';
import { hep2, hep3 } from '../../../fixtures/hepPackets';
import { receiverReport, rtcp, rtp, senderReport, sourceDescription } from '../../../fixtures/rtpPackets';

const kindOf = (payload: Uint8Array): string => {
  const bytes = joinBytes(Uint8Array.of(0x80), payload, countingBytes(32));
  return classifyPayload(bytes, 1, 1 + payload.length);
};

const stun = (
  attributes: Uint8Array = new Uint8Array(0),
  fields: { type?: number; length?: number; cookie?: number } = {},
) =>
  joinBytes(
    words16(fields.type ?? 0x0001, fields.length ?? attributes.length),
    words32(fields.cookie ?? 0x2112a442, 1, 2, 3),
    attributes,
  );
const dtls = (contentType: number, bodyBytes: number, version = 0xfefd) =>
  joinBytes(Uint8Array.of(contentType), words16(version, 0, 0, 0, 0), words16(bodyBytes), new Uint8Array(bodyBytes));
const shortDtls = (lengthBytes: number): Uint8Array =>
  joinBytes(Uint8Array.of(0x2e), words16(9, lengthBytes), countingBytes(lengthBytes));
const channel = (data: Uint8Array, paddingBytes = 0) =>
  joinBytes(words16(0x4001, data.length), data, new Uint8Array(paddingBytes));

describe('classifyPayload', () => {
  it.each([
    ['sip', 'a request', textBytes('INVITE sip:bob@example.com SIP/2.0\r\n\r\n')],
    ['sip', 'a response', textBytes('SIP/2.0 200 OK\r\n\r\n')],
    ['sip', 'a request behind four NULs', textBytes('\0\0\0\0REGISTER sip:x SIP/2.0\r\n')],
    [
      'sip',
      'a method with a first letter in the range of TURN',
      textBytes('NOTIFY sip:bob@example.com SIP/2.0\r\n\r\n'),
    ],
    ['rtp', 'a packet', rtp({ payloadType: 8, sequence: 1 }, countingBytes(160))],
    ['rtp', 'without payload', rtp({}, new Uint8Array(0))],
    ['rtp', 'marker and a dynamic payload type', rtp({ payloadType: 111, marker: true }, countingBytes(20))],
    [
      'rtp',
      'comfort noise with padding and extension',
      rtp({ payloadType: 13, paddingBytes: 3, extension: words32(1) }, countingBytes(1)),
    ],
    ['rtp', 'payload type 63, marker: second byte 191', rtp({ payloadType: 63, marker: true }, countingBytes(20))],
    ['rtp', 'payload type 96, marker: second byte 224', rtp({ payloadType: 96, marker: true }, countingBytes(20))],
    ['rtcp', 'a compound', joinBytes(senderReport({ ssrc: 1 }), sourceDescription(1, [1, 'c']))],
    ['rtcp', 'feedback alone', rtcp({ packetType: 206, count: 1 }, words32(1, 2))],
    ['rtcp', 'encrypted behind the first header', joinBytes(receiverReport(1), countingBytes(34))],
    ['stun', 'a binding request', stun()],
    ['stun', 'a success response with attributes', stun(new Uint8Array(12), { type: 0x0101 })],
    ['dtls', 'a client hello', dtls(22, 100, 0xfeff)],
    ['dtls', 'application data', dtls(23, 30)],
    ['dtls', 'two records', joinBytes(dtls(20, 1), dtls(22, 40))],
    ['zrtp', 'hello', hexBytes('1000 0001 5a525450 00000001 505a 001d')],
    ['turnChannel', 'around RTP', channel(rtp({}, countingBytes(20)))],
    ['turnChannel', 'padded to a word', channel(countingBytes(5), 3)],
    [
      'stun',
      'a response of RFC 3489, without a cookie',
      stun(hexBytes('0001 0008 0001 1388 c0000209'), { type: 0x0101, cookie: 0x01020304 }),
    ],
    ['dtls', 'records of DTLS 1.3 with lengths', joinBytes(shortDtls(20), shortDtls(33))],
    ['hep', 'version 2', hep2('OPTIONS sip:x SIP/2.0\r\n\r\n')],
    ['hep', 'version 3', hep3('OPTIONS sip:x SIP/2.0\r\n\r\n')],
    ['keepalive', 'nothing', new Uint8Array(0)],
    ['keepalive', 'CRLF', textBytes('\r\n')],
    ['keepalive', 'double CRLF', textBytes('\r\n\r\n')],
    ['keepalive', 'four NULs', new Uint8Array(4)],
    ['other', 'one letter', textBytes('x')],
    ['other', 'hello', textBytes('hello')],
    ['other', 'HTTP', textBytes('GET / HTTP/1.1\r\n\r\n')],
    ['other', 'MGCP', textBytes('CRCX 1204 aaln/1@rgw MGCP 1.0\r\n')],
    ['other', 'RTP version 1', rtp({ version: 1 }, countingBytes(20))],
    ['other', 'RTP version 3', rtp({ version: 3 }, countingBytes(20))],
    ['other', 'half an RTP header', rtp({}, new Uint8Array(0)).subarray(0, 8)],
    ['other', 'an RTP extension longer than the packet', hexBytes('9000 0001 00000000 00000000 bede00ff')],
    ['other', 'RTCP whose first length leads past the end', rtcp({ packetType: 200, lengthWords: 90 }, words32(1, 2))],
    [
      'other',
      'a type of RTCP that nobody uses, with a broken chain',
      joinBytes(rtcp({ packetType: 222 }, words32(1)), countingBytes(5)),
    ],
    ['other', 'STUN without its cookie', stun(new Uint8Array(0), { cookie: 0x2112a443 })],
    ['other', 'a request of RFC 3489 with nothing to know it by', stun(new Uint8Array(0), { cookie: 1 })],
    ['other', 'a record of DTLS 1.3 without its length', joinBytes(Uint8Array.of(0x22, 9), countingBytes(30))],
    ['other', 'a record of DTLS 1.3 too short for its tag', shortDtls(16)],
    ['other', 'a record of DTLS 1.3 with a byte too many', joinBytes(shortDtls(20), Uint8Array.of(1))],
    ['other', 'a channel above those of RFC 8656', joinBytes(words16(0x5000, 4), countingBytes(4))],
    ['other', 'STUN longer than the datagram', stun(new Uint8Array(0), { length: 4 })],
    ['other', 'STUN of an odd length', stun(new Uint8Array(3))],
    ['other', 'TLS', dtls(22, 100, 0x0303)],
    ['other', 'a DTLS record longer than the datagram', dtls(22, 100).subarray(0, 100)],
    ['other', 'a first byte of ZRTP without its cookie', hexBytes('1000 0001 5a525451 00000001')],
    ['other', 'a channel longer than the datagram', channel(countingBytes(20)).subarray(0, 23)],
    ['other', 'a channel with four bytes too many', channel(countingBytes(20), 4)],
    ['other', 'DNS', hexBytes('1a2b 0100 0001 0000 0000 0000 0377 7777')],
    ['other', 'bytes above every range', new Uint8Array(40).fill(0xff)],
  ])('%s: %s', (kind, _name, payload) => {
    expect(kindOf(payload)).toBe(kind);
  });

  it('never throws and always answers, also with the first bytes of every protocol', () => {
    const firstBytes = constantFrom(0, 1, 16, 20, 22, 23, 64, 73, 79, 83, 128, 144, 160, 176, 191);
    assert(
      property(firstBytes, uint8Array({ maxLength: 80 }), (first, rest) => {
        return kindOf(Uint8Array.of(first, ...rest)).length > 0;
      }),
      { numRuns: 3000 },
    );
  });

  it('does not read past the end: what follows a datagram never changes its kind', () => {
    const samples = [
      stun(new Uint8Array(12)),
      dtls(22, 8),
      channel(countingBytes(7)),
      rtp({ extension: words32(1) }, countingBytes(3)),
    ];
    for (const sample of [...samples, senderReport({ ssrc: 1 }), textBytes('BYE sip:a SIP/2.0\r\n')]) {
      for (let length = 0; length <= sample.length; length += 1) {
        const alone = sample.slice(0, length);
        expect(classifyPayload(sample, 0, length)).toBe(classifyPayload(alone, 0, length));
      }
    }
  });
});
