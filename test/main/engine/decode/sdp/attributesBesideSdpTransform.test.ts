import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeSdp } from '../../../../../main/engine/decode/sdp/sdpFields';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { encode } from '../sip/messages';

type Parsed = Readonly<Record<string, unknown>>;
const { parse } = createRequire(import.meta.url)('sdp-transform') as {
  readonly parse: (text: string) => { readonly media: readonly Parsed[] };
};

const CASES: readonly (readonly [line: string, theirs: string, names: Readonly<Record<string, string>>])[] = [
  [
    'a=candidate:3289912957 2 tcp 1845501695 193.84.77.194 60017 typ srflx raddr 192.168.34.75 rport 60017 tcptype passive generation 1 network-id 3 network-cost 10',
    'candidates',
    {
      ...{ foundation: 'Foundation', component: 'Component', transport: 'Transport', priority: 'Priority' },
      ...{ ip: 'Address', port: 'Port', type: 'Type', raddr: 'Related address', rport: 'Related port' },
      ...{ tcptype: 'TCP type', generation: 'Generation', 'network-id': 'Network', 'network-cost': 'Network cost' },
    },
  ],
  [
    'a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^20|1:32 KDR=25',
    'crypto',
    { id: 'Tag', suite: 'Crypto suite', config: 'Key parameters', sessionConfig: 'Session parameter' },
  ],
  ['a=fingerprint:sha-1 00:11:22', 'fingerprint', { type: 'Hash function', hash: 'Fingerprint' }],
  ['a=rtcp-fb:98 nack rpsi', 'rtcpFb', { payload: 'Payload type', type: 'Feedback', subtype: 'Parameter' }],
  [
    'a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:toffset',
    'ext',
    { value: 'Number', direction: 'Direction', uri: 'URI' },
  ],
  ['a=ssrc:1399694169 label:x y', 'ssrcs', { id: 'Source', attribute: 'Attribute', value: 'Value' }],
  [
    'a=rtpmap:96 opus/48000/2',
    'rtp',
    { payload: 'Payload type', codec: 'Codec', rate: 'Clock rate', encoding: 'Channels' },
  ],
  ['a=fmtp:96 stereo=1;useinbandfec=1', 'fmtp', { payload: 'Format', config: 'Parameters' }],
  [
    'a=rtcp:53020 IN IP4 126.16.64.4',
    'rtcp',
    { port: 'Port', netType: 'Network type', ipVer: 'Address type', address: 'Address' },
  ],
];

/** sdp-transform writes IP4 and IP6 as numbers. */
const asText = (name: string, value: unknown): string => (name === 'ipVer' ? `IP${String(value)}` : String(value));

describe('attributes beside sdp-transform', () => {
  it.each(CASES)('%s', (line, theirs, names) => {
    const text = `v=0\r\nm=audio 4 RTP/AVP 96\r\n${line}\r\n`;
    const parsed = [parse(text).media[0]?.[theirs]].flat()[0] as Parsed;
    const bytes = encode(text);
    const parts: readonly MessageField[] = describeSdp(new FieldMaker(bytes), 0, bytes.length).at(-1)?.children ?? [];
    const own = Object.fromEntries(
      Object.keys(names).map((name) => [name, parts.find((part) => part.name === names[name])?.value]),
    );
    expect(own).toEqual(Object.fromEntries(Object.keys(names).map((name) => [name, asText(name, parsed[name])])));
  });
});
