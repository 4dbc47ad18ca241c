import { createHash } from 'node:crypto';
import { countingBytes, joinBytes } from '../../fixtures/bytes';
import { certificates, clientHello, dtlsHandshake, dtlsRecord, serverHello } from '../../fixtures/dtlsRecords';
import type { TimedFrame } from '../mergeFlows';
import { back, datagram, type Way } from './packets';

const HANDSHAKE = 22;
const CHANGE_CIPHER_SPEC = 20;
const ALERT = 21;
const FATAL_BAD_CERTIFICATE = Uint8Array.of(2, 42);
const CLIENT_VERSIONS = { suites: [0xc02b, 0xc02f, 0xcca9], profiles: [7, 1] } as const;
const SERVER_CHOICE = { suite: 0xc02b, profile: 7 } as const;

/** Bytes that stand for a certificate: nobody looks into them, but everybody hashes them. */
export const certificateOf = (owner: number): Uint8Array => countingBytes(320, owner);

/** `a=fingerprint:` of a certificate (RFC 8122 §5). */
export function fingerprintLine(certificate: Uint8Array): string {
  const digest = createHash('sha256').update(certificate).digest('hex').toUpperCase();
  return `a=fingerprint:sha-256 ${digest.replace(/..(?=.)/g, '$&:')}`;
}

/** One flight: handshake messages of epoch 0, numbered from the first one's. */
const flight = (first: number, ...messages: readonly (readonly [number, Uint8Array])[]): Uint8Array =>
  joinBytes(
    ...messages.map(([type, body], index) =>
      dtlsRecord(HANDSHAKE, dtlsHandshake(type, body, { messageSequence: first + index }), { sequence: first + index }),
    ),
  );

const FINISHED = joinBytes(
  dtlsRecord(CHANGE_CIPHER_SPEC, Uint8Array.of(1), { sequence: 9 }),
  dtlsRecord(HANDSHAKE, countingBytes(48, 90), { epoch: 1 }),
);

export type Handshake = {
  readonly startMs: number;
  readonly clientCertificate: Uint8Array;
  readonly serverCertificate: Uint8Array;
  /** The server finds that the client's certificate is not the one that SDP announced. */
  readonly refused?: boolean;
};

/** DTLS-SRTP (RFC 5764 §4) in four flights; the client is the one that the way starts from. */
export function dtlsFrames(way: Way, handshake: Handshake): readonly TimedFrame[] {
  const { startMs, clientCertificate, serverCertificate, refused = false } = handshake;
  const serverFlight = flight(
    0,
    [2, serverHello(SERVER_CHOICE)],
    [11, certificates(serverCertificate)],
    [12, countingBytes(144, 3)],
    [13, Uint8Array.of(1, 64, 0, 2, 4, 3, 0, 0)],
    [14, new Uint8Array(0)],
  );
  const clientFlight = flight(
    1,
    [11, certificates(clientCertificate)],
    [16, countingBytes(66, 5)],
    [15, countingBytes(76, 7)],
  );
  const end = refused ? dtlsRecord(ALERT, FATAL_BAD_CERTIFICATE, { sequence: 5 }) : FINISHED;
  return [
    datagram(startMs, way, flight(0, [1, clientHello(CLIENT_VERSIONS)])),
    datagram(startMs + 11, back(way), serverFlight),
    datagram(startMs + 24, way, joinBytes(clientFlight, FINISHED)),
    datagram(startMs + 36, back(way), end),
  ];
}
