import type { Party } from '../../../../shared/protocol/rows';
import { readCseq } from '../../decode/sip/cseq';
import { headerOf } from '../../decode/sip/headerOf';
import { readNameAddress } from '../../decode/sip/nameAddress';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri, unescapeUri } from '../../decode/sip/sipUri';
import { splitList } from '../../decode/sip/splitList';
import { readVia } from '../../decode/sip/via';
import type { StringPool } from './stringPool';

/** What the analysis needs of a message; nothing in it keeps the message alive. Missing parts are empty. */
export type MessageFacts = {
  readonly isRequest: boolean;
  /** Of a request, in upper case; empty for a response. */
  readonly method: string;
  /** Of a response; null for a request. */
  readonly status: number | null;
  readonly reason: string;
  readonly requestUri: string;
  readonly callId: string;
  readonly cseqNumber: number | null;
  /** A request without a readable CSeq stands under its own method. */
  readonly cseqMethod: string;
  readonly from: Party;
  readonly to: Party;
  /** Of the topmost Via. */
  readonly branch: string;
  /** Host and port of the topmost Via in lower case. */
  readonly sentBy: string;
  /** User-Agent, or Server of a response. */
  readonly userAgent: string;
  /** Number of a reliable provisional response (RFC 3262); empty for others. */
  readonly rseq: string;
  readonly bodyBytes: number;
};

/** Texts that many messages share, and keys (Call-ID, branch, tag) that only the messages of one call or transaction share. */
export type FactPools = { readonly words: StringPool; readonly keys: StringPool };

/** Reads the fields of a message; of repeated header fields the first counts. */
export function messageFacts(message: SipMessage, { words, keys }: FactPools): MessageFacts {
  const value = (key: string): string => headerOf(message, key)?.value ?? '';
  const isRequest = message.kind === 'request';
  const method = isRequest ? words.keep(message.method.toUpperCase()) : '';
  const cseq = readCseq(value('cseq'));
  const via = topVia(value('via'));
  return {
    isRequest,
    method,
    status: isRequest ? null : message.status,
    reason: isRequest ? '' : words.keep(message.reason),
    requestUri: isRequest ? words.keep(message.requestUri) : '',
    callId: keys.keep(value('call-id')),
    cseqNumber: cseq.number,
    cseqMethod: isRequest ? method : words.keep(cseq.method.toUpperCase()),
    from: readParty(value('from'), words, keys),
    to: readParty(value('to'), words, keys),
    branch: keys.keep(via.branch),
    sentBy: via.sentBy,
    userAgent: words.keep(value('user-agent') || value('server')),
    rseq: value('rseq'),
    bodyBytes: message.body.end - message.body.start,
  };
}

function topVia(value: string): { branch: string; sentBy: string } {
  const top = splitList(value)[0];
  if (top === undefined) return { branch: '', sentBy: '' };
  const via = readVia(value, top.start, top.end);
  return { branch: via.branch, sentBy: `${via.host.toLowerCase()}:${via.port ?? ''}` };
}

function readParty(value: string, words: StringPool, keys: StringPool): Party {
  const { display, uri, tag } = readNameAddress(value);
  return {
    uri: words.keep(uri),
    display: words.keep(display),
    user: words.keep(unescapeUri(readUri(uri).user)),
    tag: keys.keep(tag),
  };
}
