import type { DigestCheck, DigestResult } from '../../../shared/protocol/digestCheck';
import { deviationsOf, type Deviation } from './deviations';
import { digestFacts } from './digestFacts';
import type { DigestQuestion } from './digestQuestion';
import { digestResponse } from './digestResponse';
import { sentIngredients, type Sent } from './sentIngredients';

type Verdict = Omit<DigestCheck, 'facts'>;

/** Of several deviations the one that weighs most names the result. */
const BY_WEIGHT: readonly DigestResult[] = ['passwordDiffers', 'realmDiffers', 'nonceDiffers', 'uriDiffers', 'matches'];

const PASSWORD_DIFFERS: Verdict = {
  result: 'passwordDiffers',
  words:
    'Password differs: the response was made with another one. No other realm, nonce, URI, method, qop or algorithm explains it.',
};

/** What is to be said of credentials whose response fits the password as it stands. */
function asSent({ challenge, credentials, requestUri }: DigestQuestion): Verdict {
  if (challenge === null) {
    return { result: 'matches', words: 'Password matches. The challenge is not in the capture.' };
  }
  const differs = (name: string): boolean => {
    const asked = challenge.read(name);
    return asked !== null && asked !== credentials.read(name);
  };
  if (differs('realm')) {
    return { result: 'realmDiffers', words: 'Password matches, but the realm is not the one of the challenge.' };
  }
  if (differs('nonce')) {
    return { result: 'nonceDiffers', words: 'Password matches, but the nonce is not the one of the challenge.' };
  }
  const isOwn = credentials.read('uri') === requestUri;
  const note = isOwn ? '' : ' The uri is not the Request-URI, which proxies may change (RFC 3261 §22.4).';
  return { result: 'matches', words: `Password matches.${note}` };
}

/** @param written what would be said of the credentials without the deviations: a realm that is not the challenge's stays wrong */
function explained(deviations: readonly Deviation[], written: Verdict): Verdict {
  const results = deviations.map(({ result }) => result);
  const result = BY_WEIGHT.find((weight) => results.includes(weight)) ?? 'matches';
  if (result === 'matches' && written.result !== 'matches') return written;
  const ways = deviations.map(({ words }) => words).join(' and ');
  if (result === 'passwordDiffers') return { result, words: `Password differs: the response was made ${ways}.` };
  const but = result === 'matches' ? ': the response was made' : ', but the response was made';
  return { result, words: `Password matches${but} ${ways}.` };
}

const fits = ({ ingredients, response }: Sent, ...deviations: readonly Deviation[]): boolean =>
  digestResponse(Object.assign({}, ingredients, ...deviations.map(({ change }) => change))) === response;

/** One deviation that explains the response, or two of different parts; null when none do. */
function explanation(deviations: readonly Deviation[], sent: Sent): readonly Deviation[] | null {
  const one = deviations.find((deviation) => fits(sent, deviation));
  if (one) return [one];
  for (const [at, first] of deviations.entries()) {
    const second = deviations.slice(at + 1).find((other) => other.part !== first.part && fits(sent, first, other));
    if (second) return [first, second];
  }
  return null;
}

function verdictOn(question: DigestQuestion): Verdict {
  const sent = sentIngredients(question);
  if (!sent.ok) return { result: 'notChecked', words: sent.error };
  if (fits(sent.value)) return asSent(question);
  const found = explanation(deviationsOf(question, sent.value), sent.value);
  return found === null ? PASSWORD_DIFFERS : explained(found, asSent(question));
}

/**
 * Whether credentials were made with this password, and if not, which part differs: found by making the response again, as it is
 * written and in the ways that phones and proxies get wrong. Never throws; the password is nowhere in the answer.
 */
export const checkDigest = (question: DigestQuestion): DigestCheck => ({
  ...verdictOn(question),
  facts: digestFacts(question),
});
