import { describe, expect, it } from 'vitest';
import { cipherSuiteName } from '../../../../../main/engine/decode/dtls/cipherSuites';
import { describeDtls } from '../../../../../main/engine/decode/dtls/describeDtls';
import { firstCertificate } from '../../../../../main/engine/decode/dtls/dtlsCertificate';
import { isWhole, readHandshakes } from '../../../../../main/engine/decode/dtls/dtlsHandshake';
import { chosenVersion, readClientHello, readServerHello } from '../../../../../main/engine/decode/dtls/dtlsHello';
import { isEncrypted, readDtlsRecords } from '../../../../../main/engine/decode/dtls/dtlsRecord';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { countingBytes, hexBytes, joinBytes, words16 } from '../../../../fixtures/bytes';
import { certificates, clientHello, dtlsHandshake, dtlsRecord, serverHello } from '../../../../fixtures/dtlsRecords';
import { fieldLines } from '../../../../fixtures/fieldLines';
import { expectSturdy } from '../../../../fixtures/hostileBytes';

const recordsOf = (bytes: Uint8Array) => readDtlsRecords(bytes, 0, bytes.length);

describe('readDtlsRecords', () => {
  it('divides a datagram into records', () => {
    const bytes = joinBytes(
      dtlsRecord(20, Uint8Array.of(1)),
      dtlsRecord(22, countingBytes(40), { epoch: 1, sequence: 7 }),
    );
    const { records, faults } = recordsOf(bytes);
    expect(faults).toEqual([]);
    expect(records.map((record) => [record.contentType, record.epoch, record.sequence, isEncrypted(record)])).toEqual([
      [20, 0, 0, false],
      [22, 1, 7, true],
    ]);
    expect(records[1]).toMatchObject({ fragmentStart: 27, fragmentEnd: 67, version: 0xfefd });
  });

  it('reads the short headers of DTLS 1.3', () => {
    const withLength = joinBytes(Uint8Array.of(0x2e), words16(9, 20), countingBytes(20));
    const withoutLength = joinBytes(Uint8Array.of(0x22, 0x09), countingBytes(30));
    const { records, faults } = recordsOf(joinBytes(withLength, withoutLength));
    expect(faults).toEqual([]);
    expect(
      records.map(({ contentType, epoch, fragmentStart, fragmentEnd }) => [
        contentType,
        epoch,
        fragmentStart,
        fragmentEnd,
      ]),
    ).toEqual([
      [null, 2, 5, 25],
      [null, 2, 27, 57],
    ]);
  });

  it('says how much is missing of a record that was cut off', () => {
    const whole = dtlsRecord(22, countingBytes(40));
    const { records, faults } = recordsOf(whole.slice(0, 30));
    expect(records[0]).toMatchObject({ fragmentStart: 13, fragmentEnd: 30 });
    expect(faults).toEqual([{ kind: 'truncated', layer: 'dtls', needBytes: 53, haveBytes: 30 }]);
  });

  it('stops after 64 records and says so', () => {
    const { records, faults } = recordsOf(
      joinBytes(...new Array<Uint8Array>(100).fill(dtlsRecord(22, new Uint8Array(0)))),
    );
    expect(records).toHaveLength(64);
    expect(faults).toHaveLength(1);
  });
});

describe('handshake messages', () => {
  it('reads what a client offers', () => {
    const body = clientHello({ versions: [0xfefc, 0xfefd], serverName: 'media.example.org' });
    expect(readClientHello(body, 0, body.length)).toEqual({
      version: 0xfefd,
      supportedVersions: [0xfefc, 0xfefd],
      cipherSuites: [0xc02b, 0xc02f],
      srtpProfiles: [7, 1],
      serverName: 'media.example.org',
      isRetryRequest: false,
    });
  });

  it('reads what a server chooses', () => {
    const old = serverHello();
    const now = serverHello({ version: 0xfefc, suite: 0x1301, profile: 8 });
    const hello = readServerHello(now, 0, now.length)!;
    expect(chosenVersion(readServerHello(old, 0, old.length)!)).toBe(0xfefd);
    expect([chosenVersion(hello), hello.cipherSuites, hello.srtpProfiles]).toEqual([0xfefc, [0x1301], [8]]);
  });

  it('knows a Server Hello that asks for another Client Hello', () => {
    const random = hexBytes('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c');
    const body = serverHello({ random });
    expect(readServerHello(body, 0, body.length)?.isRetryRequest).toBe(true);
  });

  it('reads hellos at every length as far as they go', () => {
    const body = clientHello({ serverName: 'x.org' });
    for (let length = 0; length <= body.length; length += 1) {
      const hello = readClientHello(body, 0, length);
      expect(hello === null).toBe(length < 34);
      if (hello && hello.serverName !== '') expect(hello.serverName).toBe('x.org');
    }
  });

  it('tells whole messages from parts', () => {
    const body = certificates(countingBytes(100));
    const bytes = dtlsRecord(
      22,
      joinBytes(
        dtlsHandshake(14, new Uint8Array(0)),
        dtlsHandshake(11, body, { messageSequence: 3, from: 20, to: 60 }),
      ),
    );
    const fragments = readHandshakes(bytes, recordsOf(bytes).records[0]!);
    expect(
      fragments.map((one) => [one.type, one.messageSequence, one.fragmentOffset, one.lengthBytes, isWhole(one)]),
    ).toEqual([
      [14, 0, 0, 0, true],
      [11, 3, 20, 106, false],
    ]);
  });

  it('finds the certificate of the sender', () => {
    const body = certificates(countingBytes(10), countingBytes(20));
    expect(firstCertificate(body, 0, body.length)).toEqual({ start: 6, end: 16 });
    expect(firstCertificate(body, 0, body.length - 1)).toBeNull();
    expect(firstCertificate(certificates(), 0, 3)).toBeNull();
  });
});

describe('cipherSuiteName', () => {
  it.each([
    [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    [0x1a1a, 'GREASE 0x1a1a'],
    [0x1a2a, 'cipher suite 0x1a2a'],
    [0xfffe, 'cipher suite 0xfffe'],
  ])('%s is %s', (suite, name) => expect(cipherSuiteName(suite)).toBe(name));
});

describe('describeDtls', () => {
  const linesOf = (bytes: Uint8Array): string[] => fieldLines(describeDtls(new FieldMaker(bytes), 0, bytes.length));

  it('shows what a server chose', () => {
    expect(linesOf(dtlsRecord(22, dtlsHandshake(2, serverHello())))).toEqual([
      'Handshake: 65 bytes [0,78)',
      '  Content type: Handshake [0,1)',
      '  Version: DTLS 1.2 [1,3)',
      '  Epoch: 0 [3,5)',
      '  Sequence number: 0 [5,11)',
      '  Length: 65 bytes [11,13)',
      '  Server Hello: 53 bytes [13,78)',
      '    Message type: Server Hello [13,14)',
      '    Length: 53 bytes [14,17)',
      '    Message sequence: 0 [17,19)',
      '    Fragment offset: 0 [19,22)',
      '    Fragment length: 53 bytes [22,25)',
      '    Version: DTLS 1.2 [25,27)',
      `    Random: ${'5a'.repeat(32)} [27,59)`,
      '    Session identifier: 01020304 [60,64)',
      '    Cipher suite: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 [64,66)',
      '    use_srtp: SRTP_AES128_CM_HMAC_SHA1_80 [69,78)',
    ]);
  });

  it('names alerts and leaves what is encrypted alone', () => {
    expect(
      linesOf(joinBytes(dtlsRecord(21, Uint8Array.of(2, 40)), dtlsRecord(23, countingBytes(30), { epoch: 1 }))),
    ).toEqual(
      expect.arrayContaining([
        'Alert: 2 bytes [0,15)',
        '  Level: fatal [13,14)',
        '  Description: handshake failure [14,15)',
        'Application Data, encrypted: 30 bytes [15,58)',
        '  Content: 30 bytes [28,58)',
      ]),
    );
  });

  it('survives anything', () => {
    expectSturdy(describeDtls, [
      dtlsRecord(22, dtlsHandshake(1, clientHello({ versions: [0xfefc], serverName: 'a.b' }))),
      dtlsRecord(22, joinBytes(dtlsHandshake(2, serverHello()), dtlsHandshake(11, certificates(countingBytes(20))))),
      joinBytes(dtlsRecord(20, Uint8Array.of(1)), dtlsRecord(22, countingBytes(24), { epoch: 1 })),
      joinBytes(dtlsRecord(22, dtlsHandshake(3, hexBytes('fefd 04 01020304'))), dtlsRecord(21, Uint8Array.of(2, 40))),
      joinBytes(Uint8Array.of(0x2e), words16(9, 20), countingBytes(20)),
    ]);
  });
});
