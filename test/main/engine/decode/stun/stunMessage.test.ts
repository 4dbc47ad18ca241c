import { describe, expect, it } from 'vitest';
import { isFingerprintRight, stunAttributeValue } from '../../../../../main/engine/decode/stun/attributeValue';
import { dataAttribute } from '../../../../../main/engine/decode/stun/dataAttribute';
import { readStunAddress, stunAddressText } from '../../../../../main/engine/decode/stun/stunAddress';
import { findAttribute, readStun, stunClass, stunMethod } from '../../../../../main/engine/decode/stun/stunMessage';
import { hexBytes, joinBytes, textBytes, words16, words32 } from '../../../../fixtures/bytes';
import {
  stun,
  STUN_TYPE,
  stunAddress,
  stunAttribute,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../../../fixtures/stunMessages';

/** RFC 5769 §2.1 and §2.2. */
const SAMPLE_REQUEST = hexBytes(
  `0001 0058 2112a442 b7e7a701bc34d686fa87dfae 8022 0010 5354554e207465737420636c69656e74 0024 0004 6e0001ff
   8029 0008 932ff9b151263b36 0006 0009 6576746a3a683676592020 20 0008 0014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
   8028 0004 e57a3bcf`,
);
const SAMPLE_RESPONSE = hexBytes(
  `0101 003c 2112a442 b7e7a701bc34d686fa87dfae 8022 000b 7465737420766563746f7220 0020 0008 0001a147e112a643
   0008 0014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 8028 0004 c07d4c96`,
);

function read(bytes: Uint8Array) {
  const message = readStun(bytes, 0, bytes.length);
  if (!message.ok) throw new Error(JSON.stringify(message.error));
  return message.value;
}

const valuesOf = (bytes: Uint8Array): readonly (string | null)[] => {
  const message = read(bytes);
  return message.attributes.map((attribute) => stunAttributeValue(bytes, attribute, message));
};

describe('readStun', () => {
  it.each([
    [0x0001, 0x001, 'request'],
    [0x0011, 0x001, 'indication'],
    [0x0101, 0x001, 'success'],
    [0x0111, 0x001, 'error'],
    [0x0113, 0x003, 'error'],
    [0x0017, 0x007, 'indication'],
    [0x0109, 0x009, 'success'],
    [0x3eef, 0xfff, 'request'],
    [0x0200, 0x080, 'request'],
  ])('takes type 0x%s apart', (type, method, messageClass) => {
    expect([stunMethod(type), stunClass(type)]).toEqual([method, messageClass]);
  });

  it('reads the sample request of RFC 5769', () => {
    const message = read(SAMPLE_REQUEST);
    expect(message).toMatchObject({ method: 1, messageClass: 'request', isClassic: false, end: 108, faults: [] });
    expect(valuesOf(SAMPLE_REQUEST)).toEqual([
      'STUN test client',
      '1845494271',
      'tie-breaker 932ff9b151263b36',
      'evtj:h6vY',
      '9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 (not checked)',
      '0xe57a3bcf (right)',
    ]);
  });

  it('reads the sample response of RFC 5769', () => {
    expect(valuesOf(SAMPLE_RESPONSE)).toEqual([
      'test vector',
      '192.0.2.1:32853',
      '2b91f599fd9e90c38c7489f92af9ba53f06be7d7 (not checked)',
      '0xc07d4c96 (right)',
    ]);
  });

  it('finds a fingerprint wrong when any byte before it was changed', () => {
    for (let at = 20; at < SAMPLE_REQUEST.length - 8; at += 1) {
      const changed = SAMPLE_REQUEST.slice();
      changed[at]! ^= 0x01;
      const message = readStun(changed, 0, changed.length);
      if (!message.ok) continue;
      const fingerprint = message.value.attributes.find(({ start }) => start === SAMPLE_REQUEST.length - 8);
      if (fingerprint) expect(isFingerprintRight(changed, fingerprint, message.value)).toBe(false);
    }
  });

  it.each([
    ['192.0.2.1', 3478, '192.0.2.1:3478'],
    ['2001:db8::1:2', 65535, '[2001:db8::1:2]:65535'],
  ])('reads %s plain and XORed', (address, port, text) => {
    const bytes = stun(
      STUN_TYPE.bindingSuccess,
      77,
      stunXorAddress(0x0020, address, port, 77),
      stunAddress(0x0001, address, port),
    );
    const message = read(bytes);
    const texts = message.attributes.map((attribute) => readStunAddress(bytes, message, attribute));
    expect(texts.map((one) => one && stunAddressText(one))).toEqual([text, text]);
  });

  it.each([
    ['an error', stunErrorCode(438, 'whatever'), '438 Stale Nonce'],
    ['an error that no registry has', stunErrorCode(499, 'My own'), '499 My own'],
    ['unknown attributes', stunAttribute(0x000a, words16(0x0024, 0x7777)), 'PRIORITY, attribute 0x7777'],
    ['a channel', stunAttribute(0x000c, words16(0x4001, 0)), '0x4001'],
    ['a lifetime', stunAttribute(0x000d, words32(600)), '600 s'],
    ['a transport', stunAttribute(0x0019, Uint8Array.of(17, 0, 0, 0)), 'UDP'],
    ['a flag', stunAttribute(0x0025, new Uint8Array(0)), 'set'],
    ['data', stunAttribute(0x0013, new Uint8Array(172)), '172 bytes'],
    ['an attribute of nobody', stunAttribute(0xc0ff, hexBytes('0102')), '0102'],
    ['an address cut short', stunAttribute(0x0020, hexBytes('0001 a147')), null],
    ['an address of no family', stunAttribute(0x0020, hexBytes('0003 a147 00000000')), null],
    ['an error cut short', stunAttribute(0x0009, hexBytes('0000')), null],
  ])('says what %s is', (_, attribute, value) => {
    expect(valuesOf(stun(STUN_TYPE.bindingError, 1, attribute))).toEqual([value]);
  });

  it('keeps what can be read of a message that is cut off', () => {
    const whole = stun(STUN_TYPE.bindingRequest, 1, stunText(0x0006, 'abcd:efgh'), stunText(0x8022, 'client 1.0'));
    const message = read(whole.slice(0, whole.length - 6));
    expect(message.attributes.map(({ type, valueStart, valueEnd }) => [type, valueEnd - valueStart])).toEqual([
      [0x0006, 9],
      [0x8022, 6],
    ]);
    expect(message.faults.map(({ kind }) => kind)).toEqual(['truncated', 'truncated']);
  });

  it('stops after 128 attributes and says so', () => {
    const message = read(stun(1, 1, ...new Array<Uint8Array>(200).fill(stunAttribute(0x0025, new Uint8Array(0)))));
    expect(message.attributes).toHaveLength(128);
    expect(message.faults).toHaveLength(1);
  });

  it('takes the first of two attributes of a type', () => {
    const bytes = stun(1, 1, stunText(0x0006, 'one:two'), stunText(0x0006, 'three:four'));
    const message = read(bytes);
    expect(findAttribute(message, 0x0006)).toBe(message.attributes[0]);
  });
});

describe('RFC 3489, which has no cookie', () => {
  const classic = (type: number, body: Uint8Array, lengthBytes = body.length): Uint8Array =>
    joinBytes(words16(type, lengthBytes), words32(1, 2, 3, 4), body);
  const mapped = stunAddress(0x0001, '192.0.2.9', 5000);

  it.each([
    ['a response', classic(0x0101, mapped)],
    ['a request that asks for another port', classic(0x0001, stunAttribute(0x0003, words32(2)))],
    ['a response of a later server', classic(0x0101, joinBytes(mapped, stunText(0x8022, 'Vovida.o')))],
  ])('%s is one', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ isClassic: true, faults: [] });
  });

  it.each([
    ['no attribute', classic(0x0001, new Uint8Array(0))],
    ['another type', classic(0x0003, mapped)],
    ['another length', classic(0x0101, mapped, 8)],
    ['an attribute of later times', classic(0x0101, stunText(0x0014, 'realm'))],
    ['an address that is none', classic(0x0101, stunAttribute(0x0001, words32(0, 0)))],
    ['bytes behind the attributes', classic(0x0101, joinBytes(mapped, words16(0)))],
  ])('%s is none', (_, bytes) => {
    expect(readStun(bytes, 0, bytes.length).ok).toBe(false);
  });
});

describe('dataAttribute', () => {
  const data = textBytes('twelve bytes');

  it.each([STUN_TYPE.sendIndication, STUN_TYPE.dataIndication])('finds what an indication %s carries', (type) => {
    const bytes = stun(type, 1, stunXorAddress(0x0012, '192.0.2.7', 9), stunAttribute(0x0013, data));
    const range = dataAttribute(bytes, 0, bytes.length)!;
    expect(bytes.slice(range.start, range.end)).toEqual(data);
  });

  it('finds nothing in other messages, nor where no data is', () => {
    const request = stun(STUN_TYPE.bindingRequest, 1, stunAttribute(0x0013, data));
    const empty = stun(STUN_TYPE.sendIndication, 1, stunXorAddress(0x0012, '192.0.2.7', 9));
    expect(dataAttribute(request, 0, request.length)).toBeNull();
    expect(dataAttribute(empty, 0, empty.length)).toBeNull();
  });

  it('does not reach past the end of what was captured', () => {
    const bytes = stun(STUN_TYPE.sendIndication, 1, stunAttribute(0x0013, data));
    for (let end = 0; end <= bytes.length; end += 1) {
      expect(dataAttribute(bytes, 0, end)?.end ?? 0).toBeLessThanOrEqual(end);
    }
  });
});
