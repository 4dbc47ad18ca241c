import { LINK_TYPE } from '../../shared/capture/linkTypes';
import { sdpText, sipRequest, sipResponse, type SipOptions } from '../fixtures/sipMessages';
import { datagram } from '../generator/ways/packets';
import type { FuzzFrame } from './fuzzFrame';

const ALICE = { address: '192.0.2.1', port: 5060 };
const BOB = { address: '192.0.2.2', port: 5060 };
/** Four messages a millisecond. */
const SPACING_MS = 0.25;

type Sent = { readonly text: string; readonly back?: boolean; readonly stepMs?: number };

function framesOf(sent: readonly Sent[]): readonly FuzzFrame[] {
  let atMs = 0;
  return sent.map(({ text, back = false, stepMs = SPACING_MS }) => {
    atMs += stepMs;
    const way = back ? { source: BOB, destination: ALICE } : { source: ALICE, destination: BOB };
    return { ...datagram(atMs, way, text), linkType: LINK_TYPE.ethernet };
  });
}

const each = (messages: number, make: (number: number) => Sent | readonly Sent[]): readonly FuzzFrame[] => {
  const sent: Sent[] = [];
  for (let number = 1; sent.length < messages; number += 1) sent.push(...[make(number)].flat());
  return framesOf(sent.slice(0, messages));
};

const once = (number: number): SipOptions => ({ branches: [`z9hG4bK-${number}`] });
const call = (number: number, options: SipOptions = {}): Sent => ({
  text: sipRequest('INVITE', {
    ...once(number),
    callId: `flood-${number}@example.org`,
    fromTag: `f${number}`,
    ...options,
  }),
});
const inCall = (method: string, number: number, options: SipOptions = {}): Sent => ({
  text: sipRequest(method, { ...once(number), toTag: 'bob', cseq: `${number} ${method}`, ...options }),
});
const hex = (number: number): string => number.toString(16).padStart(32, '0');
const sdp = sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]);
const others = [{ text: sipRequest('INVITE') }, { text: sipResponse(200, 'OK'), back: true }];
const within = (messages: number, make: (number: number) => Sent | readonly Sent[]): readonly FuzzFrame[] =>
  each(messages, (number) => (number === 1 ? others : make(number)));

/** More of one thing than anybody sends: `messages` of them, at most one dozen beyond. */
export type Flood = (messages: number) => readonly FuzzFrame[];

export const FLOODS: Readonly<Record<string, Flood>> = {
  'INVITEs with different To tags under one Call-ID': (messages) =>
    within(messages, (number) => inCall('INVITE', number, { toTag: `tag-${number}`, cseq: `${number} INVITE`, sdp })),
  'answers with different To tags': (messages) =>
    within(messages, (number) => ({
      text: sipResponse(number % 2 === 0 ? 180 : 200, 'OK', { toTag: `tag-${number}`, sdp }),
      back: true,
    })),
  'answers with different branches': (messages) =>
    within(messages, (number) => ({
      text: sipResponse(183, 'Progress', { ...once(number), toTag: `t${number % 7}`, sdp }),
      back: true,
    })),
  'REFERs in one call': (messages) =>
    within(messages, (number) =>
      inCall('REFER', number, {
        headers: [`Refer-To: <sip:${number}@example.org?Replaces=flood-${number}%40example.org>`],
      }),
    ),
  'REFERs to the same target, then calls there': (messages) =>
    each(messages, (number) => [
      call(number, { to: `sip:a${number}@example.org` }),
      inCall('REFER', number, { callId: `flood-${number}@example.org`, headers: ['Refer-To: <sip:same@example.org>'] }),
      call(number + 1e6, { to: 'sip:same@example.org', uri: 'sip:same@example.org' }),
    ]),
  'NOTIFYs of a transfer in one call': (messages) =>
    within(messages, (number) =>
      inCall('NOTIFY', number, { headers: ['Event: refer', 'Content-Type: message/sipfrag'], sdp: '' }),
    ),
  're-INVITEs with offers': (messages) =>
    within(messages, (number) => [
      inCall('INVITE', number, { sdp: sdp.replace('4000', String(4000 + (number % 1000))) }),
      { text: sipResponse(200, 'OK', { ...once(number), cseq: `${number} INVITE`, sdp }), back: true },
    ]),
  'INVITEs of one transaction': (messages) => each(messages, () => ({ text: sipRequest('INVITE') })),
  'INVITEs of one transaction that differ': (messages) =>
    each(messages, (number) => ({ text: sipRequest('INVITE', { headers: [`X-Number: ${number}`] }) })),
  'Session-IDs in one call': (messages) =>
    within(messages, (number) =>
      inCall('UPDATE', number, { headers: [`Session-ID: ${hex(number)};remote=${hex(number + 1)}`] }),
    ),
  'calls with one Session-ID': (messages) =>
    each(messages, (number) => call(number, { headers: [`Session-ID: ${hex(7)};remote=${hex(8)}`] })),
  'calls whose Session-IDs are a chain': (messages) =>
    each(messages, (number) => call(number, { headers: [`Session-ID: ${hex(number)};remote=${hex(number + 1)}`] })),
  'calls with one header value': (messages) =>
    each(messages, (number) => call(number, { headers: ['X-CID: the-same-value'] })),
  'calls named by one another': (messages) =>
    each(messages, (number) => call(number, { headers: [`X-CID: flood-${number - 1}@example.org`] })),
  'calls that each replace the one before': (messages) =>
    each(messages, (number) =>
      call(number, { headers: [`Replaces: flood-${number - 1}@example.org;to-tag=a;from-tag=b`] }),
    ),
  'calls that all replace the first': (messages) =>
    each(messages, (number) => call(number, { headers: ['Replaces: flood-1@example.org;to-tag=bob;from-tag=f1'] })),
  'calls with one media endpoint': (messages) => each(messages, (number) => call(number, { sdp })),
  'calls of one user at once': (messages) =>
    each(messages, (number) => [
      call(number),
      {
        text: sipResponse(180, 'Ringing', {
          ...once(number),
          callId: `flood-${number}@example.org`,
          fromTag: `f${number}`,
        }),
        back: true,
      },
    ]),
  'redirects of one caller': (messages) =>
    each(messages, (number) => [
      call(number),
      {
        text: sipResponse(302, 'Moved', {
          ...once(number),
          callId: `flood-${number}@example.org`,
          fromTag: `f${number}`,
          contact: `<sip:n${number + 1}@example.org>`,
        }),
        back: true,
      },
    ]),
  'registration attempts of one AOR': (messages) =>
    each(messages, (number) => [
      {
        text: sipRequest('REGISTER', {
          ...once(number),
          callId: `registration-${number % 50}`,
          cseq: `${number} REGISTER`,
          contact: `<sip:alice@192.0.2.1:${number % 60_000}>`,
        }),
      },
      {
        text: sipResponse(401, 'Unauthorized', {
          ...once(number),
          callId: `registration-${number % 50}`,
          cseq: `${number} REGISTER`,
          headers: [`WWW-Authenticate: Digest realm="a", nonce="n${number}"`],
        }),
        back: true,
      },
    ]),
  'registrations of many AORs': (messages) =>
    each(messages, (number) => ({
      text: sipRequest('REGISTER', {
        ...once(number),
        callId: `r${number}`,
        to: `sip:u${number}@example.org`,
        from: `sip:u${number}@example.org`,
        contact: '<sip:a@192.0.2.1>',
      }),
    })),
  'OPTIONS of one pair': (messages) =>
    each(messages, (number) => ({
      text: sipRequest('OPTIONS', { ...once(number), callId: `options-${number}` }),
      stepMs: 200,
    })),
  'OPTIONS of one pair, answered': (messages) =>
    each(messages, (number) => [
      { text: sipRequest('OPTIONS', { ...once(number), callId: `options-${number}` }), stepMs: 200 },
      { text: sipResponse(200, 'OK', { ...once(number), callId: `options-${number}`, cseq: '1 OPTIONS' }), back: true },
    ]),
  'line ends of one pair': (messages) => within(messages, () => ({ text: '\r\n\r\n', stepMs: 50 })),
  'NOTIFYs of one subscription': (messages) =>
    each(messages, (number) => ({
      text: sipRequest('NOTIFY', {
        ...once(number),
        callId: 'subscription',
        toTag: 'w',
        cseq: `${number} NOTIFY`,
        headers: ['Event: dialog', 'Subscription-State: active;expires=60'],
      }),
    })),
  'SUBSCRIBEs that all wait': (messages) =>
    each(messages, (number) => ({
      text: sipRequest('SUBSCRIBE', {
        ...once(number),
        callId: `s${number}`,
        headers: ['Event: presence', 'Expires: 60'],
      }),
    })),
  'MESSAGEs under one Call-ID': (messages) =>
    each(messages, (number) => ({
      text: sipRequest('MESSAGE', { ...once(number), callId: 'page', cseq: `${number} MESSAGE` }),
    })),
  'methods without end under one Call-ID': (messages) =>
    each(messages, (number) => ({ text: sipRequest(`M${number}`, { ...once(number), callId: 'methods' }) })),
  'requests without INVITE, then the INVITE': (messages) =>
    each(messages, (number) =>
      number === messages ? call(1, { callId: 'late' }) : inCall('BYE', number, { callId: 'late' }),
    ),
  'everything under one Call-ID': (messages) => {
    const methods = [
      'INVITE',
      'ACK',
      'BYE',
      'CANCEL',
      'REFER',
      'NOTIFY',
      'REGISTER',
      'OPTIONS',
      'PRACK',
      'SUBSCRIBE',
      'PUBLISH',
    ];
    return each(messages, (number) => {
      const method = methods[number % methods.length]!;
      const options = {
        ...once(number),
        callId: 'everything',
        cseq: `${number} ${method}`,
        toTag: `t${number % 3}`,
        fromTag: `f${number % 5}`,
      };
      return [
        { text: sipRequest(method, options) },
        { text: sipResponse(200 + (number % 5) * 100, 'So', options), back: true },
      ];
    });
  },
};
