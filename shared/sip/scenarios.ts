/**
 * Names of what happened, after the example flows of RFC 3665 and RFC 5359 and the RFCs of the methods. `words` stand in lists;
 * `reference` says where such a flow is shown.
 */
export type Scenario = { readonly words: string; readonly reference: string };

const CALLS = {
  session: ['Session', 'RFC 3665 §3.1'],
  sessionThroughProxies: ['Session through proxies', 'RFC 3665 §3.2'],
  cancelled: ['Cancelled by the caller', 'RFC 3665 §3.8'],
  answeredElsewhere: ['Answered elsewhere', 'RFC 3326 §3.1'],
  busy: ['Busy', 'RFC 3665 §3.9'],
  noAnswer: ['No answer', 'RFC 3665 §3.8'],
  noResponse: ['No response from the other side', 'RFC 3665 §3.10'],
  unavailable: ['Temporarily unavailable', 'RFC 3665 §3.11'],
  unallocated: ['Unallocated number', 'RFC 3398 §8.2.6.1'],
  declined: ['Declined', 'RFC 3261 §21.6.2'],
  forbidden: ['Forbidden', 'RFC 3261 §21.4.4'],
  notAuthenticated: ['Not authenticated', 'RFC 3261 §22'],
  notAcceptable: ['Media not acceptable', 'RFC 3261 §21.4.26'],
  redirected: ['Redirected', 'RFC 3665 §3.6'],
  failed: ['Failed', 'RFC 3261 §21'],
  blindTransfer: ['Blind transfer', 'RFC 5359 §2.4'],
  attendedTransfer: ['Attended transfer', 'RFC 5359 §2.5'],
  pickup: ['Call pickup', 'RFC 5359 §2.16'],
  inProgress: ['In progress where the capture ends', ''],
  cannotTell: ['Cannot tell', ''],
} as const satisfies Record<string, readonly [string, string]>;

const REGISTRATIONS = {
  registration: ['Successful new registration', 'RFC 3665 §2.1'],
  update: ['Update of the registration', 'RFC 3665 §2.2'],
  query: ['Request for the current contacts', 'RFC 3665 §2.3'],
  cancellation: ['Cancellation of the registration', 'RFC 3665 §2.4'],
  unsuccessful: ['Unsuccessful registration', 'RFC 3665 §2.5'],
  unanswered: ['No answer from the registrar', 'RFC 3261 §10.2.7'],
  cannotTell: ['Cannot tell', ''],
} as const satisfies Record<string, readonly [string, string]>;

const EXCHANGES = {
  message: ['Instant message', 'RFC 3428'],
  options: ['OPTIONS', 'RFC 3261 §11'],
  subscription: ['Subscription', 'RFC 6665'],
  messageWaiting: ['Message waiting', 'RFC 3842'],
  presence: ['Presence', 'RFC 3856'],
  dialogState: ['Busy lamp', 'RFC 4235'],
  conferenceState: ['Conference state', 'RFC 4575'],
  registrationState: ['Registration state', 'RFC 3680'],
  publish: ['Publication', 'RFC 3903'],
  notify: ['Notification without subscription', 'RFC 6665'],
  info: ['INFO outside a call', 'RFC 6086'],
  refer: ['REFER outside a call', 'RFC 3515'],
  other: ['Other exchange', ''],
  cannotTell: ['Cannot tell', ''],
} as const satisfies Record<string, readonly [string, string]>;

export type CallScenarioKind = keyof typeof CALLS;
export type RegistrationScenarioKind = keyof typeof REGISTRATIONS;
export type ExchangeKind = keyof typeof EXCHANGES;

const scenarioOf = ([words, reference]: readonly [string, string]): Scenario => ({ words, reference });

export const callScenario = (kind: CallScenarioKind): Scenario => scenarioOf(CALLS[kind]);
export const registrationScenario = (kind: RegistrationScenarioKind): Scenario => scenarioOf(REGISTRATIONS[kind]);
export const exchangeScenario = (kind: ExchangeKind): Scenario => scenarioOf(EXCHANGES[kind]);

/** What else happened in a call, in the order in which its name tells them. */
const TRAITS = {
  authenticated: 'with authentication',
  forked: 'forked',
  redirected: 'via redirect',
  forwarded: 'forwarded',
  lateOffer: 'late offer',
  earlyMedia: 'early media',
  reliableProvisional: 'PRACK',
  updated: 'UPDATE',
  reInvited: 're-INVITE',
  held: 'hold',
  glare: 'glare',
  crossedCancel: 'CANCEL crossed the answer',
  sessionTimer: 'session timer',
  refreshMissed: 'session refresh missed',
  transferred: 'transfer',
  transferFailed: 'transfer failed',
  replacing: 'in place of another call',
  replaced: 'replaced',
  fax: 'fax',
  info: 'INFO',
} as const;

export type CallTrait = keyof typeof TRAITS;
export const CALL_TRAITS = Object.keys(TRAITS) as readonly CallTrait[];
export const traitWords = (trait: CallTrait): string => TRAITS[trait];
