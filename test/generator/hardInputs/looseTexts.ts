import type { SipIssueCode } from '../../../shared/sip/issueKinds';
import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { sdpText, sipRequest } from '../../fixtures/sipMessages';
import { expectMessage, frames, hardInput, HOSTS, SIP_PORTS, type HardInput, type TsharkReading } from './hardInput';
import type { HardRow } from './rows';

type Loose = {
  readonly name: string;
  readonly text: string;
  readonly issues: readonly SipIssueCode[];
  readonly callId?: string;
  readonly start?: string;
  readonly tshark?: TsharkReading;
};

const loose = (row: HardRow, { name, text, issues, tshark = 'same', ...change }: Loose): HardInput =>
  hardInput({
    row,
    name,
    frames: frames(ethernet({}, ipv4(HOSTS, udp(SIP_PORTS, textBytes(text))))),
    messages: [expectMessage(text, { issues, ...change })],
    tshark,
  });

const clean = sipRequest('OPTIONS', { callId: 'loose@example.org' });
const sdp = sdpText('192.0.2.1', [{ port: 20_000, formats: ['0 PCMU/8000'] }]);
const withBody = sipRequest('INVITE', { callId: 'loose@example.org', sdp });

/** One header field in place of another. */
const replaced = (text: string, from: string | RegExp, to: string): string => text.replace(from, to);

const COMPACT = [
  ['Via:', 'v:'],
  ['From:', 'f:'],
  ['To:', 't:'],
  ['Call-ID:', 'i:'],
  ['Contact:', 'm:'],
  ['Content-Type:', 'c:'],
  ['Content-Length:', 'l:'],
] as const;

const SHORT = COMPACT.reduce((text, [long, short]) => text.replace(long, short), withBody);

export const LOOSE_TEXT_INPUTS: readonly HardInput[] = [
  loose('looseText', { name: 'text-compact', text: SHORT, issues: [] }),
  loose('looseText', {
    name: 'text-folded',
    text: replaced(clean, 'From: "Alice" ', 'From: "Alice"\r\n  '),
    issues: ['foldedHeader'],
  }),
  loose('looseText', {
    name: 'text-bare-line-feeds',
    text: clean.replaceAll('\r\n', '\n'),
    issues: ['lineEndsWithoutCarriageReturn'],
  }),
  loose('looseText', {
    name: 'text-lower-case',
    text: clean
      .replace(/^[A-Z][\w-]*:/gm, (name) => name.toLowerCase())
      .replace('OPTIONS sip:bob@example.net SIP/2.0', 'options sip:bob@example.net sip/2.0'),
    start: 'OPTIONS',
    tshark: { shows: [], because: 'a method in lower case is no SIP to it' },
    issues: ['lowerCaseMethod', 'lowerCaseVersion'],
  }),
  loose('looseText', {
    name: 'text-unknown-method',
    text: clean.replaceAll('OPTIONS', 'TELEPORT'),
    issues: ['unknownMethod'],
  }),
  loose('spaceBeforeColon', {
    name: 'text-space-before-colon',
    text: replaced(clean, 'Call-ID:', 'Call-ID :'),
    issues: ['spaceBeforeColon'],
    tshark: { shows: ['OPTIONS'], because: 'the header field is not read' },
  }),
];

export const CONTENT_LENGTH_INPUTS: readonly HardInput[] = [
  loose('contentLength', {
    name: 'length-missing',
    text: replaced(withBody, /Content-Length: \d+\r\n/, ''),
    issues: ['missingContentLength'],
  }),
  loose('contentLength', {
    name: 'length-too-large',
    text: replaced(withBody, /Content-Length: \d+/, 'Content-Length: 5000'),
    issues: ['truncatedBody'],
  }),
  loose('contentLength', {
    name: 'length-no-number',
    text: replaced(withBody, /Content-Length: \d+/, 'Content-Length: many'),
    issues: ['badContentLength'],
  }),
  loose('contentLength', { name: 'length-bytes-after', text: `${withBody}left over`, issues: ['surplusBytes'] }),
  loose('contentLength', {
    name: 'length-nuls-before',
    text: `\0\0\0\0${clean}`,
    issues: ['junkBeforeStartLine'],
    tshark: { shows: [], because: 'a datagram that does not begin with a start line is no SIP to it' },
  }),
  loose('contentLength', {
    name: 'length-line-ends-before',
    text: `\r\n\r\n${clean}`,
    issues: ['emptyLineBeforeStartLine'],
    tshark: { shows: [], because: 'a datagram that does not begin with a start line is no SIP to it' },
  }),
];

const WARNING = 'Warning: 399 sbc1.example.org Q.850;cause=16;text="Normal call clearing" "';

export const BROKEN_HEADER_INPUTS: readonly HardInput[] = [
  loose('badWarning', {
    name: 'header-warning',
    text: replaced(clean, 'Max-Forwards: 70', `Max-Forwards: 70\r\n${WARNING}`),
    issues: ['badWarning'],
  }),
  loose('doubledHeaders', {
    name: 'header-two-to',
    text: replaced(clean, 'Call-ID:', 'To: <sip:carol@example.net>\r\nCall-ID:'),
    issues: ['duplicateHeader'],
  }),
  loose('doubledHeaders', {
    name: 'header-two-call-ids',
    text: replaced(clean, 'CSeq:', 'Call-ID: second@example.org\r\nCSeq:'),
    issues: ['duplicateHeader'],
  }),
];
