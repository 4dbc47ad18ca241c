import type { CallRecord } from './callRecord';

/** What the story of a call rests on beside its state: a set of bits, so that a call stays small. */
export const EVIDENCE = {
  callerSpoke: 1,
  calleeSpoke: 1 << 1,
  /** The initial INVITE was sent again, as a caller does who hears nothing. */
  inviteRepeated: 1 << 2,
  /** An ACK within the transaction of the INVITE: there was a final response, and it was not captured. */
  finalUnseen: 1 << 3,
  /** Only the end of the capture ended the waiting. */
  openAtEnd: 1 << 4,
  /** The first message of the call was inside its dialog. */
  joined: 1 << 5,
  cancelSeen: 1 << 6,
  answeredElsewhere: 1 << 7,
  /** It ended with the answer to a BYE that was not captured itself. */
  byeUnseen: 1 << 8,
  /** The first hop was refused while a further one had not answered at all. */
  silentHop: 1 << 9,
  /** The INVITE was seen between other machines than its first two. */
  relayed: 1 << 10,
  referred: 1 << 11,
  /** Its Refer-To names the call to take the place of. */
  referredToCall: 1 << 12,
  referAccepted: 1 << 13,
  transferDone: 1 << 14,
  transferFailed: 1 << 15,
  /** The INVITE takes the place of a call that only rings (`early-only`, RFC 3891 §3). */
  picksUp: 1 << 16,
  /** The initial INVITE came over a connection, where nobody repeats it. */
  overConnection: 1 << 17,
  /** Such a one was never answered, though its destination was heard otherwise. */
  heardOtherwise: 1 << 18,
} as const;

/** What belongs to one attempt, not to the next INVITE of the same call. */
const OF_ONE_ATTEMPT =
  EVIDENCE.inviteRepeated |
  EVIDENCE.finalUnseen |
  EVIDENCE.openAtEnd |
  EVIDENCE.cancelSeen |
  EVIDENCE.answeredElsewhere |
  EVIDENCE.silentHop |
  EVIDENCE.overConnection |
  EVIDENCE.heardOtherwise;

export const hasEvidence = (call: CallRecord, bit: number): boolean => (call.evidence & bit) !== 0;

export function noteEvidence(call: CallRecord, bit: number): void {
  call.evidence |= bit;
}

export function forgetAttempt(call: CallRecord): void {
  call.evidence &= ~OF_ONE_ATTEMPT;
  call.openHops = 0;
}
