import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksLikeSip } from '../../../../../main/engine/decode/sip/looksLikeSip';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';

const TORTURE = new URL('../../../../../../shared/corpus/torture-rfc4475/', import.meta.url);

/** Asks in the middle of a buffer that would complete any half of a start line. */
const looks = (text: string): boolean => {
  const before = textBytes('INVITE sip:a ');
  const message = textBytes(text);
  const bytes = joinBytes(before, message, textBytes('SIP/2.0 200 sip:a SIP/2.0\r\n'));
  return looksLikeSip(bytes, before.length, before.length + message.length);
};

describe('looksLikeSip', () => {
  it.each([
    'INVITE sip:bob@biloxi.example.com SIP/2.0\r\n',
    'SIP/2.0 200 OK\r\n',
    'sip/2.0 200 ok\n',
    'SIP/7.0 200 OK\r\n',
    'options SIP:bob@example.com sip/2.0\n',
    'OPTIONS sip:t.watson@example.org SIP/7.0\r\n',
    'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0\r\n',
    'INVITE <sip:user@example.com> SIP/2.0\r\n',
    'INVITE  sip:user@example.com  SIP/2.0\r\n',
    'OPTIONS sip:remote-target@example.com SIP/2.0  \r\n',
    'INVITE sip:user@example.com; lr SIP/2.0\r\n',
    'INVITE\tsip:user@example.com\tSIP/2.0\r\n',
    "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI SIP/2.0\r\n",
    'RE%47IST%45R sip:registrar.example.com SIP/2.0\r\n',
    'INVITE sip:alan@jasomi.com\r\n',
    'MESSAGE tel:+15551234 SIP/2.0',
    'INVITE sips:cut.off.by.the.capt',
    '\r\n\r\nINVITE sip:bob@biloxi.example.com SIP/2.0\r\n',
    '\0\0\0\0REGISTER sip:x SIP/2.0\r\n',
    `${' '.repeat(16)}REGISTER sip:x SIP/2.0\r\n`,
    `OPTIONS ${'a'.repeat(8000)} SIP/2.0\r\n`,
  ])('%j', (text) => {
    expect(looks(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    'hello',
    'Hello SIP',
    'GET / HTTP/1.1\r\nHost: sip:example.com\r\n',
    'GET /SIP/2.0 HTTP/1.1\r\n',
    'HTTP/1.1 200 OK\r\n',
    'CRCX 1204 aaln/1@rgw.example.net MGCP 1.0\r\n',
    '200 1204 OK\r\nSIP/2.0\r\n',
    'OPTIONS rtsp://example.com/media RTSP/1.0\r\n',
    'NOTIFY * HTTP/1.1\r\nUser-Agent: SIP/2.0\r\n',
    'Via: SIP/2.0/UDP 192.0.2.1\r\n',
    'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n',
    'INVITE SIP/2.0 was seen by the proxy\r\n',
    'INVITE /SIP/2.0\r\n',
    'INVITE\r\n sip:a SIP/2.0\r\n',
    'IN{VITE sip:bob@biloxi.example.com SIP/2.0\r\n',
    'INVITE xSIP/2.0\r\n',
    'INVITE mailto:a SIP\r\n',
    'INVITE mailto:a SIP/\r\n',
    'SIP/',
    'SIP/x.0 200 OK\r\n',
    'SIP',
    'INVITE',
    'INVITE ',
    'INVITE sip',
    `${'\0'.repeat(17)}REGISTER sip:x SIP/2.0\r\n`,
    `${'A'.repeat(65)} sip:x SIP/2.0\r\n`,
    `OPTIONS ${'a'.repeat(9000)} SIP/2.0\r\n`,
  ])('%j is not', (text) => {
    expect(looks(text)).toBe(false);
  });

  it('never reads past the end, cut off at every length', () => {
    const whole = 'OPTIONS http:a SIP/2.0\r\n';
    for (let length = 0; length < whole.length; length += 1) {
      expect(looks(whole.slice(0, length))).toBe(length >= 'OPTIONS http:a SIP/2'.length);
    }
  });
});

describe.skipIf(!existsSync(TORTURE))(
  'looksLikeSip on the torture messages of RFC 4475 (a corpus beside the repository)',
  () => {
    const files = existsSync(TORTURE) ? readdirSync(TORTURE).filter((name) => name.endsWith('.dat')) : [];

    it('finds some', () => expect(files.length).toBeGreaterThan(40));

    it.each(files)('%s', (name) => {
      const bytes = readFileSync(new URL(name, TORTURE));
      expect(looksLikeSip(bytes, 0, bytes.length)).toBe(true);
    });
  },
);
