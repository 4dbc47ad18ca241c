import type { DigestResult } from '../../../../shared/protocol/digestCheck';
import type { KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { NatFinding, RegistrationStory } from '../../../../shared/protocol/registrationStory';
import type { MessageRow, RegistrationRow } from '../../../../shared/protocol/rows';
import { parseSip } from '../../decode/sip/parseSip';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { ReadAttempt } from './answerRemarks';
import { bindingRows, routesIn } from './bindingRows';
import { natFinding, originOfRequest, originOfResponse } from './contactOrigin';
import { openAttempts } from './openAttempts';
import { outboundWords } from './outboundWords';
import { readBindings } from './registerContacts';
import { MOST_TOLD_MESSAGES } from './registrationLimits';
import { registrationVerdict } from './registrationVerdict';
import { AttemptTeller, withHindsight } from './toldAttempts';

/** What a registration's story is made of. `messages` in order of arrival. */
export type RegistrationSource = {
  readonly registration: RegistrationRow;
  readonly messages: readonly MessageRow[];
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
  readonly keepalive: KeepaliveRow | null;
  /** How far the capture has come; without it nothing is said of what did not happen any more. */
  readonly captureEndsAtMs?: number;
  /** What became of a password against the credentials of a request; without it they are not checked. */
  readonly checkOf?: (request: MessageRow) => DigestResult;
  /** Messages that are taken in, the latest ones. */
  readonly mostMessages?: number;
};

/** Reads messages again, and counts those that are gone. */
class MessageAccess {
  readonly #readMessage: RegistrationSource['readMessage'];
  evicted = 0;

  constructor(readMessage: RegistrationSource['readMessage']) {
    this.#readMessage = readMessage;
  }

  read(row: MessageRow | null): SipMessage | null {
    if (row === null) return null;
    const bytes = this.#readMessage(row);
    if (bytes === 'evicted') {
      this.evicted += 1;
      return null;
    }
    const result = parseSip(bytes, 0, bytes.length);
    return result.ok ? result.value : null;
  }
}

/** What the story remembers of its attempts beside their rows. */
type Latest = {
  /** Contacts that its REGISTERs named. */
  readonly contacts: Set<string>;
  /** The latest REGISTER that named one, and the latest one that succeeded. */
  named: ReadAttempt | null;
  succeeded: ReadAttempt | null;
};

/** Contacts that are remembered as this registration's own. */
const MOST_OWN_CONTACTS = 64;

function remember(latest: Latest, attempt: ReadAttempt): void {
  const { contacts } = latest;
  const named = attempt.asked === null ? [] : readBindings(attempt.asked).filter(({ uri }) => uri !== '*');
  for (const { uri } of named) if (contacts.size < MOST_OWN_CONTACTS) contacts.add(uri);
  if (named.length > 0) latest.named = attempt;
  const status = attempt.response?.status ?? 0;
  if (attempt.answer !== null && status >= 200 && status < 300) latest.succeeded = attempt;
}

function natOf(registration: RegistrationRow, named: ReadAttempt | null): NatFinding {
  const { contact, source } = registration;
  if (!named?.asked || !named.request) return natFinding(contact, null, source);
  const ofAnswer = named.answer === null ? null : originOfResponse(named.answer);
  return natFinding(contact, ofAnswer ?? originOfRequest(named.asked, named.request.source), source);
}

/** Tells one registration in full: its attempts, bindings and what came of it. */
export function tellRegistration(source: RegistrationSource): RegistrationStory {
  const { registration, messages, keepalive, captureEndsAtMs, checkOf, mostMessages = MOST_TOLD_MESSAGES } = source;
  const taken = messages.slice(-mostMessages);
  const access = new MessageAccess(source.readMessage);
  const teller = new AttemptTeller(registration, checkOf ?? (() => 'notChecked'));
  const latest: Latest = { contacts: new Set(), named: null, succeeded: null };
  const told = openAttempts(taken).map((open) => {
    const attempt = { ...open, asked: access.read(open.request), answer: access.read(open.response) };
    remember(latest, attempt);
    return teller.tell(attempt);
  });
  const attempts = withHindsight(told);
  const { named, succeeded } = latest;
  const bindings = succeeded?.answer ? bindingRows(succeeded.answer, [...latest.contacts]) : [];
  const pathOfAnswer = routesIn(succeeded?.answer ?? null, 'path');
  return {
    registration,
    messages,
    attempts,
    bindings,
    path: pathOfAnswer.length > 0 ? pathOfAnswer : routesIn(named?.asked ?? null, 'path'),
    serviceRoute: routesIn(succeeded?.answer ?? null, 'service-route'),
    outbound: outboundWords(named?.asked ?? null, succeeded?.answer ?? null),
    nat: natOf(registration, named),
    keepalive,
    verdict: registrationVerdict({
      registration,
      attempts,
      bindingCount: bindings.length,
      captureEndsAtMs: captureEndsAtMs ?? null,
    }),
    evictedMessages: access.evicted,
    omittedMessages: messages.length - taken.length,
  };
}
