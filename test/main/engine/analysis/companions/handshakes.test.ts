import { describe, expect, it } from 'vitest';
import { countingBytes, joinBytes, words32 } from '../../../../fixtures/bytes';
import { BACK, CompanionScene, eventLines, fingerprint, session } from '../../../../fixtures/companionScene';
import { certificates, clientHello, dtlsHandshake, dtlsRecord, serverHello } from '../../../../fixtures/dtlsRecords';
import { CALL, CALLEE, CALLER, OTHER_CALL } from '../../../../fixtures/mediaPackets';
import { zrtp, zrtpCommit, zrtpHello } from '../../../../fixtures/zrtpPackets';

const SERVER_CERTIFICATE = countingBytes(300);
const CLIENT_CERTIFICATE = countingBytes(280, 7);
const handshake = (type: number, body: Uint8Array, messageSequence = 0): Uint8Array =>
  dtlsRecord(22, dtlsHandshake(type, body, { messageSequence }));
const HELLO = handshake(1, clientHello());
const SERVER_FLIGHT = joinBytes(
  handshake(2, serverHello(), 0),
  handshake(11, certificates(SERVER_CERTIFICATE), 1),
  handshake(14, new Uint8Array(0), 2),
);
const FINISHED = joinBytes(dtlsRecord(20, Uint8Array.of(1)), dtlsRecord(22, countingBytes(40), { epoch: 1 }));

function shakeHands(scene: CompanionScene): void {
  scene.send(HELLO);
  scene.send(SERVER_FLIGHT, BACK);
  scene.send(joinBytes(handshake(11, certificates(CLIENT_CERTIFICATE), 1), FINISHED));
  scene.send(FINISHED, BACK);
}

const mediaAt = ({ address, port }: typeof CALLER, ...lines: readonly string[]): readonly string[] => [
  `m=audio ${port} UDP/TLS/RTP/SAVP 0`,
  `c=IN IP4 ${address}`,
  ...lines,
];
const printOf = (certificate: Uint8Array, name = 'sha-256'): string =>
  `a=fingerprint:${name} ${fingerprint(name, certificate)}`;

describe('DTLS', () => {
  it('tells version, suite, profile and how long it took', () => {
    const scene = new CompanionScene();
    shakeHands(scene);
    scene.send(dtlsRecord(23, countingBytes(50), { epoch: 1 }));
    const row = scene.row();
    expect(row).toMatchObject({ kind: 'dtls', wrong: false, packets: 5, call: null });
    expect(row.summary).toBe(
      'DTLS 1.2 · ECDHE_RSA_WITH_AES_128_GCM_SHA256 · SRTP_AES128_CM_HMAC_SHA1_80 · handshake 30 ms',
    );
    expect(eventLines(row)).toEqual([
      '> Client Hello',
      '< Server Hello, DTLS 1.2: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
      '< Certificate',
      '< Server Hello Done',
      '> Certificate',
      '< handshake complete after 30 ms',
    ]);
  });

  it('tells nothing twice that is sent again', () => {
    const scene = new CompanionScene();
    for (let count = 0; count < 3; count += 1) scene.send(HELLO);
    scene.send(SERVER_FLIGHT, BACK);
    scene.send(SERVER_FLIGHT, BACK);
    expect(eventLines(scene.row())).toHaveLength(4);
    expect(scene.row().summary).toContain('handshake not complete');
  });

  it.each([
    ['as in SDP', [printOf(SERVER_CERTIFICATE), printOf(CLIENT_CERTIFICATE, 'sha-1')], 'fingerprint as in SDP', false],
    [
      'in small letters',
      [printOf(SERVER_CERTIFICATE).toLowerCase(), printOf(CLIENT_CERTIFICATE)],
      'fingerprint as in SDP',
      false,
    ],
    ['another', [printOf(SERVER_CERTIFICATE), printOf(countingBytes(9))], 'fingerprint differs from SDP', true],
    ['none', [], 'fingerprint not in SDP', false],
    ['of an unknown hash', ['a=fingerprint:md2 4A:AD'], 'fingerprint not in SDP', false],
  ])('compares certificates with the fingerprint in SDP: %s', (_, prints, words, wrong) => {
    for (const announcedFirst of [true, false]) {
      const scene = new CompanionScene();
      const announcement = session(CALL, mediaAt(CALLER, ...prints));
      if (announcedFirst) scene.companions.announce(announcement);
      shakeHands(scene);
      if (!announcedFirst) scene.companions.announce(announcement);
      expect(scene.row()).toMatchObject({ call: CALL, wrong });
      expect(scene.row().summary).toContain(words);
    }
  });

  it('puts a certificate together that comes in parts, in any order and twice', () => {
    const body = certificates(SERVER_CERTIFICATE);
    const part = (from: number, to: number): Uint8Array =>
      dtlsRecord(22, dtlsHandshake(11, body, { messageSequence: 1, from, to }));
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, mediaAt(CALLER, printOf(SERVER_CERTIFICATE))));
    scene.send(HELLO);
    for (const bytes of [part(200, 306), part(0, 120), part(0, 120), part(100, 220)]) scene.send(bytes, BACK);
    expect(scene.row().summary).toContain('fingerprint as in SDP');
    expect(eventLines(scene.row())).toEqual([
      '> Client Hello',
      '< Certificate',
      '< certificate: fingerprint as in SDP',
    ]);
  });

  it('lets go of the oldest when too many wait for their parts', () => {
    const scene = new CompanionScene({ limits: { maxAssemblies: 4 } });
    const body = certificates(SERVER_CERTIFICATE);
    for (let port = 1; port <= 6; port += 1) {
      scene.send(dtlsRecord(22, dtlsHandshake(11, body, { from: 0, to: 50 })), { source: { ...CALLER, port } });
    }
    expect(scene.companions.counts().droppedAssemblies).toBe(2);
  });

  it('does not put together what says it is huge', () => {
    const scene = new CompanionScene();
    scene.send(dtlsRecord(22, dtlsHandshake(11, new Uint8Array(100_000), { from: 0, to: 50 })));
    expect(scene.companions.counts().droppedAssemblies).toBe(1);
  });

  it('is wrong when a fatal alert ends the handshake, and not when the end is regular', () => {
    const refused = new CompanionScene();
    refused.send(HELLO);
    refused.send(dtlsRecord(21, Uint8Array.of(2, 40)), BACK);
    expect(refused.row()).toMatchObject({ wrong: true, summary: 'DTLS 1.2 · alert: handshake failure' });
    const closed = new CompanionScene();
    closed.send(HELLO);
    closed.send(dtlsRecord(21, Uint8Array.of(1, 0)), BACK);
    expect(closed.row().wrong).toBe(false);
  });

  it.each([
    ['active', false],
    ['passive', true],
    ['actpass', false],
  ])('compares who begins with a=setup:%s', (setup, wrong) => {
    const scene = new CompanionScene();
    scene.companions.announce(session(CALL, mediaAt(CALLER, `a=setup:${setup}`)));
    scene.companions.announce(session(CALL, mediaAt(CALLEE, 'a=setup:active'), { byCaller: false }));
    scene.send(HELLO);
    expect(scene.row().wrong).toBe(wrong);
    expect(eventLines(scene.row())[0]).toBe(`> Client Hello from a=setup:${setup}${wrong ? ' !' : ''}`);
  });

  it('tells of a connection that was there before the capture', () => {
    const scene = new CompanionScene();
    scene.send(dtlsRecord(23, countingBytes(50), { epoch: 1 }));
    scene.send(dtlsRecord(23, countingBytes(50), { epoch: 1 }), BACK);
    expect(scene.row().summary).toBe('DTLS · established');
  });

  it('sees another handshake on the same path', () => {
    const scene = new CompanionScene();
    shakeHands(scene);
    shakeHands(scene);
    expect(eventLines(scene.row()).filter((line) => line.includes('complete'))).toHaveLength(2);
  });

  it('reads DTLS 1.3 as far as it can be read', () => {
    const scene = new CompanionScene();
    const encrypted = joinBytes(Uint8Array.of(0x2e, 0, 9, 0, 40), countingBytes(40));
    scene.send(handshake(1, clientHello({ versions: [0xfefc] })));
    scene.send(joinBytes(handshake(2, serverHello({ version: 0xfefc, suite: 0x1301 })), encrypted), BACK);
    scene.send(encrypted);
    expect(scene.row().summary).toBe('DTLS 1.3 · AES_128_GCM_SHA256 · SRTP_AES128_CM_HMAC_SHA1_80 · handshake 20 ms');
  });

  it('keeps a row of each call that had these ports', () => {
    const scene = new CompanionScene();
    for (const call of [CALL, OTHER_CALL]) {
      scene.companions.announce(session(call, mediaAt(CALLER)));
      shakeHands(scene);
    }
    expect(scene.rows().map(({ call, packets }) => [call, packets])).toEqual([
      [CALL, 4],
      [OTHER_CALL, 4],
    ]);
  });
});

describe('ZRTP', () => {
  it('follows the agreement from Hello to the last acknowledgment', () => {
    const scene = new CompanionScene();
    scene.send(zrtp('Hello', zrtpHello('first')));
    scene.send(zrtp('Hello', zrtpHello('second')), BACK);
    scene.send(zrtp('HelloACK'));
    scene.send(zrtp('Hello', zrtpHello('first')));
    scene.send(zrtp('Commit', zrtpCommit()), BACK);
    scene.send(zrtp('DHPart1', countingBytes(64)));
    scene.send(zrtp('Conf2ACK'));
    const row = scene.row();
    expect(row).toMatchObject({ kind: 'zrtp', wrong: false, packets: 7 });
    expect(row.summary).toBe('ZRTP 1.10 · first and second · S256 AES1 HS80 DH3k B32 · key agreed after 60 ms');
    expect(eventLines(row)).toEqual([
      '> Hello from first, version 1.10',
      '< Hello from second, version 1.10',
      '> HelloACK',
      '< Commit · S256 AES1 HS80 DH3k B32',
      '> DHPart1',
      '> Conf2ACK: key agreed',
    ]);
  });

  it('is wrong with an error or a wrong sum', () => {
    const refused = new CompanionScene();
    refused.send(zrtp('Error', words32(0x52)));
    expect(refused.row()).toMatchObject({ wrong: true, summary: 'ZRTP · error: cipher type not supported' });
    const changed = new CompanionScene();
    changed.send(zrtp('HelloACK').fill(0xee, 9, 10));
    expect(changed.row()).toMatchObject({ wrong: true, summary: 'ZRTP · no key agreed · wrong CRC' });
  });
});
