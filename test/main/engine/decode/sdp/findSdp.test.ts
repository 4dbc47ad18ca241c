import { describe, expect, it } from 'vitest';
import { findSdp } from '../../../../../main/engine/decode/sdp/findSdp';
import { bodyPartsOf } from '../../../../../main/engine/decode/sip/bodyParts';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { decode, encode, HEADERS, request, SDP } from '../sip/messages';

function found(headers: readonly string[], body: string): string | null {
  const bytes = encode(`junk${request([...HEADERS, ...headers], body)}`);
  const message = parseSip(bytes, 4, bytes.length);
  const range = message.ok ? findSdp(message.value, bytes, 4) : null;
  return range === null ? null : decode(bytes, range.start, range.end);
}

const part = (contentType: string, content: string): string => `Content-Type: ${contentType}\r\n\r\n${content}\r\n`;
const ISUP = part('application/isup;version=x', '\x01\x02');

describe('findSdp', () => {
  it.each([
    ['plain', ['Content-Type: application/sdp'], SDP],
    ['compact, mixed case, with parameters', ['c: Application / SDP ; charset=utf-8'], SDP],
    ['without Content-Type', [], SDP],
    [
      'multipart',
      ['Content-Type: multipart/mixed;boundary=b1'],
      `--b1\r\n${part('application/sdp', SDP)}--b1\r\n${ISUP}--b1--\r\n`,
    ],
    [
      'after another part',
      ['Content-Type: multipart/mixed;boundary="b 1"'],
      `--b 1\r\n${ISUP}--b 1\r\n${part('application/sdp', SDP)}--b 1--\r\n`,
    ],
    [
      'after a preamble',
      ['Content-Type: multipart/mixed; boundary=b'],
      `not for you\r\n--b\r\nc:application/sdp\r\n\r\n${SDP}\r\n--b--`,
    ],
    [
      'multipart within multipart',
      ['Content-Type: multipart/mixed;boundary=a'],
      `--a\r\n${part('multipart/alternative;boundary=b', `--b\r\n${ISUP}--b\r\n${part('application/sdp', SDP)}--b--`)}--a--\r\n`,
    ],
  ])('finds it %s', (_name, headers, body) => {
    expect(found(headers, body)).toBe(SDP);
  });

  it('takes what is there of a part that does not end', () => {
    expect(
      found(['Content-Type: multipart/mixed;boundary=b'], `--b\r\nContent-Type: application/sdp\r\n\r\n${SDP}`),
    ).toBe(SDP);
  });

  it.each([
    ['no body', ['Content-Type: application/sdp'], ''],
    ['another type', ['Content-Type: text/plain'], SDP],
    ['another body without type', [], 'hello'],
    ['no boundary', ['Content-Type: multipart/mixed'], `--b\r\n${part('application/sdp', SDP)}--b--`],
    ['another boundary', ['Content-Type: multipart/mixed;boundary=bb'], `--b\r\n${part('application/sdp', SDP)}--b--`],
    [
      'a longer delimiter',
      ['Content-Type: multipart/mixed;boundary=b'],
      `--bb\r\n${part('application/sdp', SDP)}--bb--`,
    ],
  ])('finds none: %s', (_name, headers, body) => {
    expect(found(headers, body)).toBeNull();
  });

  it('reads no more than 32 parts and keeps the rest as one', () => {
    const body = `--b\r\n${ISUP}`.repeat(100);
    const bytes = encode(request([...HEADERS, 'Content-Type: multipart/mixed;boundary=b'], body));
    const message = parseSip(bytes, 0, bytes.length);
    const parts = message.ok ? bodyPartsOf(message.value, bytes, 0) : [];
    expect(parts).toHaveLength(33);
    expect(parts.at(-1)?.range.end).toBe(bytes.length);
  });
});
