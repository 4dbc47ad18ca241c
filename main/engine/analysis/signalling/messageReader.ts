import type { Party } from '../../../../shared/protocol/rows';
import { readCseq } from '../../decode/sip/cseq';
import { readNameAddress } from '../../decode/sip/nameAddress';
import { isPlainCseq, readPlainAddress, readPlainVia } from '../../decode/sip/plainValues';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri, unescapeUri } from '../../decode/sip/sipUri';
import { splitList } from '../../decode/sip/splitList';
import { readVia } from '../../decode/sip/via';
import { headerMarkOf } from './headerMarks';
import { MAX_KEPT_LENGTH, RecentValues } from './recentValues';
import { StringPool } from './stringPool';

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
  /** A request stands under its own method, whatever its CSeq says. */
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
  /** Via values in all: one per element that the request has passed, the sender's among them. */
  readonly viaCount: number;
  /** Which of `HEADER_MARK` it has. */
  readonly headerMarks: number;
};

type TopVia = { readonly branch: string; readonly sentBy: string };
type CseqFacts = { readonly number: number | null; readonly method: string };

/** Keys of one call or transaction are near each other in time, so small memories find them. */
const RECENT_KEYS = 8192;

type FirstValues = {
  via: string;
  from: string;
  to: string;
  callId: string;
  cseq: string;
  userAgent: string;
  server: string;
  rseq: string;
  viaCount: number;
  headerMarks: number;
};

const nothing = (): FirstValues => ({
  via: '',
  from: '',
  to: '',
  callId: '',
  cseq: '',
  userAgent: '',
  server: '',
  rseq: '',
  viaCount: 0,
  headerMarks: 0,
});

const valueCount = (value: string): number => (value.includes(',') ? splitList(value).length : 1);

/** The header values that the analysis reads, empty where one is missing. From the last to the first, so that the first stays. */
function firstValues({ headers }: SipMessage): FirstValues {
  const first = nothing();
  for (let at = headers.length - 1; at >= 0; at -= 1) {
    const { key, value } = headers[at]!;
    switch (key) {
      case 'via':
        first.via = value;
        first.viaCount += valueCount(value);
        break;
      case 'from':
      case 'to':
      case 'cseq':
      case 'server':
      case 'rseq':
        first[key] = value;
        break;
      case 'call-id':
        first.callId = value;
        break;
      case 'user-agent':
        first.userAgent = value;
        break;
      default:
        first.headerMarks |= headerMarkOf(key);
    }
  }
  return first;
}

/** Reads the fields of messages; of repeated header fields the first counts. */
export class MessageReader {
  /** Texts that many messages share. */
  readonly #words = new StringPool();
  /** Call-IDs, branches and tags, which only the messages of one call or transaction share. */
  readonly #keys = new StringPool(RECENT_KEYS);
  readonly #parties = new RecentValues((value) => this.#readParty(value), RECENT_KEYS);
  readonly #vias = new RecentValues((value) => this.#readTopVia(value), RECENT_KEYS);
  readonly #cseqs = new RecentValues((value) => this.#readCseq(value), RECENT_KEYS);

  read(message: SipMessage): MessageFacts {
    const values = firstValues(message);
    const words = this.#words;
    const isRequest = message.kind === 'request';
    const method = isRequest ? words.keep(message.method.toUpperCase()) : '';
    const cseq = this.#cseqs.of(values.cseq);
    const via = this.#vias.of(values.via);
    return {
      isRequest,
      method,
      status: isRequest ? null : message.status,
      reason: isRequest ? '' : words.keep(message.reason),
      requestUri: isRequest ? words.keep(message.requestUri) : '',
      callId: this.#keys.keep(values.callId),
      cseqNumber: cseq.number,
      cseqMethod: isRequest ? method : cseq.method,
      from: this.#parties.of(values.from),
      to: this.#parties.of(values.to),
      branch: via.branch,
      sentBy: via.sentBy,
      userAgent: words.keep(values.userAgent || values.server),
      rseq: values.rseq,
      bodyBytes: message.body.end - message.body.start,
      viaCount: values.viaCount,
      headerMarks: values.headerMarks,
    };
  }

  #readTopVia(value: string): TopVia {
    const plain = value.length <= MAX_KEPT_LENGTH ? readPlainVia(value) : null;
    if (plain !== null) return { branch: plain.branch, sentBy: this.#sentBy(plain.host, plain.port) };
    const top = splitList(value)[0];
    if (top === undefined) return { branch: '', sentBy: '' };
    const { host, port, branch } = readVia(value, top.start, top.end);
    return { branch: this.#keys.keep(branch), sentBy: this.#sentBy(host, port) };
  }

  #sentBy(host: string, port: number | null): string {
    return this.#words.keep(`${host.toLowerCase()}:${port ?? ''}`);
  }

  #readCseq(value: string): CseqFacts {
    if (isPlainCseq(value)) {
      const space = value.indexOf(' ');
      return { number: Number(value.slice(0, space)), method: this.#words.keep(value.slice(space + 1)) };
    }
    const { number, method } = readCseq(value);
    return { number, method: this.#words.keep(method.toUpperCase()) };
  }

  #readParty(value: string): Party {
    const plain = value.length <= MAX_KEPT_LENGTH ? readPlainAddress(value) : null;
    if (plain !== null) return plain;
    const { display, uri, tag } = readNameAddress(value);
    return {
      uri: this.#words.keep(uri),
      display: this.#words.keep(display),
      user: this.#words.keep(unescapeUri(readUri(uri).user)),
      tag: this.#keys.keep(tag),
    };
  }
}
