import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeStun } from '../../../../../main/engine/decode/stun/describeStun';
import { countingBytes, words32 } from '../../../../fixtures/bytes';
import { fieldLines } from '../../../../fixtures/fieldLines';
import { expectSturdy } from '../../../../fixtures/hostileBytes';
import {
  channelData,
  stun,
  STUN_TYPE,
  stunAttribute,
  stunErrorCode,
  stunText,
  stunXorAddress,
} from '../../../../fixtures/stunMessages';

const linesOf = (bytes: Uint8Array): string[] => fieldLines(describeStun(new FieldMaker(bytes), 0, bytes.length));

describe('describeStun', () => {
  it('shows a check of ICE', () => {
    const check = stun(
      STUN_TYPE.bindingRequest,
      7,
      stunText(0x0006, 'abcd:wxyz1'),
      stunAttribute(0x0024, words32(1845501695)),
      stunAttribute(0x802a, words32(1, 2)),
      stunAttribute(0x0025, new Uint8Array(0)),
      stunAttribute(0xc057, words32(0x00030032)),
    );
    expect(linesOf(check)).toEqual([
      'Message type: Binding request (0x0001) [0,2)',
      'Length: 48 bytes of attributes [2,4)',
      'Magic cookie: 2112a442 [4,8)',
      'Transaction identifier: b7e7a701bc34d68600000007 [8,20)',
      'USERNAME: abcd:wxyz1 [20,34)',
      'PRIORITY: 1845501695 [36,44)',
      'ICE-CONTROLLING: tie-breaker 0000000100000002 [44,56)',
      'USE-CANDIDATE: set [56,60)',
      'GOOG-NETWORK-INFO: 00030032 [60,68)',
    ]);
  });

  it('shows ChannelData', () => {
    expect(linesOf(channelData(0x4001, countingBytes(5), 3))).toEqual([
      'Channel number: 0x4001 [0,2)',
      'Length: 5 bytes [2,4)',
      'Data: 5 bytes [4,9)',
      'Padding: 000000 [9,12)',
    ]);
  });

  it('says what is wrong and what lies behind', () => {
    const refused = stun(
      STUN_TYPE.allocateError,
      1,
      stunErrorCode(401, 'Unauthorized'),
      stunAttribute(0x000d, new Uint8Array(0)),
    );
    const lines = linesOf(Uint8Array.of(...refused, 1, 2));
    expect(lines[0]).toBe('Message type: Allocate error response (0x0113) [0,2)');
    expect(lines.slice(4)).toEqual([
      'ERROR-CODE: 401 Unauthenticated [20,40)',
      'LIFETIME:  (too short) [40,44)',
      'Behind the message: 2 bytes [44,46)',
    ]);
  });

  it('survives anything', () => {
    expectSturdy(describeStun, [
      stun(STUN_TYPE.bindingSuccess, 1, stunXorAddress(0x0020, '2001:db8::9', 4000), stunAttribute(0x8028, words32(1))),
      stun(STUN_TYPE.allocateError, 2, stunErrorCode(438, 'Stale Nonce'), stunText(0x0014, 'example.org')),
      stun(
        STUN_TYPE.sendIndication,
        3,
        stunXorAddress(0x0012, '192.0.2.1', 9),
        stunAttribute(0x0013, countingBytes(9)),
      ),
      channelData(0x4001, countingBytes(5), 3),
    ]);
  });
});
