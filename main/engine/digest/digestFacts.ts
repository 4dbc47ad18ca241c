import type { DigestFact } from '../../../shared/protocol/digestCheck';
import type { DigestParameters } from './digestParameters';
import type { DigestQuestion } from './digestQuestion';

const MOST_SHOWN = 200;

/** Bytes of the message as text for people, cut where it gets long. */
export function shownText(bytes: string): string {
  const text = Buffer.from(bytes.slice(0, 4 * MOST_SHOWN), 'latin1').toString('utf8');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

const agreement = (one: string, other: string | null | undefined): boolean | null =>
  other === null || other === undefined ? null : one === other;

const qopText = ({ read }: DigestParameters): string =>
  ['qop', 'nc', 'cnonce']
    .filter((name) => read(name) !== null)
    .map((name) => `${name} ${read(name)}`)
    .join(', ');

/** The parts of the credentials, beside the challenge and the Request-URI where there is something to compare. */
export function digestFacts({ challenge, credentials, requestUri }: DigestQuestion): readonly DigestFact[] {
  const { scheme, read } = credentials;
  const fact = (name: string, value: string | null, agrees: boolean | null = null): DigestFact[] =>
    value === null || value === '' ? [] : [{ name, value: shownText(value), agrees }];
  if (scheme.toLowerCase() !== 'digest') return fact('Scheme', scheme);
  const [realm, nonce, uri] = [read('realm') ?? '', read('nonce') ?? '', read('uri') ?? ''];
  return [
    ...fact('User name', read('username') ?? read('username*')),
    ...fact('Realm', realm, agreement(realm, challenge?.read('realm'))),
    ...fact('Nonce', nonce, agreement(nonce, challenge?.read('nonce'))),
    ...fact('URI', uri, agreement(uri, requestUri)),
    ...fact('Algorithm', read('algorithm') ?? 'MD5, as none is named'),
    ...fact('Protection', qopText(credentials)),
  ];
}
