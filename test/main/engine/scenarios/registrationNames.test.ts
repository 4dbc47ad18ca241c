import { describe, expect, it } from 'vitest';
import type { RegistrationFailure } from '../../../../shared/protocol/registrationStory';
import type { RegistrationOutcome } from '../../../../shared/protocol/rows';
import type { RegistrationScenarioKind } from '../../../../shared/sip/scenarios';
import * as flows from '../../../generator/scenarios/registrations';
import { findIn, type Play } from './findings';

type Row = readonly [
  name: string,
  play: Play,
  scenario: RegistrationScenarioKind,
  outcome: RegistrationOutcome,
  /** Of several, any is a fair reading. */
  failures: readonly (RegistrationFailure | null)[],
];

const ROWS: readonly Row[] = [
  ['RFC 3665 §2.1 new registration', flows.newRegistration, 'registration', 'registered', [null]],
  ['RFC 3665 §2.2 update of contacts', flows.updatedContacts, 'update', 'registered', [null]],
  ['a refresh', flows.refreshed, 'update', 'registered', [null]],
  ['RFC 3665 §2.3 query', flows.contactQuery, 'query', 'queried', [null]],
  ['RFC 3665 §2.4 cancellation', flows.cancelledRegistration, 'cancellation', 'unregistered', [null]],
  ['RFC 3665 §2.5 unsuccessful', flows.wrongPassword, 'unsuccessful', 'challenged', ['wrongPassword']],
  [
    'a wrong password answered with 403',
    flows.wrongPasswordForbidden,
    'unsuccessful',
    'rejected',
    ['credentialsRefused'],
  ],
  ['an unknown user', flows.unknownUser, 'unsuccessful', 'rejected', ['unknownUser']],
  ['forbidden without a challenge', flows.forbiddenAtOnce, 'unsuccessful', 'rejected', ['forbidden', 'unknownUser']],
  ['another realm', flows.wrongRealm, 'unsuccessful', 'challenged', ['wrongRealm']],
  ['a stale nonce, tried again', flows.staleNonce, 'registration', 'registered', [null]],
  ['a stale nonce, given up', flows.staleForGood, 'unsuccessful', 'challenged', ['staleNonce']],
  ['too brief', flows.intervalTooBrief, 'unsuccessful', 'rejected', ['intervalTooBrief']],
  ['too brief, then longer', flows.intervalLengthened, 'registration', 'registered', [null]],
  ['a loop', flows.loopDetected, 'unsuccessful', 'rejected', ['loop']],
  ['a registrar that fails', flows.registrarFailure, 'unsuccessful', 'rejected', ['serverFailure']],
  ['SHA-256 with auth-int', flows.strongerDigests, 'registration', 'registered', [null]],
];

const seen = (play: Play, aor: string) => {
  const row = findIn(play).registrations.find((each) => each.aor.includes(aor));
  return row && { scenario: row.scenario, outcome: row.outcome, failure: row.failure };
};

describe('the names of registrations', () => {
  it.each(ROWS)('%s', (_name, play, scenario, outcome, failures) => {
    const { registrations, decoderFaults } = findIn(play);
    expect(decoderFaults).toBe(0);
    expect(registrations.map((row) => [row.scenario, row.outcome])).toEqual([[scenario, outcome]]);
    expect(failures).toContain(registrations[0]?.failure);
  });

  it('a registrar that answers others and not this one', () => {
    expect(seen(flows.registrarSilent, '1001')).toEqual({
      scenario: 'unanswered',
      outcome: 'unanswered',
      failure: 'noAnswer',
    });
    expect(seen(flows.registrarSilent, '1008')?.scenario).toBe('registration');
  });

  it('a challenge that nobody answered while the capture went on', () => {
    const found = { scenario: 'unsuccessful', outcome: 'challenged', failure: 'challengeNotAnswered' };
    expect(seen(flows.challengeNotAnswered, '1001')).toEqual(found);
  });

  it('the NAT before the telephone', () => {
    expect(findIn(flows.behindNat).registrations[0]).toMatchObject({ scenario: 'registration', behindNat: true });
    expect(findIn(flows.newRegistration).registrations[0]?.behindNat).toBe(false);
  });
});
