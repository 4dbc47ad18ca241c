import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeZrtp } from '../../../../../main/engine/decode/zrtp/describeZrtp';
import { readZrtpCommit, readZrtpHello, zrtpErrorCode } from '../../../../../main/engine/decode/zrtp/zrtpMessages';
import { zrtpErrorName } from '../../../../../main/engine/decode/zrtp/zrtpNames';
import { readZrtp, type ZrtpPacket } from '../../../../../main/engine/decode/zrtp/zrtpPacket';
import { countingBytes, words32 } from '../../../../fixtures/bytes';
import { fieldLines } from '../../../../fixtures/fieldLines';
import { expectSturdy } from '../../../../fixtures/hostileBytes';
import { zrtp, zrtpCommit, zrtpHello } from '../../../../fixtures/zrtpPackets';

function read(bytes: Uint8Array): ZrtpPacket {
  const packet = readZrtp(bytes, 0, bytes.length);
  if (!packet.ok) throw new Error(JSON.stringify(packet.error));
  return packet.value;
}

describe('readZrtp', () => {
  it('reads Hello with its lists', () => {
    const bytes = zrtp('Hello', zrtpHello(), { sequence: 9 });
    const packet = read(bytes);
    expect(packet).toMatchObject({ messageType: 'Hello', sequence: 9, ssrc: 0xcafe0001, isCrcRight: true, faults: [] });
    const hello = readZrtpHello(bytes, packet)!;
    expect([hello.version, hello.clientId]).toEqual(['1.10', 'GNU ZRTP4J 4.1.0']);
    expect(hello.lists.map(({ name, values }) => `${name}: ${values.join(' ')}`)).toEqual([
      'Hash: S256',
      'Cipher: AES1 AES3',
      'Authentication tag: HS80',
      'Key agreement: DH3k',
      'SAS: B32',
    ]);
  });

  it('reads what Commit chooses', () => {
    const bytes = zrtp('Commit', zrtpCommit());
    expect(readZrtpCommit(bytes, read(bytes))?.choices).toEqual(['S256', 'AES1', 'HS80', 'DH3k', 'B32']);
  });

  it('names an error', () => {
    const bytes = zrtp('Error', words32(0x61));
    expect(zrtpErrorName(zrtpErrorCode(bytes, read(bytes))!)).toBe('bad Diffie-Hellman public value');
  });

  it('finds the sum wrong when any byte was changed', () => {
    const bytes = zrtp('HelloACK');
    for (let at = 8; at < bytes.length; at += 1) {
      if (at === 14 || at === 15) continue; // the length: then it lies elsewhere
      const changed = bytes.slice();
      changed[at]! ^= 0x40;
      expect(read(changed).isCrcRight).toBe(false);
    }
  });

  it('says nothing of the sum of a packet that was cut off', () => {
    const bytes = zrtp('Hello', zrtpHello());
    const packet = read(bytes.slice(0, 60));
    expect(packet).toMatchObject({ messageType: 'Hello', isCrcRight: null });
    expect(packet.faults).toHaveLength(1);
    expect(readZrtpHello(bytes.slice(0, 60), packet)?.clientId).toBe('GNU ZRTP4J 4.1.0');
  });

  it.each([
    ['shorter than its headers', zrtp('HelloACK').slice(0, 23)],
    ['of another cookie', zrtp('HelloACK').fill(0, 4, 8)],
  ])('takes nothing that is %s', (_, bytes) => {
    expect(readZrtp(bytes, 0, bytes.length).ok).toBe(false);
  });
});

describe('describeZrtp', () => {
  it('shows an error field by field', () => {
    const bytes = zrtp('Error', words32(0x51));
    expect(fieldLines(describeZrtp(new FieldMaker(bytes), 0, bytes.length))).toEqual([
      'Header: 0x1000 [0,2)',
      'Sequence number: 1 [2,4)',
      'Magic cookie: ZRTP [4,8)',
      'SSRC: 0xcafe0001 [8,12)',
      'Preamble: 0x505a [12,14)',
      'Length: 4 words of four bytes [14,16)',
      'Message type: Error [16,24)',
      'Error code: 0x51 hash type not supported [24,28)',
      expect.stringMatching(/^CRC-32C: [0-9a-f]{8} \(right\) \[28,32\)$/),
    ]);
  });

  it('survives anything', () => {
    expectSturdy(describeZrtp, [
      zrtp('Hello', zrtpHello()),
      zrtp('Commit', zrtpCommit()),
      zrtp('Confirm1', countingBytes(64)),
      zrtp('Error', words32(0x20)),
    ]);
  });
});
