import { joinBytes, textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { msrpRequest, msrpResponse } from '../../fixtures/msrpMessages';
import { sdpText, sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { Connection } from './connection';
import {
  ALICE,
  BOB,
  expectMessage,
  frames,
  hardInput,
  HOSTS,
  SIP_PORTS,
  type HardInput,
  type TsharkReading,
} from './hardInput';

const CALL_ID = 'body@example.org';
const sdp = sdpText(ALICE, [{ port: 20_000, formats: ['0 PCMU/8000'] }]);

/** A request with a body of this type; header fields beyond those of the method come before it. */
function withBody(method: string, type: string, body: Uint8Array, headers: readonly string[] = []): Uint8Array {
  const head = sipRequest(method, {
    callId: CALL_ID,
    contact: '<sip:192.0.2.1>',
    headers: [...headers, `Content-Type: ${type}`],
  });
  return joinBytes(textBytes(head.replace('Content-Length: 0', `Content-Length: ${body.length}`)), body);
}

const bodyInput = (name: string, bytes: Uint8Array, tshark: TsharkReading = 'same'): HardInput =>
  hardInput({
    row: 'bodies',
    name: `body-${name}`,
    frames: frames(ethernet({}, ipv4(HOSTS, udp(SIP_PORTS, bytes)))),
    messages: [expectMessage(bytes)],
    tshark,
  });

const part = (type: string, content: Uint8Array, headers: readonly string[] = []): Uint8Array =>
  joinBytes(
    textBytes(['--edge', `Content-Type: ${type}`, ...headers, '', ''].join('\r\n')),
    content,
    textBytes('\r\n'),
  );
const multipart = (...parts: readonly Uint8Array[]): Uint8Array => joinBytes(...parts, textBytes('--edge--\r\n'));
const MULTIPART = 'multipart/mixed;boundary=edge';

/** ITU-T Q.763 §3.35: initial address with the four fixed parameters, then the called party's number 12345. */
const ISUP = Uint8Array.of(1, 0x10, 0x60, 0x00, 0x0a, 0x03, 0x02, 0x00, 0x06, 0x83, 0x10, 0x21, 0x43, 0x05, 0x00);

const SUMMARY = [
  'Messages-Waiting: yes',
  'Message-Account: sip:alice@example.org',
  'Voice-Message: 2/8 (0/2)',
  '',
].join('\r\n');

const PIDF = `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.org">
  <tuple id="a"><status><basic>open</basic></status></tuple>
</presence>`;

const DIALOG_INFO = `<?xml version="1.0"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:alice@example.org">
  <dialog id="as7d900as8"><state>confirmed</state></dialog>
</dialog-info>`;

const notify = (event: string): readonly string[] => [`Event: ${event}`, 'Subscription-State: active'];

const mainCall = withBody(
  'INVITE',
  MULTIPART,
  multipart(
    part('application/sdp', textBytes(sdp)),
    part('application/ISUP;version=itu-t92+', ISUP, ['Content-Disposition: signal;handling=optional']),
  ),
);

// MSRP: the session that two session descriptions agree on, and the connection it runs over.

const MSRP_PATH = { alice: `msrp://${ALICE}:7394/2s93i;tcp`, bob: `msrp://${BOB}:8493/si438;tcp` };
const msrpSdp = (address: string, port: number, path: string): string =>
  sdpText(address, []).concat(
    [`m=message ${port} TCP/MSRP *`, 'a=accept-types:text/plain', `a=path:${path}`, ''].join('\r\n'),
  );
const msrpInvite = sipRequest('INVITE', { callId: 'msrp@example.org', sdp: msrpSdp(ALICE, 7394, MSRP_PATH.alice) });
const msrpAnswer = sipResponse(200, 'OK', { callId: 'msrp@example.org', sdp: msrpSdp(BOB, 8493, MSRP_PATH.bob) });
const datagram = (source: string, destination: string, text: string): Uint8Array =>
  ethernet({}, ipv4({ source, destination }, udp(SIP_PORTS, textBytes(text)))).bytes;
const msrpConnection = new Connection({ port: 8493, clientPort: 7394 })
  .open()
  .alice(textBytes(msrpRequest('SEND', 'Hello', { to: MSRP_PATH.bob, from: MSRP_PATH.alice })))
  .bob(textBytes(msrpResponse('200 OK', { to: MSRP_PATH.alice, from: MSRP_PATH.bob })))
  .close();

export const BODY_INPUTS: readonly HardInput[] = [
  {
    ...bodyInput('multipart', mainCall),
    calls: [{ callId: CALL_ID, state: 'unanswered', messages: 1, streams: 0 }],
  },
  bodyInput(
    'sipfrag',
    withBody('NOTIFY', 'message/sipfrag;version=2.0', textBytes('SIP/2.0 200 OK\r\n'), notify('refer')),
  ),
  bodyInput('pidf', withBody('NOTIFY', 'application/pidf+xml', textBytes(PIDF), notify('presence'))),
  bodyInput(
    'message-summary',
    withBody('NOTIFY', 'application/simple-message-summary', textBytes(SUMMARY), notify('message-summary')),
  ),
  bodyInput('dialog-info', withBody('NOTIFY', 'application/dialog-info+xml', textBytes(DIALOG_INFO), notify('dialog'))),
  hardInput({
    row: 'bodies',
    name: 'body-msrp',
    frames: [
      { atMs: 0, bytes: datagram(ALICE, BOB, msrpInvite) },
      { atMs: 5, bytes: datagram(BOB, ALICE, msrpAnswer) },
      ...msrpConnection.frames.map(({ atMs, bytes }) => ({ atMs: atMs + 20, bytes })),
    ],
    messages: [
      expectMessage(msrpInvite),
      expectMessage(msrpAnswer, { frames: [2], source: `${BOB}:5060`, destination: `${ALICE}:5060` }),
    ],
    companions: [
      {
        kind: 'msrp',
        source: `${ALICE}:7394`,
        destination: `${BOB}:8493`,
        callId: 'msrp@example.org',
        wrong: false,
      },
    ],
  }),
];
