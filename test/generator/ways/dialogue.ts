/** One side of a dialogue, as it names itself. */
export type Party = {
  readonly user: string;
  readonly display: string;
  /** Host of its address of record. */
  readonly domain: string;
  /** Sent-by of its Vias: `10.3.2.1:5060`. */
  readonly sentBy: string;
  /** URI of its Contact. */
  readonly contact: string;
};

export type DialogueFields = {
  readonly callId: string;
  /** As Vias name it. */
  readonly transport: 'UDP' | 'TCP' | 'WS';
  readonly caller: Party;
  readonly callee: Party;
};

/** What varies from message to message. */
export type Said = {
  /** The request, or the one that is answered, is the callee's. */
  readonly byCallee?: boolean;
  readonly cseq?: number;
  readonly headers?: readonly string[];
  /** Via of a machine in between, on top of the sender's own. */
  readonly via?: string;
  readonly sdp?: string;
};

/** The INVITE that opens the dialogue, to which the callee has not yet given a tag. */
const opens = (method: string, { byCallee = false, cseq = 1 }: Said): boolean =>
  method === 'INVITE' && !byCallee && cseq === 1;

/** Writes the messages of one call so that tags, branches and numbers belong together. */
export class Dialogue {
  readonly #fields: DialogueFields;

  constructor(fields: DialogueFields) {
    this.#fields = fields;
  }

  request(method: string, said: Said = {}): string {
    const { caller, callee } = this.#fields;
    const target = said.byCallee === true ? caller : callee;
    const uri = opens(method, said) ? `sip:${callee.user}@${callee.domain}` : target.contact;
    return this.#text(`${method} ${uri} SIP/2.0`, method, !opens(method, said), ['Max-Forwards: 70'], said);
  }

  /** `status` with its reason: `180 Ringing`. */
  response(status: string, method: string, said: Said = {}): string {
    return this.#text(`SIP/2.0 ${status}`, method, !(status.startsWith('100') && opens(method, said)), [], said);
  }

  #text(startLine: string, method: string, hasCalleeTag: boolean, first: readonly string[], said: Said): string {
    const { callId, caller, callee, transport } = this.#fields;
    const { byCallee = false, cseq = 1, headers = [], via, sdp = '' } = said;
    const sender = byCallee ? callee : caller;
    const isRequest = !startLine.startsWith('SIP/');
    const calling = `"${caller.display}" <sip:${caller.user}@${caller.domain}>;tag=${callId.slice(0, 6)}a`;
    const called = `<sip:${callee.user}@${callee.domain}>${hasCalleeTag ? `;tag=${callId.slice(0, 6)}b` : ''}`;
    const contact = isRequest === byCallee ? callee.contact : caller.contact;
    const hasContact = /INVITE|UPDATE/.test(method) && !startLine.includes(' 100 ');
    return [
      startLine,
      ...(via === undefined ? [] : [`Via: ${via}`]),
      `Via: SIP/2.0/${transport} ${sender.sentBy};branch=z9hG4bK-${callId.slice(0, 6)}-${method}-${cseq}`,
      ...first,
      `From: ${byCallee ? called : calling}`,
      `To: ${byCallee ? calling : called}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      ...(hasContact ? [`Contact: <${contact}>`] : []),
      ...headers,
      ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${sdp.length}`,
      '',
      sdp,
    ].join('\r\n');
  }
}

/** A session description of one media line, `a=` lines and all. */
export function sessionText(address: string, ...lines: readonly string[]): string {
  const version = address.includes(':') ? 'IP6' : 'IP4';
  return [
    'v=0',
    `o=- 3740000000 1 IN ${version} ${address}`,
    's=-',
    `c=IN ${version} ${address}`,
    't=0 0',
    ...lines,
    '',
  ].join('\r\n');
}
