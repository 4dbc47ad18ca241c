import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../main/engine/digest/checkMessage';
import type { DigestCheck } from '../../../../shared/protocol/digestCheck';
import { sipRequest, sipResponse } from '../../../fixtures/sipMessages';
import { madeMessage } from '../../../renderer/rows';
import { challenge, CREDENTIALS, NONCE, URI } from './registerFlow';

const text = new TextEncoder();
const REQUEST = text.encode(sipRequest('REGISTER', { uri: URI, headers: [CREDENTIALS] }));
const ANSWER = text.encode(sipResponse(401, 'Unauthorized', { headers: [challenge(NONCE)] }));

function check(request: Uint8Array, answer: Uint8Array | 'evicted', answers = 1): DigestCheck {
  const row = madeMessage(answers, null);
  const earlier = Array.from({ length: answers }, (_, at) => madeMessage(at, null, { method: null, status: 401 }));
  const readMessage = (message: typeof row) => (message === row ? request : answer);
  return checkMessage({ row, earlier, readMessage }, () => '1234');
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at % copy.length]! ^= 1 << bit;
  return copy;
};

describe('the check of hostile messages', () => {
  it('is right on whole ones', () => expect(check(REQUEST, ANSWER).words).toBe('Password matches.'));

  it('takes request and answer cut off anywhere', () => {
    for (let length = 0; length < REQUEST.length; length += 1) {
      const { words } = check(REQUEST.subarray(0, length), ANSWER.subarray(0, length));
      expect(words).not.toBe('');
    }
  });

  it('takes any flipped bits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(7), (one, other, bit) => {
        expect(check(flipped(REQUEST, one, bit), flipped(ANSWER, other, bit)).words).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('takes any bytes for parameters', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const withBytes = (start: string, value: Uint8Array): Uint8Array =>
      Buffer.concat([text.encode(`${start}: Digest `), value, text.encode('\r\n\r\n')]);
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const request = withBytes('REGISTER sip:a SIP/2.0\r\nAuthorization', one);
        const answer = withBytes('SIP/2.0 401 No\r\nWWW-Authenticate', other);
        expect(check(request, answer).result).toBe('notChecked');
      }),
    );
  });

  it('does without answers that are gone', () => {
    expect(check(REQUEST, 'evicted').words).toContain('The challenge is not in the capture');
  });

  it('looks no further than 64 answers back, and at no more than eight credentials', () => {
    let reads = 0;
    const row = madeMessage(5000, null);
    const earlier = Array.from({ length: 5000 }, (_, at) => madeMessage(at, null, { method: null, status: 401 }));
    const many = text.encode(sipRequest('REGISTER', { uri: URI, headers: Array<string>(900).fill(CREDENTIALS) }));
    const readMessage = (message: typeof row): Uint8Array => {
      reads += 1;
      return message === row ? many : text.encode(sipResponse(401, 'Unauthorized', { headers: [challenge('other')] }));
    };
    expect(checkMessage({ row, earlier, readMessage }, () => '1234').result).toBe('nonceDiffers');
    expect(reads).toBe(1 + 8 * 64);
  });
});
