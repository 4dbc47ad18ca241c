import { describe, expect, it } from 'vitest';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { FLAGS, TcpConversation } from '../../../../fixtures/tcpConversation';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';

const invite = sipRequest('INVITE', {
  callId: 'one',
  sdp: sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]),
});
const options = sipRequest('OPTIONS', { callId: 'two' });
const bye = sipRequest('BYE', { callId: 'three' });
const ringing = sipResponse(180, 'Ringing', { callId: 'one' });

const half = Math.floor(invite.length / 2);

describe('TcpStreams', () => {
  it('hands out three messages of one segment', () => {
    const talk = new TcpConversation().open().send(invite + options + bye);
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.units.map((unit) => unit.frames)).toEqual([[4], [4], [4]]);
    expect(talk.units.every((unit) => unit.issues.length === 0)).toBe(true);
  });

  it('hands out three messages that come in three segments, the first four bytes alone', () => {
    const all = invite + options + bye;
    const talk = new TcpConversation()
      .open()
      .send(all.slice(0, 4))
      .send(all.slice(4, invite.length + 10))
      .send(all.slice(invite.length + 10));
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.units.map((unit) => unit.frames)).toEqual([[4, 5], [5, 6], [6]]);
    expect(talk.units.map((unit) => unit.unit.atMs)).toEqual([5, 6, 6]);
  });

  it('hands out both directions with their endpoints and places', () => {
    const talk = new TcpConversation().open().send(invite).send(ringing, { from: 'bob' });
    expect(talk.texts).toEqual([invite, ringing]);
    expect(talk.units[0]!.unit.path).toEqual({
      source: { address: '192.0.2.1', port: 49_152 },
      destination: { address: '192.0.2.2', port: 5060 },
      encapsulation: null,
      dscp: 0,
    });
    expect(talk.units[1]!.unit.path.source).toEqual({ address: '192.0.2.2', port: 5060 });
    expect(talk.units[0]!.unit.place).toEqual({
      carrier: 'tcp',
      sequence: 1001,
      length: invite.length,
      wrapping: 'none',
    });
    expect(talk.units[1]!.unit.place.sequence).toBe(900_001);
    expect(talk.units[0]!.unit).toMatchObject({ kind: 'sip', transport: 'tcp', frame: 4 });
  });

  it('says whether the other side was seen to acknowledge', () => {
    const heard = new TcpConversation();
    heard.send('', { flags: FLAGS.syn });
    heard.send('', { from: 'bob', flags: FLAGS.syn | FLAGS.ack, acknowledgment: heard.next() });
    heard.send(invite);
    expect(heard.units.map(({ unit }) => unit.peerHeard)).toEqual([true]);

    const oneSided = new TcpConversation().send('', { flags: FLAGS.syn }).send(invite);
    oneSided.send('', { from: 'bob', acknowledgment: oneSided.next() }).send(options);
    expect(oneSided.units.map(({ unit }) => unit.peerHeard)).toEqual([false, true]);
  });

  it.each([
    ['with the handshake', true],
    ['without it', false],
  ])('puts segments in order, %s', (_name, isOpened) => {
    const talk = new TcpConversation();
    if (isOpened) talk.open();
    const first = talk.next();
    const parts = [invite.slice(0, half), invite.slice(half) + options.slice(0, 20), options.slice(20) + bye];
    const starts = [first, first + parts[0]!.length, first + parts[0]!.length + parts[1]!.length];
    for (const index of [2, 1, 0]) talk.send(parts[index]!, { sequence: starts[index]! });
    talk.finish();
    expect(talk.texts).toEqual([invite, options, bye]);
    const last = talk.frames.length;
    expect(talk.units.map((unit) => unit.frames)).toEqual([[last - 1, last], [last - 2, last - 1], [last - 2]]);
    expect(talk.units.every((unit) => unit.issues.length === 0)).toBe(true);
  });

  it('lets a retransmitted segment through once, whole or in part', () => {
    const talk = new TcpConversation().open();
    const first = talk.next();
    talk.send(invite);
    talk.send(invite, { sequence: first });
    talk.send(options);
    talk.send((invite + options).slice(10), { sequence: first + 10 });
    talk.send((options + bye).slice(5), { sequence: first + invite.length + 5 });
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.streams.counts().repeatedBytes).toBeGreaterThan(0);
    expect(talk.streams.counts().differingBytes).toBe(0);
  });

  it('reads the first bytes where a retransmission differs, and says so', () => {
    const talk = new TcpConversation().open();
    const first = talk.next();
    talk.send(invite.slice(0, half));
    talk.send('X'.repeat(half), { sequence: first });
    talk.send(invite.slice(half) + options);
    expect(talk.texts).toEqual([invite, options]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([['overlappingSegments'], []]);
  });

  it('reads the first bytes where segments that wait overlap', () => {
    const talk = new TcpConversation().open();
    const first = talk.next();
    talk.send(invite.slice(half), { sequence: first + half });
    talk.send(invite.slice(0, half) + 'YYYY', { sequence: first });
    expect(talk.texts).toEqual([invite]);
    expect(talk.units[0]!.issues).toEqual(['overlappingSegments']);
  });

  it.each([
    ['one', '\r\n'],
    ['two', '\r\n\r\n'],
    ['many', '\r\n'.repeat(40)],
  ])('passes over %s line ends before a message', (_name, keepalive) => {
    const talk = new TcpConversation()
      .open()
      .send(keepalive + invite + keepalive + options)
      .send(keepalive)
      .send(bye);
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.units.every((unit) => unit.issues.length === 0)).toBe(true);
  });

  it('passes over NULs and says so', () => {
    const talk = new TcpConversation().open().send(`${invite}\0\0\0${options}`);
    expect(talk.texts).toEqual([invite, options]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([[], ['unreadableBytesBefore']]);
  });

  it('is not confused by TCP keepalives and window probes', () => {
    const talk = new TcpConversation().open().send(invite.slice(0, half));
    talk.send('\0', { sequence: talk.next() - 1 });
    talk.send('', { sequence: talk.next() - 1 });
    talk.send(invite[half]!, { sequence: talk.next() });
    talk.send(invite.slice(half), { sequence: talk.next() });
    expect(talk.texts).toEqual([invite]);
    expect(talk.units[0]!.issues).toEqual([]);
  });

  it('begins in the middle of a connection at the next start line', () => {
    const talk = new TcpConversation().send(invite.slice(half) + options + bye).send(ringing, { acknowledgment: 5000 });
    talk.finish();
    expect(talk.texts).toEqual([options, bye, ringing]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([['beganMidStream'], [], []]);
  });

  it('says nothing when the capture began between two messages', () => {
    const talk = new TcpConversation().send(options);
    expect(talk.finish().texts).toEqual([options]);
    expect(talk.units[0]!.issues).toEqual([]);
  });

  it.each([
    ['2 1 3', [1, 0, 2]],
    ['3 2 1', [2, 1, 0]],
    ['3 1 2', [2, 0, 1]],
  ])('puts messages of a connection that began before the capture in the order %s right', (_name, order) => {
    const talk = new TcpConversation();
    const texts = [invite, options, bye];
    const starts = [1000, 1000 + invite.length, 1000 + invite.length + options.length];
    for (const index of order) talk.send(texts[index]!, { sequence: starts[index]! });
    expect(talk.texts).toEqual([]);
    talk.send('', { from: 'bob', atMs: 400 });
    expect(talk.texts).toEqual(texts);
    expect(talk.units.flatMap((unit) => unit.issues)).toEqual([]);
  });

  it('begins where the other side says that everything before has come', () => {
    const talk = new TcpConversation().send('', { from: 'bob', acknowledgment: 1000 });
    talk.send(invite.slice(half) + options);
    expect(talk.texts).toEqual([]);
    talk.send('', { from: 'bob', acknowledgment: 1001 });
    expect(talk.texts).toEqual([options]);
  });

  describe('a hole', () => {
    const withHole = () => {
      const talk = new TcpConversation().open().send(invite.slice(0, half));
      return talk.setNext('alice', talk.next() + 50);
    };
    const rest = `${invite.slice(half + 50)}${options}${bye}`;

    it('is waited for', () => {
      const talk = withHole().send(rest);
      expect(talk.texts).toEqual([]);
      talk.send(invite.slice(half, half + 50), { sequence: 1001 + half });
      expect(talk.texts).toEqual([invite, options, bye]);
      expect(talk.units.every((unit) => unit.issues.length === 0)).toBe(true);
      expect(talk.streams.counts()).toMatchObject({ gaps: 0, heldBytes: 0, outOfOrderSegments: 1 });
    });

    it.each([
      ['the other side has it', (talk: TcpConversation) => talk.send('', { from: 'bob', acknowledgment: talk.next() })],
      ['too much time has passed', (talk: TcpConversation) => talk.send('', { from: 'bob', atMs: 60_000 })],
      ['the capture ends', (talk: TcpConversation) => talk.finish()],
      ['the connection is reset', (talk: TcpConversation) => talk.send('', { flags: FLAGS.rst })],
      ['the other side resets it', (talk: TcpConversation) => talk.send('', { from: 'bob', flags: FLAGS.rst })],
      ['the ports are used anew', (talk: TcpConversation) => talk.send('', { flags: FLAGS.syn, sequence: 77 })],
    ])('is given up when %s', (_name, end) => {
      const talk = withHole().send(rest);
      end(talk);
      expect(talk.texts).toEqual([invite.slice(0, half), options, bye]);
      expect(talk.units.map((unit) => unit.issues)).toEqual([[], ['bytesMissingBefore'], []]);
      expect(talk.units[0]!.frames).toEqual([4]);
      expect(talk.streams.counts()).toMatchObject({ gaps: 1, missingBytes: 50, heldBytes: 0 });
    });

    it('is given up when too much waits behind it', () => {
      const talk = new TcpConversation({ limits: { maxDirectionBytes: 10_000 } }).open().send(invite.slice(0, half));
      talk.setNext('alice', talk.next() + 50).send(invite.slice(half + 50));
      for (let count = 0; count < 40; count += 1) talk.send(options);
      expect(talk.texts).toEqual([invite.slice(0, half), ...Array.from({ length: 40 }, () => options)]);
    });

    it('does not let a message through of which only the middle is there', () => {
      const talk = new TcpConversation().open().send(options);
      talk
        .setNext('alice', talk.next() + half)
        .send(invite.slice(half))
        .send(bye);
      talk.send('', { from: 'bob', acknowledgment: talk.next() });
      expect(talk.texts).toEqual([options, bye]);
      expect(talk.units[1]!.issues).toEqual(['bytesMissingBefore']);
    });
  });

  it('hands out what a short snap length left of messages', () => {
    const talk = new TcpConversation().open();
    talk.send(invite, { capturedBytes: 200 }).send(options, { capturedBytes: 150 }).send(bye);
    expect(talk.texts).toEqual([invite.slice(0, 200), options.slice(0, 150), bye]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([
      ['cutOffByCapture'],
      ['bytesMissingBefore', 'cutOffByCapture'],
      ['bytesMissingBefore'],
    ]);
  });

  it('reads messages across the wrap of sequence numbers', () => {
    const first = 0x1_0000_0000 - 1 - 300;
    const talk = new TcpConversation().setNext('alice', first).open();
    const all = invite + options + bye;
    for (let at = 0; at < all.length; at += 100) talk.send(all.slice(at, at + 100));
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.units[0]!.unit.place.sequence).toBe(first + 1);
    expect(talk.units[2]!.unit.place.sequence).toBe((first + 1 + invite.length + options.length) % 0x1_0000_0000);
  });

  it('reads a new connection on the same ports', () => {
    const talk = new TcpConversation()
      .open()
      .send(invite)
      .send('', { flags: FLAGS.fin | FLAGS.ack });
    talk.setNext('alice', 5).open().send(options).send('', { flags: FLAGS.syn, sequence: 5 }).send(bye);
    expect(talk.texts).toEqual([invite, options, bye]);
    expect(talk.units.every((unit) => unit.issues.length === 0)).toBe(true);
  });

  it('hands out what came of a message when the connection ends', () => {
    const talk = new TcpConversation()
      .open()
      .send(invite.slice(0, half))
      .send('', { flags: FLAGS.fin | FLAGS.ack });
    expect(talk.texts).toEqual([invite.slice(0, half)]);
  });

  it('hands out what came of a message when nothing more comes', () => {
    const talk = new TcpConversation().open().send(invite.slice(0, half));
    talk.send('', { from: 'bob', atMs: 10_000 });
    expect(talk.texts).toEqual([]);
    talk.send('', { from: 'bob', atMs: 30_000 });
    expect(talk.texts).toEqual([invite.slice(0, half)]);
    expect(talk.streams.counts().heldBytes).toBe(0);
  });

  it.each([1, 7, 1448])('reads a body of 64 kB in segments of %i bytes', (segmentBytes) => {
    const body = 'all of it is text \r\n'.repeat(3277).slice(0, 65_536);
    const text = sipRequest('MESSAGE', { headers: ['Content-Type: text/plain'] }).replace(
      'Content-Length: 0\r\n\r\n',
      `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    const talk = new TcpConversation().open();
    const startedMs = performance.now();
    for (let at = 0; at < text.length; at += segmentBytes) talk.send(text.slice(at, at + segmentBytes));
    expect(performance.now() - startedMs).toBeLessThan(10_000);
    talk.send(options);
    expect(talk.texts).toEqual([text, options]);
    expect(talk.units[0]!.frames).toHaveLength(Math.ceil(text.length / segmentBytes));
    const parsed = parseSip(talk.units[0]!.unit.bytes, 0, text.length);
    expect(parsed.ok && parsed.value.issues).toEqual([]);
  });

  it('gives the frames of fragments', () => {
    const talk = new TcpConversation()
      .open()
      .send(invite.slice(0, half))
      .send(invite.slice(half), { frames: [3, 5] });
    expect(talk.units[0]!.frames).toEqual([3, 4, 5]);
  });
});

describe('TcpStreams of what is not SIP', () => {
  const download = (talk: TcpConversation, segments: number): TcpConversation => {
    for (let index = 0; index < segments; index += 1) talk.send(new Uint8Array(1400).fill(0x80 + (index % 100)));
    return talk;
  };

  it('ignores a download and holds nothing of it', () => {
    const talk = download(new TcpConversation().open(), 100);
    expect(talk.units).toEqual([]);
    expect(talk.streams.counts()).toMatchObject({ heldBytes: 0, openConnections: 1, units: 0, unreadableBytes: 0 });
  });

  it('finds SIP behind something else', () => {
    const talk = download(new TcpConversation().open(), 30).send(invite).send(options);
    expect(talk.texts).toEqual([invite, options]);
    expect(talk.units.map((unit) => unit.issues)).toEqual([['unreadableBytesBefore'], []]);
  });

  it('finds SIP behind a line of a proxy', () => {
    const talk = new TcpConversation().open().send(`PROXY TCP4 192.0.2.1 192.0.2.2 49152 5060\r\n${invite}`);
    expect(talk.texts).toEqual([invite]);
    expect(talk.units[0]!.issues).toEqual(['unreadableBytesBefore']);
  });

  it('counts connections with TLS and ignores them', () => {
    const hello = Uint8Array.of(0x16, 3, 1, 0, 4, 1, 0, 0, 0);
    const talk = new TcpConversation().open().send(hello).send(hello, { from: 'bob' }).send(hello);
    expect(talk.units).toEqual([]);
    expect(talk.streams.counts()).toMatchObject({ encryptedConnections: 1, heldBytes: 0 });
  });

  it('counts TLS that was found when the capture ended', () => {
    const talk = new TcpConversation();
    for (let port = 1; port <= 5; port += 1)
      talk.send(Uint8Array.of(0x17, 3, 3, 0, 4, 1, 0, 0, 0), { ports: { alice: port } });
    expect(talk.finish().streams.counts()).toMatchObject({ encryptedConnections: 5, heldBytes: 0 });
  });

  it('forgets the connections that were quiet longest, but not those that carry SIP', () => {
    const talk = new TcpConversation({ limits: { maxConnections: 100 } }).open().send(invite.slice(0, half));
    talk.send(invite.slice(half));
    for (let port = 1; port <= 5000; port += 1) {
      talk.send('', { flags: FLAGS.syn, sequence: port, atMs: talk.atMs + 10, ports: { alice: port } });
    }
    expect(talk.streams.counts()).toMatchObject({ openConnections: 100, droppedConnections: 4901 });
    talk.send(options);
    expect(talk.texts).toEqual([invite, options]);
  });

  it('holds no more than it may over all connections', () => {
    const talk = new TcpConversation({ limits: { maxHeldBytes: 100_000 } });
    for (let port = 1; port <= 200; port += 1) {
      const ports = { alice: port };
      talk.send('', { flags: FLAGS.syn, sequence: 0, ports });
      talk.send(invite.slice(0, half), { sequence: 1, ports });
      expect(talk.streams.counts().heldBytes).toBeLessThanOrEqual(100_000);
    }
    talk.finish();
    expect(talk.texts).toEqual(Array.from({ length: 200 }, () => invite.slice(0, half)));
    expect(talk.streams.counts().heldBytes).toBe(0);
  });
});
