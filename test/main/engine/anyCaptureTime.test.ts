import { describe, expect, it } from 'vitest';
import { joinBytes, textBytes, words16, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, ipv6, ipv6Extension, raw, udp, type Layer, type UdpFields } from '../../fixtures/frames';
import { hepChunk, hepOfChunks } from '../../fixtures/hepPackets';
import { receiverReport } from '../../fixtures/rtpPackets';
import { sctp, sctpData } from '../../fixtures/sctpChunks';
import { sipRequest } from '../../fixtures/sipMessages';
import { webSocketFrame, webSocketRequest } from '../../fixtures/webSocketFrames';
import { cpuTimeMs } from '../../fuzz/cpuTime';
import { FuzzedEngine } from '../../fuzz/fuzzedEngine';
import { Connection } from '../../generator/hardInputs/connection';
import { HOSTS, SIP_PORTS, type HardFrame } from '../../generator/hardInputs/hardInput';
import { stun } from '../../generator/hardInputs/mediaFrames';

/** The same shape twice: how long it takes may grow with it, but not much faster than it does. */
const SMALL = 1;
const LARGE = 4;
/** Four times as much takes four times as long; sixteen would be quadratic. */
const MAX_RATIO = 10;
/** Shorter times say nothing. */
const LEAST_MS = 3;
const RUNS = 4;

const datagram = (payload: Uint8Array, ports: UdpFields = SIP_PORTS): HardFrame => ({
  atMs: 0,
  bytes: ethernet({}, ipv4(HOSTS, udp(ports, payload.subarray(0, 65_000)))).bytes,
});
const over = (above: Layer): HardFrame => ({ atMs: 0, bytes: ethernet({}, above).bytes });

const header = (line: string): Uint8Array =>
  textBytes(sipRequest('OPTIONS', { callId: 'time@example.org', headers: [line] }));
const body = (type: string, text: string): Uint8Array =>
  textBytes(
    sipRequest('NOTIFY', { callId: 'time@example.org', headers: [`Content-Type: ${type}`] }).replace(
      'Content-Length: 0',
      `Content-Length: ${text.length}`,
    ) + text,
  );
const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `--b${level}\r\nContent-Type: multipart/mixed;boundary=b${level + 1}\r\n\r\n`,
  ).join('');
const rtpPorts = { sourcePort: 20_000, destinationPort: 30_000 };
const repeatBytes = (piece: Uint8Array, times: number): Uint8Array =>
  joinBytes(...Array.from({ length: times }, () => piece));

function fragments(count: number): readonly HardFrame[] {
  const piece = new Uint8Array(64).fill(0x55);
  return Array.from({ length: count }, (_, index) =>
    over(
      ipv4(
        { ...HOSTS, id: 1, moreFragments: true, fragmentOffsetBytes: ((index * 7919) % 900) * 64 },
        raw(piece, { protocol: 17 }),
      ),
    ),
  );
}

const text = textBytes(sipRequest('OPTIONS', { callId: 'time@example.org', headers: ['X: '.padEnd(3000, 'x')] }));

/** Segments of one connection in reverse order behind a hole that is never filled. */
function reversed(count: number): readonly HardFrame[] {
  const connection = new Connection().open();
  for (let index = count; index > 0; index -= 1) connection.alice(text.subarray(0, 40), { at: index * 40 });
  return connection.frames;
}

/** Each of them makes frames for a size; the large ones stay within what a datagram or a bound allows. */
const SHAPES: readonly (readonly [string, (size: number) => readonly HardFrame[]])[] = [
  ['header fields', (size) => [datagram(header('X: y\r\n'.repeat(240 * size).trimEnd()))]],
  ['parameters', (size) => [datagram(header(`Contact: <sip:a@b>${';x=y'.repeat(3000 * size)}`))]],
  ['elements of a list', (size) => [datagram(header(`Route: ${'<sip:a@b>,'.repeat(1200 * size)}`))]],
  ['quotes', (size) => [datagram(header(`Contact: ${'"'.repeat(12_000 * size)}`))]],
  ['opening brackets', (size) => [datagram(header(`Contact: ${'<'.repeat(12_000 * size)}`))]],
  ['backslashes', (size) => [datagram(header(`Contact: "${'\\'.repeat(12_000 * size)}`))]],
  ['blanks', (size) => [datagram(header(`Subject: ${' '.repeat(12_000 * size)}x`))]],
  ['folded lines', (size) => [datagram(header(`Subject: x${'\r\n y'.repeat(3000 * size)}`))]],
  ['empty lines', (size) => [datagram(textBytes(`OPTIONS sip:a SIP/2.0\r${'\r'.repeat(12_000 * size)}`))]],
  ['a long word before a version', (size) => [datagram(textBytes(`A ${'b'.repeat(12_000 * size)} SIP/2.0\r\n\r\n`))]],
  ['lines of SDP', (size) => [datagram(body('application/sdp', `v=0\r\n${'a=x:y z\r\n'.repeat(1200 * size)}`))]],
  [
    'media lines',
    (size) => [datagram(body('application/sdp', `v=0\r\n${'m=audio 1 RTP/AVP 0\r\n'.repeat(600 * size)}`))],
  ],
  ['parts of a body', (size) => [datagram(body('multipart/mixed;boundary=b', '--b\r\n\r\nx\r\n'.repeat(1200 * size)))]],
  ['parts within parts', (size) => [datagram(body('multipart/mixed;boundary=b0', nested(200 * size)))]],
  [
    'near boundaries',
    (size) => [datagram(body(`multipart/mixed;boundary=${'-'.repeat(60)}`, '-'.repeat(12_000 * size)))],
  ],
  ['elements of XML', (size) => [datagram(body('application/pidf+xml', '<a b="c">'.repeat(1200 * size)))]],
  ['brackets of XML', (size) => [datagram(body('application/pidf+xml', '<!--<![CDATA[<'.repeat(800 * size)))]],
  ['attributes of STUN', (size) => [datagram(stun(1, repeatBytes(words16(0x8022, 0), 3000 * size)), rtpPorts)]],
  [
    'records of DTLS',
    (size) => [
      datagram(repeatBytes(joinBytes(words16(0x16fe, 0xfd00, 0, 0, 0), Uint8Array.of(0, 0, 0)), 900 * size), rtpPorts),
    ],
  ],
  ['packets of RTCP', (size) => [datagram(repeatBytes(receiverReport(7), 1800 * size), rtpPorts)]],
  [
    'chunks of HEP',
    (size) => [datagram(hepOfChunks(Array.from({ length: 1800 * size }, () => hepChunk(99, new Uint8Array(0)))))],
  ],
  [
    'chunks of SCTP',
    (size) => [over(ipv4(HOSTS, sctp({ checksum: 1 }, repeatBytes(sctpData({ tsn: 1 }, ''), 900 * size))))],
  ],
  [
    'extension headers',
    (size) => [over(ipv6({ source: '2001:db8::a', destination: '2001:db8::b' }, extensions(300 * size)))],
  ],
  ['fragments over each other', (size) => fragments(600 * size)],
  ['segments of one byte', (size) => new Connection().open().aliceInPieces(text.subarray(0, 750 * size), 1).frames],
  ['segments in reverse', (size) => reversed(500 * size)],
  [
    'junk on a connection',
    (size) =>
      new Connection()
        .open()
        .alice(text)
        .aliceInPieces(new Uint8Array(30_000 * size).fill(0x41), 1400).frames,
  ],
  [
    'lines that nearly begin a message',
    (size) =>
      new Connection()
        .open()
        .alice(text)
        .aliceInPieces(repeatBytes(textBytes('SIP/2.0 200\r\n'), 2000 * size), 1400).frames,
  ],
  [
    'keepalives on a connection',
    (size) =>
      new Connection()
        .open()
        .alice(text)
        .aliceInPieces(repeatBytes(words16(0x0d0a), 12_000 * size), 1400).frames,
  ],
  [
    'frames of WebSocket',
    (size) =>
      new Connection({ port: 80 })
        .open()
        .alice(webSocketRequest())
        .aliceInPieces(repeatBytes(webSocketFrame('', { opcode: 9 }), 4000 * size), 1400).frames,
  ],
  [
    'SRTP streams',
    (size) =>
      Array.from({ length: 1000 * size }, (_, index) =>
        datagram(joinBytes(words16(0x8000, index), words32(index, index)), rtpPorts),
      ),
  ],
];

/** Destination options one behind the other. */
function extensions(count: number): Layer {
  let above: Layer = udp(SIP_PORTS, new Uint8Array(4));
  const one = ipv6Extension(60, raw(new Uint8Array(0), { protocol: 60 })).bytes;
  above = raw(joinBytes(repeatBytes(one, count), above.bytes), { protocol: 60 });
  return above;
}

function timeMs(frames: readonly HardFrame[]): number {
  const linked = frames.map((frame) => ({ ...frame, linkType: 1 }));
  return cpuTimeMs(() => {
    const engine = new FuzzedEngine();
    const finding = engine.feed(linked) ?? engine.finish();
    if (finding !== null && finding.kind !== 'slow') throw new Error(finding.words);
  });
}

const leastMs = (frames: readonly HardFrame[]): number =>
  Math.min(...Array.from({ length: RUNS }, () => timeMs(frames)));

describe('time grows with the input, not faster', () => {
  it.each(SHAPES)('%s', (_, shape) => {
    const small = shape(SMALL);
    const large = shape(LARGE);
    const smallMs = Math.max(LEAST_MS, leastMs(small));
    expect(leastMs(large) / smallMs).toBeLessThan(MAX_RATIO);
  });
});
