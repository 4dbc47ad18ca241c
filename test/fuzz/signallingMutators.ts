import { textBytes } from '../fixtures/bytes';
import type { Random } from '../generator/random';
import { below, pick, smallBelow } from './choice';
import type { FuzzFrame } from './fuzzFrame';
import { transportOf, withPayload } from './payloadOf';

/** A frame that carries a SIP message as text; `at` is its place among the frames. */
type Carried = { readonly at: number; readonly frame: FuzzFrame; readonly text: string };

type SignallingMutator = (random: Random, frames: FuzzFrame[], carried: readonly Carried[]) => void;

const MAX_TEXT = 60_000;
const UDP = 17;

function carriedIn(frames: readonly FuzzFrame[]): readonly Carried[] {
  return frames.flatMap((frame, at) => {
    const transport = transportOf(frame);
    if (transport?.protocol !== UDP) return [];
    const text = Buffer.from(frame.bytes.subarray(transport.payloadStart)).toString('latin1');
    return /SIP\/2\.0/i.test(text.slice(0, 1000)) ? [{ at, frame, text }] : [];
  });
}

function put(frames: FuzzFrame[], { at, frame }: Carried, text: string): void {
  const transport = transportOf(frame);
  if (transport === null) return;
  frames[at] = withPayload(frame, transport, new Uint8Array(Buffer.from(text.slice(0, MAX_TEXT), 'latin1')));
}

/** What tells transactions, dialogs and calls apart: one group before, the value, the rest follows. */
const IDENTITIES = [
  /^((?:Call-ID|i)[ \t]*:[ \t]*)(\S+)/im,
  /^((?:From|f)[ \t]*:.*;tag=)([^;\s]+)/im,
  /^((?:To|t)[ \t]*:.*;tag=)([^;\s]+)/im,
  /(;branch=)([^;,\s]+)/i,
  /^(CSeq[ \t]*:[ \t]*)(\d+)/im,
  /^(CSeq[ \t]*:[ \t]*\d+ )(\w+)/im,
  /^((?:From|f)[ \t]*:.*sips?:)([^@>;\s]+)/im,
  /^((?:To|t)[ \t]*:.*sips?:)([^@>;\s]+)/im,
  /^((?:Contact|m)[ \t]*:[ \t]*)(\S+)/im,
  /^(m=audio )(\d+)/im,
  /^(c=IN IP4 )(\S+)/im,
  /^(SIP\/2\.0 )(\d{3})/i,
  /^((?:Expires|Session-Expires)[ \t]*:[ \t]*)(\d+)/im,
] as const;

const valueOf = (text: string, identity: RegExp): string | null => identity.exec(text)?.[2] ?? null;
const withValue = (text: string, identity: RegExp, value: string): string =>
  text.replace(identity, (_, before: string) => before + value);

/** One message takes a value of another, perhaps the other way round as well. */
const trade: SignallingMutator = (random, frames, carried) => {
  const identity = pick(random, IDENTITIES);
  const [one, other] = [pick(random, carried), pick(random, carried)];
  const [first, second] = [valueOf(one.text, identity), valueOf(other.text, identity)];
  if (first === null || second === null) return;
  put(frames, one, withValue(one.text, identity, second));
  if (random() < 0.5) put(frames, other, withValue(other.text, identity, first));
};

/** All messages, or one half of them, have the same value. */
const shareByAll: SignallingMutator = (random, frames, carried) => {
  const identity = pick(random, IDENTITIES);
  const value = valueOf(pick(random, carried).text, identity);
  if (value === null) return;
  const share = random() < 0.5 ? 1 : 0.5;
  for (const each of carried) if (random() < share) put(frames, each, withValue(each.text, identity, value));
};

/** A value of one conversation in another place: what is under one Call-ID comes under two. */
const part: SignallingMutator = (random, frames, carried) => {
  const identity = pick(random, IDENTITIES);
  const value = valueOf(pick(random, carried).text, identity);
  for (const each of carried) {
    if (value === null || valueOf(each.text, identity) !== value || random() < 0.5) continue;
    put(frames, each, withValue(each.text, identity, `${value}1`));
  }
};

const NUMBERS = ['0', '1', '2', '2147483647', '4294967295', '99999999999', '-1'];
const changeNumber: SignallingMutator = (random, frames, carried) => {
  const each = pick(random, carried);
  put(frames, each, withValue(each.text, /^(CSeq[ \t]*:[ \t]*)(\d+)/im, pick(random, NUMBERS)));
};

const METHODS = ['INVITE', 'ACK', 'BYE', 'CANCEL', 'REFER', 'NOTIFY', 'UPDATE', 'PRACK', 'INFO', 'REGISTER', 'OPTIONS'];
const MORE_METHODS = [...METHODS, 'SUBSCRIBE', 'PUBLISH', 'MESSAGE', 'FOO', 'invite'];
const changeMethod: SignallingMutator = (random, frames, carried) => {
  const each = pick(random, carried);
  const method = pick(random, MORE_METHODS);
  const start = each.text.replace(/^\w+(?= sips?:)/i, method);
  put(frames, each, withValue(start, /^(CSeq[ \t]*:[ \t]*\d+ )(\w+)/im, method));
};

const STATUSES = [100, 101, 180, 183, 199, 200, 202, 204, 299, 300, 302, 305, 401, 404, 407, 408, 422, 423, 481, 486];
const MORE_STATUSES = [...STATUSES, 487, 488, 491, 494, 500, 503, 600, 603, 699, 700, 999, 0, 99];
const changeStatus: SignallingMutator = (random, frames, carried) => {
  const each = pick(random, carried);
  put(frames, each, withValue(each.text, /^(SIP\/2\.0 )(\d{3})/i, String(pick(random, MORE_STATUSES))));
};

/** Header fields that say what belongs together, with `%` for a Call-ID and tags that occur. */
const FIELDS = [
  'Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2',
  'Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000',
  'Session-ID: ;remote=;remote',
  'X-CID: %',
  'X-CID: same-in-all-calls',
  'P-Charging-Vector: icid-value=%;icid-generated-at=192.0.2.1',
  'P-Charging-Vector: icid-value="same"',
  'Replaces: %;to-tag=a;from-tag=b',
  'Replaces: %',
  'Replaces: ;;;to-tag;from-tag=;%',
  'Refer-To: <sip:1003@example.org?Replaces=%25%3Bto-tag%3Da>',
  'Refer-To: <sip:1003@example.org?Replaces=%>',
  'Refer-To: <<<<%',
  'Refer-To: tel:+1-201-555-0123',
  'Referred-By: <sip:1001@example.org>;cid="%"',
  'Target-Dialog: %;local-tag=a;remote-tag=b',
  'Reason: Q.850;cause=16;text="ok"',
  'Reason: SIP;cause=200;text="Call completed elsewhere"',
  'Reason: Q.850;cause=99999999999999999999',
  'Session-Expires: 90;refresher=uac',
  'Session-Expires: 0;refresher=uas',
  'Session-Expires: 99999999999999999999',
  'Min-SE: 4294967295',
  'Require: 100rel, timer, replaces',
  'RSeq: 1',
  'RAck: 1 1 INVITE',
  'Event: refer',
  'Event: dialog;sla',
  'Event: message-summary',
  'Subscription-State: terminated;reason=noresource',
  'Subscription-State: active;expires=99999999999',
  'Subscription-State: pending;expires=-1',
  'Expires: 0',
  'Expires: 4294967296',
  'Contact: *',
  'Contact: <sip:1001@192.0.2.77:5099>;expires=60;q=0.5;+sip.instance="<urn:uuid:1>";reg-id=1',
  'Path: <sip:edge.example.org;lr>',
  'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=MD5-sess, qop="auth,auth-int", stale=TRUE',
  'WWW-Authenticate: Digest realm="a",,,nonce=,=,"',
  'Authorization: Digest username="1000", realm="a", nonce="b", uri="sip:a", response="c", nc=00000001, cnonce="d", qop=auth',
  'Authorization: Basic %',
  'SIP-ETag: %',
  'SIP-If-Match: %',
  'Warning: 399 a "%"',
  'Content-Type: message/sipfrag',
  'Content-Type: application/simple-message-summary',
  'Content-Type: application/dialog-info+xml',
  'Diversion: <sip:1002@example.org>;reason=user-busy',
  'History-Info: <sip:1002@example.org>;index=1',
  'Supported: %',
  'Timestamp: 99',
] as const;

const addFields: SignallingMutator = (random, frames, carried) => {
  const callId = valueOf(pick(random, carried).text, IDENTITIES[0]) ?? 'x';
  const isInAll = random() < 0.2;
  const field = pick(random, FIELDS).replace('%', () => (random() < 0.9 ? callId : callId.repeat(500)));
  for (const each of isInAll ? carried : [pick(random, carried)]) {
    put(
      frames,
      each,
      each.text.replace('\r\n', () => `\r\n${field}\r\n`),
    );
  }
};

/** A value as long as a datagram allows. */
const makeLong: SignallingMutator = (random, frames, carried) => {
  const each = pick(random, carried);
  const identity = pick(random, IDENTITIES);
  const value = valueOf(each.text, identity);
  if (value === null) return;
  const room = MAX_TEXT - each.text.length - value.length;
  const length = random() < 0.3 ? room : smallBelow(random, Math.max(2, room));
  put(
    frames,
    each,
    withValue(
      each.text,
      identity,
      value + pick(random, ['a', '9', ';', '"', '%41']).repeat(Math.max(1, length)).slice(0, room),
    ),
  );
};

/** Bodies of NOTIFY and others that analyses read. */
const BODIES = [
  'SIP/2.0 200 OK\r\n',
  'SIP/2.0 100 Trying',
  'SIP/2.0 999999',
  'Messages-Waiting: yes\r\nVoice-Message: 99999999999/-1 (0/0)\r\n',
  '<?xml version="1.0"?><dialog-info><dialog><state>confirmed</state></dialog>',
  '<presence><tuple><status><basic>open</basic>',
  'v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 9 RTP/SAVP 0 8 101\r\na=inactive\r\na=crypto:1 x inline:y\r\nm=image 0 udptl t38\r\n',
  'v=0\r\nm=audio 99999999 X -1\r\n',
];
const changeBody: SignallingMutator = (random, frames, carried) => {
  const each = pick(random, carried);
  const end = each.text.indexOf('\r\n\r\n');
  if (end < 0) return;
  const body = pick(random, BODIES);
  const head = withValue(each.text.slice(0, end), /^((?:Content-Length|l)[ \t]*:[ \t]*)(\d+)/im, String(body.length));
  put(frames, each, `${head}\r\n\r\n${body}`);
};

/** Only what one side sent was captured, or only what was not repeated. */
const dropSide: SignallingMutator = (random, frames, carried) => {
  const isRequest = random() < 0.5;
  const leaving = new Set(carried.filter(({ text }) => /^SIP\//i.test(text) !== isRequest).map(({ frame }) => frame));
  const kept = frames.filter((frame) => !leaving.has(frame));
  if (kept.length > 0) frames.splice(0, frames.length, ...kept);
};

const shuffle: SignallingMutator = (random, frames) => {
  const times = frames.map(({ atMs }) => atMs);
  for (let at = frames.length - 1; at > 0; at -= 1) {
    const other = below(random, at + 1);
    [frames[at], frames[other]] = [frames[other]!, frames[at]!];
  }
  if (random() < 0.5) times.forEach((atMs, at) => (frames[at] = { ...frames[at]!, atMs }));
};

/** The clock runs faster or stands still, or nothing happens for a while. */
const stretchTime: SignallingMutator = (random, frames) => {
  const firstMs = frames[0]?.atMs ?? 0;
  const factor = pick(random, [0, 0.01, 1, 10, 1000]);
  const from = below(random, frames.length);
  const pauseMs = pick(random, [0, 500, 33_000, 200_000, 7_200_000]);
  frames.forEach((frame, at) => {
    frames[at] = { ...frame, atMs: firstMs + (frame.atMs - firstMs) * factor + (at >= from ? pauseMs : 0) };
  });
};

/** The same conversations once more under other Call-IDs, as other legs of them would look. */
const again: SignallingMutator = (random, frames, carried) => {
  const suffix = `-${below(random, 1000)}`;
  const laterMs = pick(random, [0, 1, 50, 1000]);
  for (const { frame, text } of carried) {
    const transport = transportOf(frame);
    const other = withValue(text, IDENTITIES[0], `${valueOf(text, IDENTITIES[0]) ?? 'x'}${suffix}`);
    if (transport !== null)
      frames.push({
        ...withPayload(frame, transport, textBytes(other).subarray(0, MAX_TEXT)),
        atMs: frame.atMs + laterMs,
      });
  }
  frames.sort((a, b) => a.atMs - b.atMs);
};

const MUTATORS: readonly SignallingMutator[] = [
  trade,
  trade,
  trade,
  shareByAll,
  part,
  changeNumber,
  changeMethod,
  changeStatus,
  addFields,
  addFields,
  addFields,
  makeLong,
  changeBody,
  dropSide,
  shuffle,
  stretchTime,
  again,
];

/** Something that goes wrong between messages rather than in one; frames without SIP in plain datagrams stay as they are. */
export function mutateSignalling(random: Random, frames: FuzzFrame[]): void {
  const carried = carriedIn(frames);
  if (carried.length > 0) pick(random, MUTATORS)(random, frames, carried);
}
