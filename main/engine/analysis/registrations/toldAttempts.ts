import type { DigestResult } from '../../../../shared/protocol/digestCheck';
import type {
  Challenge,
  Credentials,
  RegistrationAttempt,
  RegistrationFailure,
} from '../../../../shared/protocol/registrationStory';
import type { MessageRow, RegistrationRow } from '../../../../shared/protocol/rows';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';
import { ChallengeMemory } from './challengeMemory';
import { digestRemarks, NonceCounts } from './digestRemarks';
import {
  readChallenges,
  readCredentials,
  readNextNonce,
  type OfferedChallenge,
  type SentCredentials,
} from './digestParts';
import { answerRemarks, type ReadAttempt, type Terms } from './answerRemarks';
import { grantedSeconds, readBindings, readExpires, registerPurpose } from './registerContacts';
import { failureOf } from './registrationFailure';
import { MOST_REMARKS } from './registrationLimits';

type CheckOf = (request: MessageRow) => DigestResult;

/** As the window shows it. */
function plainChallenge(offered: OfferedChallenge): Challenge {
  const { scheme, realm, nonce, algorithm, qop, stale, opaque } = offered;
  return { scheme, realm, nonce, algorithm, qop, stale, opaque };
}

function plainCredentials(sent: SentCredentials, check: DigestResult): Credentials {
  const { scheme, username, realm, nonce, uri, response, algorithm, qop, cnonce, nc, opaque } = sent;
  return { scheme, username, realm, nonce, uri, response, algorithm, qop, cnonce, nc, opaque, check };
}

/** Walks the attempts of a registration in order and tells each, with what the ones before it leave behind. */
export class AttemptTeller {
  readonly #memory = new ChallengeMemory<OfferedChallenge>();
  readonly #counts = new NonceCounts();
  readonly #user: string;
  readonly #checkOf: CheckOf;
  #registeredBefore = false;

  constructor({ aor }: RegistrationRow, checkOf: CheckOf) {
    this.#user = readUri(aor).user;
    this.#checkOf = checkOf;
  }

  tell(attempt: ReadAttempt): RegistrationAttempt {
    const { request, response, asked, answer } = attempt;
    const { callId, cseqNumber } = (request ?? response)!;
    const sent = asked === null ? [] : readCredentials(asked);
    const answered = sent
      .filter(({ isAnswer }) => isAnswer)
      .map((each) => ({
        ...each,
        asked: this.#memory.answeredBy(callId, each),
        acceptedBefore: this.#memory.wasAccepted(each.nonce),
      }));
    const status = response?.status ?? null;
    const challenges = answer !== null && isChallenge(status) ? readChallenges(answer) : [];
    const failure = this.#failureOf(attempt, answered, challenges);
    const shown = this.#shownOf(sent, status);
    const answersTo = answered.find((each) => each.asker === shown?.asker && each.nonce === shown.nonce)?.asked ?? null;
    const terms = termsOf(attempt);
    const told: RegistrationAttempt = {
      callId,
      cseq: cseqNumber,
      atMs: (request ?? response)!.atMs,
      request: request?.index ?? null,
      response: response?.index ?? null,
      status,
      reason: response?.reason ?? '',
      roundTripMs: request === null || response === null ? null : Math.max(0, response.atMs - request.atMs),
      ...terms,
      challenge: challenges[0] ? plainChallenge(challenges[0]) : null,
      credentials: shown && request ? plainCredentials(shown, this.#checkOf(request)) : null,
      answersTo: answersTo && plainChallenge(answersTo),
      remarks: [
        ...sent.flatMap((each) => this.#remarksOf(each, callId, asked)),
        ...answerRemarks(attempt, challenges, terms),
      ].slice(0, MOST_REMARKS),
      failure,
    };
    this.#learn(callId, answered, challenges, attempt);
    return told;
  }

  /** Nothing is told of an attempt whose messages are gone. */
  #failureOf(
    { request, response, asked, answer, cameBack }: ReadAttempt,
    answered: Parameters<typeof failureOf>[0]['answered'],
    challenges: readonly OfferedChallenge[],
  ): RegistrationFailure | null {
    const status = response?.status ?? null;
    const isGone = (request !== null && asked === null) || (isChallenge(status) && answer === null);
    if (isGone) return null;
    return failureOf({
      status: status !== null && status < 200 ? null : status,
      reason: response?.reason ?? '',
      requestSeen: request !== null,
      answered,
      challenges,
      challengedBefore: !this.#memory.isEmpty,
      registeredBefore: this.#registeredBefore,
      cameBack,
    });
  }

  /** Of several credentials those for whoever was not content with them; else the registrar's. */
  #shownOf(sent: readonly SentCredentials[], status: number | null): SentCredentials | null {
    const wanted = status === 407 ? 'proxy' : 'registrar';
    return sent.find(({ asker }) => asker === wanted) ?? sent[0] ?? null;
  }

  #remarksOf(sent: SentCredentials, callId: string, asked: SipMessage | null): readonly string[] {
    const requestUri = asked?.kind === 'request' ? asked.requestUri : '';
    const challenge = sent.isAnswer ? this.#memory.answeredBy(callId, sent) : null;
    const remarks = digestRemarks({ sent, asked: challenge, requestUri, user: this.#user });
    const ofCount = this.#counts.note(sent);
    return ofCount === null ? remarks : [...remarks, ofCount];
  }

  #learn(
    callId: string,
    answered: readonly { readonly nonce: string; readonly realm: string }[],
    challenges: readonly OfferedChallenge[],
    { response, answer, asked }: ReadAttempt,
  ): void {
    this.#memory.note(callId, challenges);
    const status = response?.status ?? 0;
    if (status < 200 || status >= 300) return;
    for (const { nonce } of answered) this.#memory.noteAccepted(callId, nonce);
    if (asked !== null && purposeOf(asked) === 'register') this.#registeredBefore = true;
    const nonce = answer === null ? null : readNextNonce(answer);
    const before = answered[0];
    if (nonce === null || before === undefined) return;
    const known = this.#memory.answeredBy(callId, { asker: 'registrar', ...before });
    if (known !== null) this.#memory.note(callId, [{ ...known, nonce, stale: false }]);
  }
}

const purposeOf = (asked: SipMessage): NonNullable<Terms['purpose']> =>
  registerPurpose(readBindings(asked), readExpires(asked));

/** What was asked for, and what was granted. */
function termsOf({ asked, answer, response }: ReadAttempt): Terms {
  if (asked === null) return { purpose: null, askedS: null, grantedS: null };
  const bindings = readBindings(asked);
  const purpose = purposeOf(asked);
  const askedS = purpose === 'query' ? null : (bindings[0]?.expiresS ?? readExpires(asked));
  const isGranted = answer !== null && purpose === 'register' && Math.trunc((response?.status ?? 0) / 100) === 2;
  return { purpose, askedS, grantedS: isGranted ? grantedSeconds(answer, bindings[0]?.uri ?? '', askedS) : null };
}

/** Failures that are none when what follows them works. */
const MENDED: ReadonlySet<RegistrationFailure> = new Set(['staleNonce', 'intervalTooBrief']);

/** With hindsight: a challenge that was answered is no failure, nor is a nonce or interval that was mended. */
export function withHindsight(attempts: readonly RegistrationAttempt[]): readonly RegistrationAttempt[] {
  const told = [...attempts];
  const following = new Map<string, RegistrationAttempt>();
  for (let at = told.length - 1; at >= 0; at -= 1) {
    const attempt = told[at]!;
    const next = following.get(attempt.callId) ?? told[at + 1];
    const isAnswered = attempt.failure === 'challengeNotAnswered' && next !== undefined && next.credentials !== null;
    const isMended = attempt.failure !== null && MENDED.has(attempt.failure) && next?.failure === null;
    if (isAnswered || isMended) told[at] = { ...attempt, failure: null };
    following.set(attempt.callId, told[at]!);
  }
  return told;
}
