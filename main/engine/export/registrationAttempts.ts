import type { MessageRow } from '../../../shared/protocol/rows';
import { readChallenge, readCredentials, type Challenge, type Credentials } from '../decode/sip/authentication';
import { headerOf } from '../decode/sip/headers';
import { parseSip } from '../decode/sip/parseSip';

/** One REGISTER request and what came back, as `analyze --json` prints it. */
export type RegistrationAttempt = {
  readonly callId: string;
  readonly cseq: number | null;
  readonly status: number | null;
  readonly roundTripMs: number | null;
  readonly challenge: Challenge | null;
  readonly credentials: (Credentials & { readonly check: 'notChecked' }) | null;
};
