import type { DigestCheck, DigestFact, DigestResult } from '../../../shared/protocol/digestCheck';
import type { MessageRow } from '../../../shared/protocol/rows';
import { singleByteText } from '../decode/byteText';
import type { SipMessage } from '../decode/sip/sipMessage';
import { checkDigest } from './checkDigest';
import { digestsIn, type DigestParameters } from './digestParameters';
import { utf8Bytes } from './digestQuestion';
import { CREDENTIALS, findChallenge, parsed, type CredentialsKey, type ReadMessage } from './findChallenge';

/** The password of a user in a realm; null when it is not known. */
export type PasswordOf = (username: string, realm: string) => string | null;

/** A message with what is needed to check it. */
export type CheckedMessage = {
  readonly row: MessageRow;
  /** Messages of the same Call-ID that came before it, oldest first. */
  readonly earlier: readonly MessageRow[];
  readonly readMessage: ReadMessage;
};

/** More are no work of a phone. */
const MOST_CREDENTIALS = 8;

type Credentials = { readonly key: CredentialsKey; readonly parameters: DigestParameters };

const nothing = (words: string): DigestCheck => ({ result: 'notChecked', words, facts: [] });

/** Of several credentials in a message those count that fit best: the others are for other servers. */
const BEST_FIRST: readonly DigestResult[] = [
  'matches',
  'uriDiffers',
  'nonceDiffers',
  'realmDiffers',
  'passwordDiffers',
  'notChecked',
];

const readable = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

const credentialsIn = (message: SipMessage, bytes: Uint8Array): readonly Credentials[] =>
  (Object.keys(CREDENTIALS) as CredentialsKey[]).flatMap((key) =>
    digestsIn(message, bytes, key).map((parameters) => ({ key, parameters })),
  );

/** A body that is cut off has no hash. */
const bodyOf = ({ body, issues }: SipMessage, bytes: Uint8Array): string | null =>
  issues.some(({ code }) => code === 'truncatedBody') ? null : singleByteText(bytes, body.start, body.end);

function checkOne(
  { row, earlier, readMessage }: CheckedMessage,
  message: SipMessage & { kind: 'request' },
  bytes: Uint8Array,
  { key, parameters }: Credentials,
  passwordOf: PasswordOf,
): DigestCheck {
  const plainName = row.fromUser || row.toUser;
  const hashed = parameters.read('userhash')?.toLowerCase() === 'true';
  const username = hashed ? plainName : readable(parameters.read('username') ?? '');
  const password = passwordOf(username, readable(parameters.read('realm') ?? ''));
  if (password === null) return nothing('There is no password for this user.');
  const found = findChallenge(earlier, parameters, key, readMessage);
  const check = checkDigest({
    challenge: found?.parameters ?? null,
    credentials: parameters,
    method: message.method,
    requestUri: utf8Bytes(message.requestUri),
    body: bodyOf(message, bytes),
    password,
    username: plainName,
  });
  if (found === null) return check;
  const fact: DigestFact = { name: 'Challenge', value: `frame ${found.frame}`, agrees: null };
  return { ...check, facts: [...check.facts, fact] };
}

/** Checks the credentials of a message (Authorization, Proxy-Authorization) against the password of their user. */
export function checkMessage(checked: CheckedMessage, passwordOf: PasswordOf): DigestCheck {
  const read = parsed(checked.row, checked.readMessage);
  if (read === null) return nothing('The message cannot be read again: the ring has overwritten it.');
  const { message, bytes } = read;
  const all = message.kind === 'request' ? credentialsIn(message, bytes) : [];
  if (message.kind !== 'request' || all.length === 0) return nothing('The message carries no credentials.');
  const checks = all
    .slice(0, MOST_CREDENTIALS)
    .map((credentials) => checkOne(checked, message, bytes, credentials, passwordOf))
    .sort((one, other) => BEST_FIRST.indexOf(one.result) - BEST_FIRST.indexOf(other.result));
  return checks[0]!;
}
