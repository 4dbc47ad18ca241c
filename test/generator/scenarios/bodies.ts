import type { Host } from '../sipFlow';

export type Body = { readonly type: string; readonly text: string };

/** One body all the way, or another on each hop (counted from 0), as a machine in between rewrites it. */
export type BodyPlan = Body | ((hop: number) => Body);

export function bodyOn(hop: number, plan: BodyPlan | undefined): Body | null {
  if (plan === undefined) return null;
  return typeof plan === 'function' ? plan(hop) : plan;
}

export type AudioPlan = {
  readonly codecs?: readonly ('PCMU' | 'PCMA' | 'G722')[];
  readonly direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
  /** Version of the o= line: rises with every change (RFC 3264 §8). */
  readonly version?: number;
  /** Address of the c= line where it is another than the machine's: `0.0.0.0`, a NAT. */
  readonly connection?: string;
  readonly extra?: readonly string[];
};

const FORMATS = { PCMU: '0 PCMU/8000', PCMA: '8 PCMA/8000', G722: '9 G722/8000' } as const;

const session = (address: string, version: number, connection: string, lines: readonly string[]): Body => ({
  type: 'application/sdp',
  text: [
    'v=0',
    `o=- 3740000000 ${version} IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${connection}`,
    't=0 0',
    ...lines,
    '',
  ].join('\r\n'),
});

/** A session of one audio line. */
export function audio({ address, port }: Host, plan: AudioPlan = {}): Body {
  const { codecs = ['PCMU'], direction = 'sendrecv', version = 1, connection = address, extra = [] } = plan;
  const formats = codecs.map((codec) => FORMATS[codec]);
  const numbers = formats.map((format) => format.split(' ')[0] ?? '');
  return session(address, version, connection, [
    `m=audio ${port} RTP/AVP ${numbers.join(' ')} 101`,
    ...formats.map((format) => `a=rtpmap:${format}`),
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=ptime:20',
    `a=${direction}`,
    ...extra,
  ]);
}

/** A session of one T.38 line, as a re-INVITE to fax offers it. */
export const fax = ({ address, port }: Host, version = 2): Body =>
  session(address, version, address, [`m=image ${port} udptl t38`, 'a=T38FaxVersion:0', 'a=T38MaxBitRate:14400']);

export const plainText = (text: string): Body => ({ type: 'text/plain', text });

/** What came of a reference (RFC 3515 §2.4.5). */
export const sipFragment = (status: string): Body => ({
  type: 'message/sipfrag;version=2.0',
  text: `SIP/2.0 ${status}\r\n`,
});

/** RFC 3842: counts of new and old voice messages. */
export const messageSummary = (account: string, fresh: number, old: number): Body => ({
  type: 'application/simple-message-summary',
  text: [
    `Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}`,
    `Message-Account: ${account}`,
    `Voice-Message: ${fresh}/${old} (0/0)`,
    '',
  ].join('\r\n'),
});

export const presenceDocument = (entity: string, basic: 'open' | 'closed'): Body => ({
  type: 'application/pidf+xml',
  text: [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="${entity}">`,
    `<tuple id="desk"><status><basic>${basic}</basic></status></tuple>`,
    '</presence>',
    '',
  ].join('\r\n'),
});

export const dialogDocument = (entity: string, version: number, state: 'confirmed' | 'terminated' | null): Body => ({
  type: 'application/dialog-info+xml',
  text: [
    '<?xml version="1.0"?>',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${entity}">`,
    ...(state === null ? [] : [`<dialog id="line-1"><state>${state}</state></dialog>`]),
    '</dialog-info>',
    '',
  ].join('\r\n'),
});

export const dtmfRelay = (signal: string): Body => ({
  type: 'application/dtmf-relay',
  text: `Signal=${signal}\r\nDuration=160\r\n`,
});
