import { describe, expect, it } from 'vitest';
import {
  addressOfRecord,
  registerPurpose,
  registrarDomain,
} from '../../../../../main/engine/analysis/registrations/registerContacts';

describe('addressOfRecord', () => {
  it.each([
    ['<sip:alice@EXAMPLE.org>;tag=1', 'sip:alice@example.org'],
    ['"A" <sip:alice@example.org:5070;transport=tcp?a=b>', 'sip:alice@example.org:5070'],
    ['sips:alice@example.org', 'sips:alice@example.org'],
    ['<sip:example.org>', 'sip:example.org'],
    ['<tel:+4930123>', 'tel:+4930123'],
    ['', ''],
  ])('of %s is %s', (to, aor) => {
    expect(addressOfRecord(to)).toBe(aor);
  });
});

describe('registerPurpose', () => {
  it.each([
    [[], null, 'query'],
    [[{ uri: 'sip:a', expiresS: null }], null, 'register'],
    [[{ uri: 'sip:a', expiresS: null }], 0, 'unregister'],
    [[{ uri: 'sip:a', expiresS: 60 }], 0, 'register'],
    [[{ uri: '*', expiresS: null }], 0, 'unregister'],
  ])('of %j with Expires %s is %s', (bindings, expiresS, purpose) => {
    expect(registerPurpose(bindings, expiresS)).toBe(purpose);
  });
});

describe('registrarDomain', () => {
  it('is the host in lower case', () => {
    expect(registrarDomain('sip:Example.ORG:5070;lr')).toBe('example.org');
  });
});
