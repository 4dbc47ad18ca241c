import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableUser, sameUser, userBucket } from '../../../../../main/engine/analysis/links/userNumber';

describe('users', () => {
  it.each([
    ['+49 30 1234567', '0049301234567', true],
    ['+49-30-123.4567', '030/1234567', true],
    ['tel:+4930(123)4567', '4930 1234567', true],
    ['+4930123456;phone-context=example.org', '030123456', true],
    ['Alice', 'alice', true],
    ['1001', '1001', true],
    ['01', '1', false],
    ['1001', '91001', false],
    ['1234567', '991234567', true],
    ['1234567', '1234568', false],
    ['491234567890', '498234567890', true],
    ['491234567890', '491234567891', false],
    ['anonymous', 'anonymous', false],
    ['', '', false],
    ['anonymous', '', false],
    ['alice', 'bob', false],
    ['*97', '*97', true],
  ])('%s and %s: %s', (one, other, expected) => {
    const users = [comparableUser(one), comparableUser(other)] as const;
    expect(sameUser(...users)).toBe(expected);
    if (expected) expect(userBucket(users[0])).toBe(userBucket(users[1]));
  });

  it('that are the same are in one bucket, whatever they are', () => {
    const digits = fc.stringMatching(/^\+?[0-9]{1,14}$/);
    fc.assert(
      fc.property(digits, digits, fc.string({ maxLength: 300 }), (one, other, text) => {
        const [a, b, c] = [comparableUser(one), comparableUser(other), comparableUser(text)];
        if (sameUser(a, b)) expect(userBucket(a)).toBe(userBucket(b));
        expect(c.length).toBeLessThanOrEqual(128);
        expect(sameUser(c, c)).toBe(c !== '');
      }),
      { numRuns: 500 },
    );
  });
});
