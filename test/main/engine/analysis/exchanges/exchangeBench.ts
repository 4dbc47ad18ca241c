import { Pipeline } from '../../../../../main/engine/pipeline';
import type { ExchangeRow, KeepaliveRow } from '../../../../../shared/protocol/exchangeRows';
import type { TimedFrame } from '../../../../generator/mergeFlows';
import { ethernet, frameOf, ipv4 } from '../../../../fixtures/frames';
import { icmp } from '../../../../fixtures/icmpMessages';
import { sipFrame } from '../../../../fixtures/sipFrames';
import { sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';

export const ALICE = '192.0.2.1';
export const SERVER = '192.0.2.2';
/** Header of a frame on Ethernet. */
const ETHERNET_BYTES = 14;

/** The parts of a request: a body of any type, and what `sipMessages` varies. */
export type Say = SipOptions & { readonly type?: string; readonly body?: string };

/** Puts a body of any type into a message that has none. */
export function withBody(message: string, { type, body }: Say): string {
  if (body === undefined) return message;
  const head = message.replace(/Content-Length: 0\r\n/, '');
  const contentType = type === undefined ? '' : `Content-Type: ${type}\r\n`;
  const lengthBytes = new TextEncoder().encode(body).length;
  return head.replace(/\r\n\r\n$/, `\r\n${contentType}Content-Length: ${lengthBytes}\r\n\r\n${body}`);
}

/** A capture of SIP between machines at port 5060, frame by frame. */
export class ExchangeBench {
  readonly pipeline = new Pipeline();
  #frames = 0;
  #atMs = 0;

  feed({ atMs, bytes }: TimedFrame): this {
    this.#frames += 1;
    this.#atMs = Math.max(this.#atMs, atMs);
    this.pipeline.onFrame(frameOf(bytes, { number: this.#frames, atMs }));
    return this;
  }

  see(atMs: number, source: string, destination: string, text: string): this {
    return this.feed(sipFrame(atMs, text, { source, destination }));
  }

  /** A request of the client to the server. */
  ask(atMs: number, method: string, say: Say = {}): this {
    return this.see(atMs, ALICE, SERVER, withBody(sipRequest(method, branched(method, say)), say));
  }

  /** Such a request, and the server's ICMP error that quotes it: nobody listens at the port. */
  askInVain(atMs: number, method: string, say: Say = {}): this {
    const text = withBody(sipRequest(method, branched(method, say)), say);
    const asked = sipFrame(atMs, text, { source: ALICE, destination: SERVER });
    const quoted = asked.bytes.subarray(ETHERNET_BYTES);
    const error = ipv4({ source: SERVER, destination: ALICE }, icmp(3, 3, quoted));
    return this.feed(asked).feed({ atMs: atMs + 1, bytes: ethernet({}, error).bytes });
  }

  /** The server's response to it. */
  answer(atMs: number, status: number, reason: string, say: Say & { readonly cseq: string }): this {
    return this.see(atMs, SERVER, ALICE, sipResponse(status, reason, branched(say.cseq, say)));
  }

  /** A request of the server to the client, as NOTIFY. */
  tell(atMs: number, method: string, say: Say = {}): this {
    const from = { fromTag: 'server', from: 'sip:bob@example.net', to: 'sip:alice@example.org' };
    const options = branched(method, { toTag: 'alice', ...from, ...say });
    return this.see(atMs, SERVER, ALICE, withBody(sipRequest(method, options), say));
  }

  /** The client's response to it. */
  confirm(atMs: number, status: number, reason: string, say: Say & { readonly cseq: string }): this {
    const from = { fromTag: 'server', from: 'sip:bob@example.net', to: 'sip:alice@example.org' };
    return this.see(
      atMs,
      ALICE,
      SERVER,
      sipResponse(status, reason, branched(say.cseq, { ...from, toTag: 'alice', ...say })),
    );
  }

  end(atMs = this.#atMs): this {
    this.#atMs = atMs;
    this.see(atMs, '198.51.100.1', '198.51.100.2', 'not SIP');
    this.pipeline.finish();
    return this;
  }

  exchanges(): readonly ExchangeRow[] {
    const { exchanges } = this.pipeline;
    return exchanges.exchanges().map((key) => exchanges.exchangeRow(key)!);
  }

  /** The only one. */
  exchange(): ExchangeRow {
    const rows = this.exchanges();
    if (rows.length !== 1) throw new Error(`${rows.length} exchanges instead of one`);
    return rows[0]!;
  }

  keepalives(): readonly KeepaliveRow[] {
    const { keepalives } = this.pipeline;
    return keepalives.keepalives().map((key) => keepalives.keepaliveRow(key)!);
  }

  /** The only one. */
  keepalive(): KeepaliveRow {
    const rows = this.keepalives();
    if (rows.length !== 1) throw new Error(`${rows.length} keepalives instead of one`);
    return rows[0]!;
  }
}

/** Each CSeq has a branch of its own, unless one is given. */
function branched(cseqOrMethod: string, say: Say): SipOptions {
  const cseq = say.cseq ?? (cseqOrMethod.includes(' ') ? cseqOrMethod : `1 ${cseqOrMethod}`);
  return { branches: [`z9hG4bK-${cseq.replace(' ', '-')}`], ...say, cseq };
}
