import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { property, assert, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../../main/engine/store/inflate';
import { hexBytes, textBytes } from '../../../fixtures/bytes';

const MEBIBYTE = 1024 * 1024;
const text = textBytes('INVITE sip:bob@example.net SIP/2.0\r\n'.repeat(20));

describe('inflate', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
    ['raw deflate', deflateRawSync(text)],
    ['a message of permessage-deflate, which ends without a last block', deflateRawSync(text, { finishFlush: 2 })],
  ])('takes off %s', (_name, bytes) => {
    expect(inflate(new Uint8Array(bytes))).toEqual(text);
  });

  it('reads the example of RFC 7692 §7.2.3.1', () => {
    expect(inflate(hexBytes('f248cdc9c90700 0000ffff'))).toEqual(textBytes('Hello'));
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['one byte', Uint8Array.of(0x78)],
    ['text', text],
    ['a gzip header and nothing behind it', hexBytes('1f8b0800 00000000 0003')],
  ])('answers null for %s', (_name, bytes) => {
    expect(inflate(bytes)).toBeNull();
  });

  it('gives up what would be longer than a mebibyte', () => {
    expect(inflate(new Uint8Array(deflateSync(new Uint8Array(MEBIBYTE))))).toHaveLength(MEBIBYTE);
    expect(inflate(new Uint8Array(deflateSync(new Uint8Array(MEBIBYTE + 1))))).toBeNull();
    expect(inflate(new Uint8Array(gzipSync(new Uint8Array(64 * MEBIBYTE))))).toBeNull();
  });

  it('never throws', () => {
    assert(property(uint8Array({ maxLength: 200 }), (bytes) => (inflate(bytes)?.length ?? 0) <= MEBIBYTE));
  });
});
