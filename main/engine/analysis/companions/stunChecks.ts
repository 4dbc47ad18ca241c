import { isFingerprintRight } from '../../decode/stun/attributeValue';
import { readStunAddress, stunAddressText, type StunAddress } from '../../decode/stun/stunAddress';
import { readStunError, stunErrorText } from '../../decode/stun/stunError';
import { findAttribute, type StunMessage } from '../../decode/stun/stunMessage';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { STUN_ATTRIBUTE } from './stunAttributes';
import type { StunRounds } from './stunRounds';
import type { StunRequestDetails, StunTransaction } from './stunTransactions';
import { counted, joined, milliseconds } from './words';

const ROLE_CONFLICT = 487;
const TRY_ALTERNATE = 300;
/** So many requests without any answer: nobody is there, or a firewall is between. */
const SILENT_AFTER_REQUESTS = 3;

export type StunChecksOptions = {
  /** A check was answered with success. */
  readonly onSuccess: () => void;
  /** How the other side sees the sender of a request. */
  readonly onMapped: (address: StunAddress) => void;
};

/** Binding requests between two endpoints: checks of ICE (RFC 8445 §7), or questions to a STUN server. */
export class StunChecks implements CompanionState {
  readonly #companion: Companion;
  readonly #rounds: StunRounds;
  readonly #options: StunChecksOptions;
  #isIce = false;
  #username = '';
  #succeeded = 0;
  #refused = 0;
  #roleConflicts = 0;
  #indications = 0;
  #wrongFingerprints = 0;
  #isNominated = false;
  #mappedOfSource = '';
  #mappedOfDestination = '';

  constructor(companion: Companion, rounds: StunRounds, options: StunChecksOptions) {
    this.#companion = companion;
    this.#rounds = rounds;
    this.#options = options;
  }

  /** `username` is that of a request, empty otherwise. */
  note(message: StunMessage, username: string, sighting: Sighting): void {
    this.#checkFingerprint(message, sighting);
    switch (message.messageClass) {
      case 'request':
        return this.#noteRequest(message, username, sighting);
      case 'success':
        return this.#noteSuccess(message, sighting);
      case 'error':
        return this.#noteError(message, sighting);
      case 'indication':
        this.#indications += 1;
    }
  }

  summary(): string {
    const { requests, unanswered, meanRoundTripMs } = this.#rounds;
    const noun = this.#isIce ? 'check' : 'request';
    return joined(
      this.#isIce ? 'ICE' : 'STUN',
      requests > 0 ? counted(requests, noun) : null,
      requests > 0 ? `${this.#succeeded} answered` : null,
      this.#refused > 0 ? `${this.#refused} refused` : null,
      this.#isSilent ? 'no answer' : unanswered > 0 ? `${unanswered} without answer` : null,
      this.#roleConflicts > 0 ? counted(this.#roleConflicts, 'role conflict') : null,
      requests === 0 && this.#indications > 0 ? counted(this.#indications, 'indication') : null,
      meanRoundTripMs === null ? null : `round trip ${milliseconds(meanRoundTripMs)}`,
      this.#isNominated ? 'nominated' : null,
      this.#mappedOfSource === '' ? null : `mapped address ${this.#mappedOfSource}`,
      this.#wrongFingerprints > 0 ? 'wrong FINGERPRINT' : null,
    );
  }

  isWrong(): boolean {
    return this.#refused > 0 || this.#wrongFingerprints > 0 || this.#isSilent;
  }

  get #isSilent(): boolean {
    return this.#rounds.answers === 0 && this.#rounds.sentSinceAnswer >= SILENT_AFTER_REQUESTS;
  }

  #noteRequest(message: StunMessage, username: string, sighting: Sighting): void {
    if (username.includes(':')) this.#noteCheck(username, sighting);
    this.#rounds.takeRequest(message, sighting, () => requestDetails(message, username));
  }

  #noteCheck(username: string, sighting: Sighting): void {
    this.#isIce = true;
    if (this.#username !== '') return;
    this.#username = username;
    this.#companion.addEvent(sighting, `check with ufrags ${username}`);
  }

  #noteSuccess(message: StunMessage, sighting: Sighting): void {
    const transaction = this.#rounds.takeAnswer(message, sighting);
    this.#noteMapped(message, sighting, transaction);
    if (transaction === null) return;
    this.#succeeded += 1;
    if (this.#isIce) this.#options.onSuccess();
    if (!transaction.details.nominates || this.#isNominated) return;
    this.#isNominated = true;
    this.#companion.addEvent(sighting, 'this pair is nominated');
  }

  /** What the answer says of who asked; said again only when it changes. */
  #noteMapped(message: StunMessage, sighting: Sighting, transaction: StunTransaction | null): void {
    const forward = !sighting.forward;
    const attribute =
      findAttribute(message, STUN_ATTRIBUTE.xorMappedAddress) ?? findAttribute(message, STUN_ATTRIBUTE.mappedAddress);
    const address = attribute && readStunAddress(sighting.bytes, message, attribute);
    const mapped = address === null ? '' : stunAddressText(address);
    const known = forward ? this.#mappedOfSource : this.#mappedOfDestination;
    if (known === mapped && known !== '') return;
    if (forward) this.#mappedOfSource = mapped;
    else this.#mappedOfDestination = mapped;
    if (address !== null) this.#options.onMapped(address);
    const isSure = transaction?.requests === 1;
    const after = isSure ? ` after ${milliseconds(Math.max(0, sighting.atMs - transaction.firstAtMs))}` : '';
    this.#companion.addEvent(sighting, `answered${after}${mapped === '' ? '' : `, mapped address ${mapped}`}`);
  }

  #noteError(message: StunMessage, sighting: Sighting): void {
    // A refusal whose request is not known, or was answered before, is one all the same.
    this.#rounds.takeAnswer(message, sighting);
    const attribute = findAttribute(message, STUN_ATTRIBUTE.errorCode);
    const error = attribute && readStunError(sighting.bytes, attribute);
    const isRoleConflict = error?.code === ROLE_CONFLICT;
    const isWrong = !isRoleConflict && error?.code !== TRY_ALTERNATE;
    if (isRoleConflict) this.#roleConflicts += 1;
    else if (isWrong) this.#refused += 1;
    this.#companion.addEvent(sighting, `refused: ${error === null ? 'no error code' : stunErrorText(error)}`, isWrong);
  }

  #checkFingerprint(message: StunMessage, sighting: Sighting): void {
    const attribute = findAttribute(message, STUN_ATTRIBUTE.fingerprint);
    if (attribute === null || attribute.valueEnd - attribute.valueStart < 4) return;
    if (isFingerprintRight(sighting.bytes, attribute, message)) return;
    this.#wrongFingerprints += 1;
    this.#companion.addEvent(sighting, 'FINGERPRINT is wrong: the message was changed on its way', true);
  }
}

const requestDetails = (message: StunMessage, username: string): StunRequestDetails => ({
  method: message.method,
  nominates: findAttribute(message, STUN_ATTRIBUTE.useCandidate) !== null,
  hasUsername: username !== '',
  channel: null,
  peer: null,
});
