import { u16 } from '../../decode/bigEndian';
import { hepUnit } from '../../decode/hep/hepUnit';
import type { Inflate } from '../../decode/inflate';
import { mayBecomeStartLine, readMsrpStartLine } from '../../decode/msrp/msrpStartLine';
import { msrpUnit } from '../../decode/msrp/msrpUnit';
import { looksLikeStunConnection, readStunUnit } from '../../decode/stun/stunUnit';
import type { UnitReader } from '../../decode/unitReader';
import { createWebSocketUnit, looksLikeWebSocketSip } from '../../decode/webSocket/webSocketUnit';
import { mayBeWebSocketUpgrade, readWebSocketUpgrade } from '../../decode/webSocket/webSocketUpgrade';
import { beginsFramed, framedUnit } from './framedUnit';
import type { Beginning } from './startLines';

/** What connections carry besides plain SIP. */
export type StreamProtocol = {
  readonly name: 'webSocket' | 'hep' | 'msrp' | 'stun' | 'framed';
  /** Bytes with which it may begin; a cheap look before `begins` is asked. */
  readonly firstBytes: readonly number[];
  /** Whether a direction begins with it at bytes[start]. */
  readonly begins: (bytes: Uint8Array, start: number, end: number) => Beginning;
  /** Whether `begins` leaves so little doubt that it may be asked at every byte, where it is not known where units begin. */
  readonly isMarked: boolean;
  readonly read: UnitReader;
};

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const MAX_HTTP_HEADER_BYTES = 16 * 1024;
const HTTP_STATUS_AT = 9;
/** Text and binary frames, whole messages or the first part of one (RFC 6455 §5.2). */
const WEB_SOCKET_BEGINNINGS = [0x01, 0x02, 0x81, 0x82];
/** So much of a frame shows whether SIP begins in it. */
const TELLING_FRAME_BYTES = 64;
const STUN_COOKIE_AT = 4;
const STUN_COOKIE = [0x21, 0x12, 0xa4, 0x42] as const;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

function beginsWord(bytes: Uint8Array, start: number, end: number, word: readonly number[]): Beginning {
  const haveBytes = Math.min(word.length, end - start);
  for (let at = 0; at < haveBytes; at += 1) if (bytes[start + at] !== word[at]) return 'no';
  return haveBytes === word.length ? 'yes' : 'open';
}

const codesOf = (word: string): readonly number[] => Array.from(word, (character) => character.charCodeAt(0));
const HEP3 = codesOf('HEP3');
const MSRP = codesOf('MSRP ');
const GET = codesOf('GET ');
const HTTP = codesOf('HTTP/1.');
const SWITCHING = codesOf('101');

/** A handshake of HTTP that may lead to WebSocket, as far as it came. */
function beginsUpgrade(bytes: Uint8Array, start: number, end: number): Beginning {
  if (beginsWord(bytes, start, end, GET) === 'no') {
    const http = beginsWord(bytes, start, end, HTTP);
    if (http !== 'yes') return http;
    const status = beginsWord(bytes, Math.min(start + HTTP_STATUS_AT, end), end, SWITCHING);
    if (status !== 'yes') return status;
  }
  if (readWebSocketUpgrade(bytes, start, end) !== null) return 'yes';
  return hasEmptyLine(bytes, start, end) || end - start >= MAX_HTTP_HEADER_BYTES ? 'no' : 'open';
}

function hasEmptyLine(bytes: Uint8Array, start: number, end: number): boolean {
  let lineStart = start;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] !== LINE_FEED) continue;
    const isEmpty = at === lineStart || (at === lineStart + 1 && bytes[lineStart] === CARRIAGE_RETURN);
    if (isEmpty) return true;
    lineStart = at + 1;
  }
  return false;
}

function beginsWebSocket(bytes: Uint8Array, start: number, end: number): Beginning {
  const upgrade = beginsUpgrade(bytes, start, end);
  if (upgrade !== 'no') return upgrade;
  if (looksLikeWebSocketSip(bytes, start, end)) return 'yes';
  return end - start < TELLING_FRAME_BYTES && WEB_SOCKET_BEGINNINGS.includes(bytes[start]!) ? 'open' : 'no';
}

/** The handshake of HTTP is skipped; frames follow it. */
function webSocketReader(inflate: Inflate | null): UnitReader {
  const readFrames = createWebSocketUnit(inflate);
  return (bytes, start, end) => {
    const upgrade = mayBeWebSocketUpgrade(bytes, start, end) ? readWebSocketUpgrade(bytes, start, end) : null;
    return upgrade === null ? readFrames(bytes, start, end) : { outcome: 'skip', next: upgrade.headerEnd };
  };
}

function beginsStun(bytes: Uint8Array, start: number, end: number): Beginning {
  if (looksLikeStunConnection(bytes, start, end)) return 'yes';
  if (end - start >= STUN_COOKIE_AT + STUN_COOKIE.length || bytes[start]! > 3) return 'no';
  return beginsWord(bytes, Math.min(start + STUN_COOKIE_AT, end), end, STUN_COOKIE);
}

function beginsMsrp(bytes: Uint8Array, start: number, end: number): Beginning {
  const word = beginsWord(bytes, start, end, MSRP);
  if (word !== 'yes') return word;
  if (readMsrpStartLine(bytes, start, end) !== null) return 'yes';
  return mayBecomeStartLine(bytes, start, end) ? 'open' : 'no';
}

/** In the order in which they are asked. */
export function streamProtocols(inflate: Inflate | null): readonly StreamProtocol[] {
  return [
    {
      name: 'hep',
      firstBytes: [HEP3[0]!],
      begins: (bytes, start, end) => beginsWord(bytes, start, end, HEP3),
      isMarked: true,
      read: hepUnit,
    },
    { name: 'msrp', firstBytes: [MSRP[0]!], begins: beginsMsrp, isMarked: true, read: msrpUnit },
    { name: 'stun', firstBytes: range(0, 4), begins: beginsStun, isMarked: true, read: readStunUnit },
    {
      name: 'webSocket',
      firstBytes: [GET[0]!, HTTP[0]!, ...WEB_SOCKET_BEGINNINGS],
      begins: beginsWebSocket,
      isMarked: true,
      read: webSocketReader(inflate),
    },
    { name: 'framed', firstBytes: range(0, 8), begins: beginsFramed, isMarked: false, read: framedUnit },
  ];
}

const TLS_HEADER_BYTES = 5;
const TLS_MAX_RECORD_BYTES = 16_384 + 2048;

/**
 * Whether a record of TLS stands there (RFC 8446 §5.1): change cipher spec 20, alert 21, handshake 22, application data 23.
 *
 *     | content type 8 | version 3.0 … 3.4, 16 | length 16 |
 */
export function beginsTls(bytes: Uint8Array, start: number, end: number): Beginning {
  if (bytes[start]! < 20 || bytes[start]! > 23) return 'no';
  if (end - start < TLS_HEADER_BYTES) return 'open';
  if (bytes[start + 1] !== 3 || bytes[start + 2]! > 4) return 'no';
  const lengthBytes = u16(bytes, start + 3);
  return lengthBytes > 0 && lengthBytes <= TLS_MAX_RECORD_BYTES ? 'yes' : 'no';
}
