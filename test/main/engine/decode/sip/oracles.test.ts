import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSdp } from '../../../../../main/engine/decode/sdp/findSdp';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import { readCseq } from '../../../../../main/engine/decode/sip/cseq';
import { headerOf } from '../../../../../main/engine/decode/sip/headerOf';
import { readNameAddress } from '../../../../../main/engine/decode/sip/nameAddress';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { readUri } from '../../../../../main/engine/decode/sip/sipUri';
import { readVias } from '../../../../../main/engine/decode/sip/via';
import { encode } from './messages';

/** Well-formed messages read by other libraries as well. Both are plain JavaScript, so their shapes are written down here. */
type OtherAddress = { readonly uri: string; readonly params: Readonly<Record<string, string | undefined>> };
type OtherVia = { readonly protocol: string; readonly host: string; readonly params: { readonly branch?: string } };
type OtherMessage = {
  readonly method?: string;
  readonly uri?: string;
  readonly status?: number;
  readonly reason?: string;
  readonly body?: string;
  getParsedHeader(name: 'from' | 'to'): OtherAddress;
  getParsedHeader(name: 'via'): readonly OtherVia[];
  getParsedHeader(name: 'cseq'): { readonly seq: number; readonly method: string };
};
type OtherSdp = {
  readonly media: readonly {
    readonly type: string;
    readonly port: number;
    readonly payloads: string;
    readonly direction?: string;
    readonly ptime?: number;
    readonly connection?: { readonly ip: string };
    readonly rtp: readonly { readonly payload: number; readonly codec: string; readonly rate?: number }[];
    readonly fmtp: readonly { readonly payload: number; readonly config: string }[];
  }[];
};

const load = createRequire(import.meta.url);
const { SipMessage, parser } = load('drachtio-sip') as {
  readonly SipMessage: new (text: string) => OtherMessage;
  readonly parser: {
    parseUri(uri: string): { user?: string; password?: string; host: string; port: number } | undefined;
  };
};
const otherSdp = load('sdp-transform') as { parse(text: string): OtherSdp };

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
const host = fc.oneof(
  fc.tuple(word, word).map(([a, b]) => `${a}.${b}`),
  fc.ipV4(),
);
const port = fc.integer({ min: 1, max: 65535 });
const uri = fc
  .record({ user: word, host, port: fc.option(port), transport: fc.constantFrom('', ';transport=tcp', ';lr') })
  .map((one) => `sip:${one.user}@${one.host}${one.port === null ? '' : `:${one.port}`}${one.transport}`);
const media = fc.record({
  type: fc.constantFrom('audio', 'video'),
  port: fc.integer({ min: 0, max: 65534 }),
  formats: fc.uniqueArray(fc.integer({ min: 96, max: 127 }), { minLength: 1, maxLength: 4 }),
  codec: word,
  rate: fc.constantFrom(8000, 16000, 48000),
  address: fc.option(fc.ipV4()),
  direction: fc.constantFrom('sendrecv', 'sendonly', 'recvonly', 'inactive'),
  ptime: fc.integer({ min: 10, max: 60 }),
});
const description = fc
  .array(media, { minLength: 1, maxLength: 3 })
  .map((lines) =>
    [
      ...['v=0', 'o=- 1 2 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'],
      ...lines.flatMap((one) => [
        `m=${one.type} ${one.port} RTP/AVP ${one.formats.join(' ')}`,
        ...(one.address === null ? [] : [`c=IN IP4 ${one.address}`]),
        ...one.formats.map((format) => `a=rtpmap:${format} ${one.codec}/${one.rate}`),
        `a=fmtp:${one.formats[0] ?? 0} x=${one.ptime}`,
        `a=ptime:${one.ptime}`,
        `a=${one.direction}`,
      ]),
      '',
    ].join('\r\n'),
  );
const message = fc
  .record({
    start: fc.oneof(
      fc.constant('SIP/2.0 180 Ringing'),
      uri.map((target) => `INVITE ${target} SIP/2.0`),
    ),
    from: uri,
    to: uri,
    display: word,
    tag: word,
    hosts: fc.array(host, { minLength: 1, maxLength: 4 }),
    cseq: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    body: description,
  })
  .map((one) =>
    [
      one.start,
      ...one.hosts.map((name, i) => `Via: SIP/2.0/UDP ${name};branch=z9hG4bK${i}`),
      `From: "${one.display}" <${one.from}>;tag=${one.tag}`,
      `To: <${one.to}>;tag=x${one.tag}`,
      'Call-ID: 1@example.org',
      `CSeq: ${one.cseq} INVITE`,
      'Max-Forwards: 70',
      'Contact: <sip:a@192.0.2.1>',
      'Content-Type: application/sdp',
      `Content-Length: ${one.body.length}`,
      '',
      one.body,
    ].join('\r\n'),
  );

describe('well-formed messages, read as other libraries read them', () => {
  it('drachtio-sip', () => {
    fc.assert(
      fc.property(message, (text) => {
        const bytes = encode(text);
        const parsed = parseSip(bytes, 0, bytes.length);
        const other = new SipMessage(text);
        if (!parsed.ok) throw new Error('not SIP');
        const ours = parsed.value;
        expect(ours.issues).toEqual([]);
        if (ours.kind === 'request') expect([ours.method, ours.requestUri]).toEqual([other.method, other.uri]);
        else expect([ours.status, ours.reason]).toEqual([other.status, other.reason]);
        for (const name of ['from', 'to'] as const) {
          const { uri: address, tag } = readNameAddress(headerOf(ours, name)?.value ?? '');
          const theirs = other.getParsedHeader(name);
          expect([address, tag]).toEqual([theirs.uri, theirs.params['tag']]);
        }
        const vias = ours.headers.filter(({ key }) => key === 'via').flatMap(({ value }) => readVias(value));
        expect(vias.map((via) => [via.transport, via.host, via.branch])).toEqual(
          other.getParsedHeader('via').map((via) => [via.protocol, via.host, via.params.branch]),
        );
        const cseq = readCseq(headerOf(ours, 'cseq')?.value ?? '');
        expect({ seq: cseq.number, method: cseq.method }).toEqual(other.getParsedHeader('cseq'));
        expect(text.slice(ours.body.start, ours.body.end)).toBe(other.body);
      }),
      { numRuns: 200 },
    );
  });

  it('drachtio-sip, URIs', () => {
    fc.assert(
      fc.property(uri, (text) => {
        const ours = readUri(text);
        const theirs = parser.parseUri(text);
        expect([ours.user, ours.host, ours.port ?? 0]).toEqual([theirs?.user, theirs?.host, theirs?.port || 0]);
      }),
    );
  });

  it('sdp-transform', () => {
    fc.assert(
      fc.property(message, (text) => {
        const bytes = encode(text);
        const parsed = parseSip(bytes, 0, bytes.length);
        const range = parsed.ok ? findSdp(parsed.value, bytes, 0) : null;
        if (range === null) throw new Error('no SDP');
        const ours = parseSdp(bytes, range.start, range.end);
        expect(ours.issues).toEqual([]);
        const theirs = otherSdp.parse(text.slice(range.start, range.end));
        expect(
          ours.media.map((one) => ({
            type: one.type,
            port: one.port,
            address: one.address,
            direction: one.direction,
            ptime: one.ptimeMs,
            formats: one.formats.map((format) => [
              ...[format.payloadType, format.codec, format.clockRateHz, format.parameters],
            ]),
          })),
        ).toEqual(
          theirs.media.map((one) => ({
            type: one.type,
            port: one.port,
            address: one.connection?.ip ?? '192.0.2.1',
            direction: one.direction,
            ptime: one.ptime,
            formats: one.rtp.map(({ payload, codec, rate }) => [
              ...[payload, codec, rate, one.fmtp.find((entry) => entry.payload === payload)?.config ?? ''],
            ]),
          })),
        );
      }),
      { numRuns: 200 },
    );
  });
});
