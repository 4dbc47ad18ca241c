import { describe, expect, it } from 'vitest';
import { failureOf, type AttemptEvidence } from '../../../../../main/engine/analysis/registrations/registrationFailure';

const sent = { asker: 'registrar' as const, realm: 'pbx', nonce: 'n1' };
const refused: AttemptEvidence = {
  status: 403,
  reason: 'Forbidden',
  requestSeen: true,
  answered: [{ ...sent, asked: sent, acceptedBefore: false }],
  challenges: [],
  challengedBefore: true,
  registeredBefore: false,
  cameBack: false,
};

describe('403 after credentials', () => {
  it.each([
    ['Forbidden', 'credentialsRefused'],
    ['Forbidden (Bad auth)', 'wrongPassword'],
    ['Wrong password or domain', 'wrongPassword'],
    ['Nobody home', 'credentialsRefused'],
  ])('%s is %s', (reason, failure) => {
    expect(failureOf({ ...refused, reason })).toBe(failure);
  });

  it('is no matter of the password where the user was registered before', () => {
    expect(failureOf({ ...refused, registeredBefore: true })).toBe('forbidden');
  });
});
