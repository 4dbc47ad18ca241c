import type { MessageRow } from '../protocol/rows';
import { describeStatus, statusWords, type Outcome } from '../sip/statusCodes';

/** What an arrow means; the theme and the PDF give each a colour. */
export type Tone = 'request' | 'acknowledge' | Outcome;

export type ArrowText = { readonly label: string; readonly detail: string; readonly tone: Tone };

/** What only the messages around it tell of a message. */
export type ArrowContext = {
  /** The same request again with another CSeq: after a challenge, or within the dialog. */
  readonly repeated: boolean;
};

const ALONE: ArrowContext = { repeated: false };

/** User part of a Request-URI, or its host when there is none: what a person dialled. */
function dialled(requestUri: string): string {
  const target = requestUri.replace(/^sips?:|^tel:/i, '');
  return /^[^@;?]+/.exec(target)?.[0] ?? target;
}

function labelOf(message: MessageRow): string {
  if (message.status !== null) {
    return statusWords(message.status, message.reason);
  }
  return message.method === 'INVITE' ? `INVITE ${dialled(message.requestUri)}` : (message.method ?? '');
}

function detailOf(message: MessageRow, { repeated }: ArrowContext): string {
  const parts: string[] = [];
  if (message.undeliverable !== null) parts.push('undeliverable');
  if (message.copyOf !== null) parts.push('copy');
  else if (message.retransmission) parts.push('retransmission');
  if (repeated && message.cseqNumber !== null) parts.push(`CSeq ${message.cseqNumber}`);
  if (message.sdp !== null) parts.push(`SDP ${message.sdp}`.trimEnd());
  if (message.status !== null && message.cseqMethod !== 'INVITE' && message.cseqMethod !== '')
    parts.push(message.cseqMethod);
  if (message.issues.length > 0)
    parts.push(message.issues.length === 1 ? '1 issue' : `${message.issues.length} issues`);
  return parts.join(' · ');
}

function toneOf(message: MessageRow): Tone {
  if (message.status !== null) return describeStatus(message.status).outcome;
  return message.method === 'ACK' || message.method === 'PRACK' ? 'acknowledge' : 'request';
}

/** The words on a message's arrow: method or status first, then what is worth knowing without opening it. */
export const describeMessage = (message: MessageRow, context: ArrowContext = ALONE): ArrowText => ({
  label: labelOf(message),
  detail: detailOf(message, context),
  tone: toneOf(message),
});

/** Final answers other than a challenge end something: their arrows carry more weight. */
export const isWeighted = (tone: Tone): boolean =>
  tone === 'answered' || tone === 'failed' || tone === 'refused' || tone === 'redirected';
