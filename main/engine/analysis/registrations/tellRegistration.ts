import type { KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { RegistrationStory } from '../../../../shared/protocol/registrationStory';
import type { MessageRow, RegistrationRow } from '../../../../shared/protocol/rows';

/** What a registration's story is made of. `messages` in order of arrival. */
export type RegistrationSource = {
  readonly registration: RegistrationRow;
  readonly messages: readonly MessageRow[];
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  readonly keepalive: KeepaliveRow | null;
};

/** Tells one registration in full: its attempts, bindings and what came of it. */
export function tellRegistration({ registration, messages, keepalive }: RegistrationSource): RegistrationStory {
  return {
    registration,
    messages,
    attempts: [],
    bindings: [],
    path: [],
    serviceRoute: [],
    outbound: '',
    nat: { kind: 'notTold', words: '', contact: null, source: registration.source },
    keepalive,
    verdict: { words: '', confidence: 'possible', messages: [] },
    evictedMessages: 0,
    omittedMessages: 0,
  };
}
