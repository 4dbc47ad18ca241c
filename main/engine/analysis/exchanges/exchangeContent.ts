import { readMessageSummary, type MessageCount } from '../../decode/body/messageSummary';
import { utf8Text } from '../../decode/byteText';
import { headerOf } from '../../decode/sip/headerOf';
import { readMediaType } from '../../decode/sip/mediaType';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { detached } from '../signalling/stringPool';

/** So much of a body is looked at. */
const MAX_BODY_BYTES = 4096;
/** So much of a text is shown. */
const MAX_WORDS_CHARACTERS = 80;

/** The body of a message that was parsed from bytes[start, …). */
export type Body = { readonly message: SipMessage; readonly bytes: Uint8Array; readonly start: number };

/** One line without control characters, cut to what a row has room for. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...line.slice(0, 2 * MAX_WORDS_CHARACTERS)];
  const isLong = characters.length > MAX_WORDS_CHARACTERS || line.length > 2 * MAX_WORDS_CHARACTERS;
  return detached(isLong ? `${characters.slice(0, MAX_WORDS_CHARACTERS - 1).join('')}…` : line);
}

function textOf({ message, bytes, start }: Body): string {
  const { body } = message;
  return utf8Text(bytes, start + body.start, start + Math.min(body.end, body.start + MAX_BODY_BYTES));
}

const typeOf = ({ message }: Body): string => readMediaType(headerOf(message, 'content-type')?.value ?? '').name;

const quoted = (text: string): string => (text === '' ? '' : `"${oneLine(text)}"`);

/** Behind the header fields of the envelope and those of the content (RFC 3862 §2). */
const insideEnvelope = (text: string): string => text.split(/\r?\n\r?\n/, 3)[2] ?? '';

/** What a MESSAGE says: `"see you at ten"`, or of what type it is (RFC 3428). */
export function messageContent(body: Body): string {
  const { start, end } = body.message.body;
  if (end <= start) return 'empty message';
  const type = typeOf(body);
  if (type === '' || type === 'text/plain') return quoted(textOf(body));
  if (type === 'message/cpim') return quoted(insideEnvelope(textOf(body))) || type;
  if (type === 'application/im-iscomposing+xml') return 'is typing';
  return oneLine(type);
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `2 new messages, 8 old`; of other classes than voice the class is named. */
function countWords({ kind, newMessages, oldMessages, urgentMessages }: MessageCount): string {
  const what = kind === 'voice' ? 'message' : `${kind} message`;
  const urgent = urgentMessages === 0 ? '' : ` (${urgentMessages} urgent)`;
  return `${plural(newMessages, `new ${what}`)}${urgent}, ${oldMessages} old`;
}

/** Message waiting (RFC 3842): how many messages, or that there are some. */
function summaryContent({ message, bytes, start }: Body): string {
  const { body } = message;
  const end = Math.min(body.end, body.start + MAX_BODY_BYTES);
  const { isWaiting, counts } = readMessageSummary(bytes, start + body.start, start + end);
  if (counts.length > 0) return oneLine(counts.map(countWords).join('; '));
  return isWaiting === null ? '' : isWaiting ? 'messages waiting' : 'no messages waiting';
}

/** Text of the first element with this name. */
const elementText = (text: string, name: 'state' | 'basic'): string =>
  (name === 'state'
    ? /<(?:[\w.-]{1,40}:)?state(?:\s[^<>]{0,200})?>\s{0,20}([a-z]{1,20})/
    : /<(?:[\w.-]{1,40}:)?basic(?:\s[^<>]{0,200})?>\s{0,20}([a-z]{1,20})/
  ).exec(text)?.[1] ?? '';

/** State of the first dialog (RFC 4235 §4.1); a document without dialogs says that there is no call. */
function dialogContent(text: string): string {
  const state = elementText(text, 'state');
  if (state !== '') return `call ${detached(state)}`;
  return text.includes('dialog-info') ? 'no call' : '';
}

/** What a NOTIFY or PUBLISH tells, in a few words; empty when it cannot be said in so few. */
export function eventContent(body: Body): string {
  const { start, end } = body.message.body;
  if (end <= start) return '';
  switch (typeOf(body)) {
    case 'application/simple-message-summary':
      return summaryContent(body);
    case 'application/dialog-info+xml':
      return dialogContent(textOf(body));
    case 'application/pidf+xml':
      return detached(elementText(textOf(body), 'basic'));
    case 'message/sipfrag':
      return oneLine((/^SIP\/2\.0 (\d{3}[^\r\n]{0,100})/.exec(textOf(body))?.[1] ?? '').trim());
    default:
      return '';
  }
}
