import { formatCount } from '../../../../shared/format/quantity';
import type { RegistrationAttempt } from '../../../../shared/protocol/registrationStory';
import { leadingSeconds } from '../../decode/sip/deltaSeconds';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { OfferedChallenge } from './digestParts';
import type { OpenAttempt } from './openAttempts';

/** An attempt with its messages, read again; null where one was not seen or is gone. */
export type ReadAttempt = OpenAttempt & { readonly asked: SipMessage | null; readonly answer: SipMessage | null };

/** What a REGISTER wants, for how long, and what it got. */
export type Terms = Pick<RegistrationAttempt, 'purpose' | 'askedS' | 'grantedS'>;

/** What is worth saying of how a REGISTER was received. */
export function answerRemarks(
  attempt: ReadAttempt,
  challenges: readonly OfferedChallenge[],
  terms: Terms,
): readonly string[] {
  const { request, response, answer, repeats, cameBack } = attempt;
  const { askedS, grantedS } = terms;
  const remarks: string[] = [];
  const add = (says: boolean, words: string): void => {
    if (says) remarks.push(words);
  };
  if (request?.undeliverable) remarks.push(`did not arrive: ${request.undeliverable.words}`);
  add(repeats > 0, repeats === 1 ? 'sent again once' : `sent again ${formatCount(repeats)} times`);
  add(cameBack, 'came back to its sender');
  add(
    challenges.some(({ stale }) => stale),
    'the registrar calls the nonce stale, not the password wrong',
  );
  add(
    challenges.length > 1,
    `${challenges.length} challenges: ${challenges.map(({ algorithm }) => algorithm).join(', ')}`,
  );
  const least = response?.status === 423 && answer ? leadingSeconds(answer, 'min-expires') : null;
  if (least !== null) {
    const wanted = askedS === null ? '' : `asked for ${formatCount(askedS)} s, `;
    remarks.push(`${wanted}the registrar takes ${formatCount(least)} s and more (Min-Expires)`);
  }
  if (askedS !== null && grantedS !== null && askedS !== grantedS) {
    remarks.push(`asked for ${formatCount(askedS)} s, granted ${formatCount(grantedS)} s`);
  }
  const retryS = answer && leadingSeconds(answer, 'retry-after');
  if (retryS !== null) remarks.push(`to be tried again after ${formatCount(retryS)} s (Retry-After)`);
  return remarks;
}
