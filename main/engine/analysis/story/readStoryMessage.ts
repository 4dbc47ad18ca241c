import type { MessageRow } from '../../../../shared/protocol/rows';
import { readBody } from '../../decode/body/readBody';
import { readSipFragment } from '../../decode/body/readSipFragment';
import { singleByteText } from '../../decode/byteText';
import { readAuthentication } from '../../decode/sip/authentication';
import { leadingSeconds } from '../../decode/sip/deltaSeconds';
import { headerOf, headersOf } from '../../decode/sip/headerOf';
import { readMediaType } from '../../decode/sip/mediaType';
import { readNameAddress, readNameAddresses } from '../../decode/sip/nameAddress';
import { parameterValue } from '../../decode/sip/parameters';
import { parseSip } from '../../decode/sip/parseSip';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri, unescapeUri } from '../../decode/sip/sipUri';
import { readStartLine } from '../../decode/sip/startLine';
import { reasonWords, warningWords } from '../../decode/sip/reason';
import { keptText } from './keptText';
import { readSessionExpiry } from '../../decode/sip/sessionExpiry';
import { MAX_ROUTES } from './storyLimits';
import { unreadMessage, type StoryMessage, type TransferNote } from './storyMessage';

/** A dtmf-relay body is two short lines. */
const MAX_DIGIT_BODY_BYTES = 256;
/** One for each proxy that asks. */
const MAX_CREDENTIALS = 8;

const valueOf = (message: SipMessage, key: string): string => headerOf(message, key)?.value ?? '';

const valuesOf = (message: SipMessage, key: string): string =>
  headersOf(message, key)
    .map(({ value }) => value)
    .join(',');

const urisOf = (message: SipMessage, key: string): readonly string[] =>
  readNameAddresses(valuesOf(message, key))
    .slice(0, MAX_ROUTES)
    .map(({ uri }) => keptText(uri));

const hasTag = (value: string, tag: string): boolean =>
  value
    .toLowerCase()
    .split(',')
    .some((word) => word.trim() === tag);

/** Reads the message of a row from its own bytes; of bytes that are no message the row alone speaks. */
export function readStoryMessage(row: MessageRow, bytes: Uint8Array): StoryMessage {
  const parsed = parseSip(bytes, 0, bytes.length);
  if (!parsed.ok) return unreadMessage(row);
  const message = parsed.value;
  const from = readNameAddress(valueOf(message, 'from'));
  const to = readNameAddress(valueOf(message, 'to'));
  const contentType = readMediaType(valueOf(message, 'content-type')).name;
  return {
    ...unreadMessage(row),
    isRead: true,
    fromTag: keptText(from.tag),
    toTag: keptText(to.tag),
    fromUri: keptText(from.uri),
    toUri: keptText(to.uri),
    contacts: urisOf(message, 'contact'),
    recordRoute: urisOf(message, 'record-route'),
    ...readReliability(message),
    ...readChallenge(message),
    ...readTimer(message),
    ...readTransfer(message),
    reasonWords: keptText(reasonWords(valuesOf(message, 'reason'))),
    warningWords: keptText(warningWords(valuesOf(message, 'warning'))),
    hasRetryAfter: headerOf(message, 'retry-after') !== null,
    event: keptText((valueOf(message, 'event').split(';')[0] ?? '').trim().toLowerCase()),
    contentType: keptText(contentType),
    reported: contentType.startsWith('message/sip') ? readReported(message, bytes) : null,
    digit: contentType === 'application/dtmf-relay' ? readDigit(message, bytes) : '',
    description: row.sdp === null ? null : readBody(message, bytes, 0).description,
  };
}

function readReliability(message: SipMessage): Pick<StoryMessage, 'reliable' | 'rseq'> {
  const rseq = valueOf(message, 'rseq').trim();
  return { rseq: keptText(rseq), reliable: rseq !== '' && hasTag(valuesOf(message, 'require'), '100rel') };
}

const realmOf = (value: string): string =>
  keptText(parameterValue(readAuthentication(value).parameters, 'realm') ?? '');

type Authorization = Pick<StoryMessage, 'hasCredentials' | 'credentialRealms' | 'realm' | 'stale'>;

function readChallenge(message: SipMessage): Authorization {
  const challenge = headerOf(message, 'proxy-authenticate') ?? headerOf(message, 'www-authenticate');
  const { parameters } = readAuthentication(challenge?.value ?? '');
  const credentials = [...headersOf(message, 'proxy-authorization'), ...headersOf(message, 'authorization')];
  return {
    hasCredentials: credentials.length > 0,
    credentialRealms: credentials.slice(0, MAX_CREDENTIALS).map(({ value }) => realmOf(value)),
    realm: realmOf(challenge?.value ?? ''),
    stale: parameterValue(parameters, 'stale')?.toLowerCase() === 'true',
  };
}

function readTimer(message: SipMessage): Pick<StoryMessage, 'sessionExpiry' | 'minimumExpiryS'> {
  return {
    sessionExpiry: readSessionExpiry(valueOf(message, 'session-expires')),
    minimumExpiryS: leadingSeconds(message, 'min-se'),
  };
}

function readTransfer(message: SipMessage): Pick<StoryMessage, 'referral' | 'referredBy' | 'replaces'> {
  const referTo = valueOf(message, 'refer-to');
  return {
    referral: referTo === '' ? null : readReferral(referTo),
    referredBy: keptText(readNameAddress(valueOf(message, 'referred-by')).uri),
    replaces: callIdOf(valueOf(message, 'replaces')),
  };
}

/** `<sip:carol@example.org?Replaces=call-2%3Bto-tag%3D1%3Bfrom-tag%3D2>` */
function readReferral(value: string): TransferNote {
  const { uri } = readNameAddress(value);
  const { headers } = readUri(uri);
  const question = headers.length === 0 ? -1 : uri.lastIndexOf('?');
  return {
    target: keptText(question < 0 ? uri : uri.slice(0, question)),
    replaces: callIdOf(unescapeUri(parameterValue(headers, 'replaces') ?? '')),
  };
}

const callIdOf = (replaces: string): string => keptText((replaces.split(';')[0] ?? '').trim());

function readReported(message: SipMessage, bytes: Uint8Array): StoryMessage['reported'] {
  const { startLineEnd } = readSipFragment(bytes, message.body.start, message.body.end);
  if (startLineEnd === null) return null;
  const line = readStartLine(bytes, message.body.start, startLineEnd, 0, null);
  return line?.kind === 'response' ? { status: line.status, reason: keptText(line.reason) } : null;
}

/** `Signal=5` */
function readDigit(message: SipMessage, bytes: Uint8Array): string {
  const end = Math.min(message.body.end, message.body.start + MAX_DIGIT_BODY_BYTES);
  return /^\s*Signal\s*=\s*([0-9A-D*#]{1,2})\s*$/im.exec(singleByteText(bytes, message.body.start, end))?.[1] ?? '';
}
