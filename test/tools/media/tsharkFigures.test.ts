import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../main/engine/analysis/media/mediaAnalysis';
import { asTsharkStream, streamRowsOf } from '../../fixtures/analysedStreams';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { IMPAIRED } from '../../fixtures/impairedStreams';
import { announcement, CALLEE, CALLER, feed, rtpBytes, type Arrival } from '../../fixtures/mediaPackets';
import { readTsharkStreams, type TsharkStream } from '../../fixtures/tsharkStreams';
import { writeCapture } from '../../generator/writeCapture';

const hasTshark = spawnSync('tshark', ['--version']).status === 0;
const TOLERANCE_MS = 0.005;
const SIP_PORT = 5060;
const EVENT = { payloadType: 101, codec: 'telephone-event', clockRateHz: 8000, channels: 1, parameters: '0-16' };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-rtp-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const text = new TextEncoder();

/** An INVITE from the receiver of the stream, which tells tshark that 101 are digits. */
function invite(): Uint8Array {
  const sdp = [
    'v=0',
    `o=- 1 1 IN IP4 ${CALLEE.address}`,
    's=-',
    `c=IN IP4 ${CALLEE.address}`,
    't=0 0',
    `m=audio ${CALLEE.port} RTP/AVP 0 101`,
    'a=rtpmap:101 telephone-event/8000',
    '',
  ].join('\r\n');
  const message = [
    `INVITE sip:b@${CALLER.address} SIP/2.0`,
    `Via: SIP/2.0/UDP ${CALLEE.address};branch=z9hG4bK1`,
    'From: <sip:a@example.org>;tag=1',
    'To: <sip:b@example.org>',
    'Call-ID: digits@example.org',
    'CSeq: 1 INVITE',
    'Content-Type: application/sdp',
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
  const ports = { sourcePort: SIP_PORT, destinationPort: SIP_PORT };
  const addresses = { source: CALLEE.address, destination: CALLER.address };
  return ethernet({}, ipv4(addresses, udp(ports, text.encode(message)))).bytes;
}

function byTshark(name: string, arrivals: readonly Arrival[]): TsharkStream[] {
  const path = join(folder, `${name}.pcapng`);
  const frames = arrivals.map((arrival) => ({ atMs: arrival.atMs, bytes: frameOf(arrival) }));
  writeCapture(path, [{ atMs: 0, bytes: invite() }, ...frames]);
  const options = ['-n', '-q', '-r', path, '-z', 'rtp,streams'];
  const { stdout, status } = spawnSync('tshark', options, { encoding: 'utf8' });
  expect(status).toBe(0);
  return readTsharkStreams(stdout);
}

const frameOf = (arrival: Arrival): Uint8Array =>
  ethernet(
    {},
    ipv4(
      { source: arrival.source.address, destination: arrival.destination.address },
      udp({ sourcePort: arrival.source.port, destinationPort: arrival.destination.port }, rtpBytes(arrival)),
    ),
  ).bytes;

function byUs(arrivals: readonly Arrival[]): TsharkStream[] {
  const media = new MediaAnalysis();
  media.announce(announcement({ formats: [EVENT] }));
  feed(media, arrivals);
  return streamRowsOf(media).map(asTsharkStream);
}

function expectClose(ours: readonly number[], theirs: readonly number[]): void {
  ours.forEach((figure, column) => {
    expect(Math.abs(figure - theirs[column]!), `column ${column}: ${figure}, ${theirs[column]}`).toBeLessThanOrEqual(
      TOLERANCE_MS,
    );
  });
}

describe.skipIf(!hasTshark)('beside tshark (skipped when tshark is not installed)', () => {
  it.each([
    'clean',
    'uneven',
    'fiveMissing',
    'swappedPair',
    'late',
    'sequenceWrap',
    'timestampWrap',
    'ssrcChange',
    'silence',
    'comfortNoise',
  ] as const)('%s: the same packets, losses, deltas and jitters', (name) => {
    const theirs = byTshark(name, IMPAIRED[name]);
    const ours = byUs(IMPAIRED[name]);
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours.map(({ ssrc, packets, lost }) => ({ ssrc, packets, lost }))).toEqual(
      theirs.map(({ ssrc, packets, lost }) => ({ ssrc, packets, lost })),
    );
    ours.forEach((stream, position) => {
      expectClose(stream.deltaMs, theirs[position]!.deltaMs);
      expectClose(stream.jitterMs, theirs[position]!.jitterMs);
    });
  });

  // What tshark 4.0 says and why it is not the answer. The packets agree; in the column named ours is the right one.
  it.each([
    // duplicates count against losses: −10
    ['tenDuplicates', 'lost', 0],
    // … and hide them: 0
    ['missingAndDuplicates', 'lost', 5],
    // the jump counts as loss: 28,950
    ['sequenceJump', 'lost', 0],
    // the jump counts as jitter: 6250 ms, behind a marker still 5859 ms
    ['timestampJump', 'maxJitterMs', 0],
    ['timestampJumpWithMarker', 'maxJitterMs', 0],
    // a digit's timestamp stands still, and the packet behind it pays for it: 8.75 ms
    ['digit', 'maxJitterMs', 0],
  ] as const)('%s: %s is not what tshark says, but %d', (name, column, right) => {
    const [theirs] = byTshark(name, IMPAIRED[name]);
    const [ours] = byUs(IMPAIRED[name]);
    const read = (stream: TsharkStream): number => (column === 'lost' ? stream.lost : stream.jitterMs[2]);
    expect(ours!.packets).toBe(theirs!.packets);
    expect(read(ours!)).toBeCloseTo(right, 6);
    expect(read(theirs!)).not.toBe(read(ours!));
  });
});
