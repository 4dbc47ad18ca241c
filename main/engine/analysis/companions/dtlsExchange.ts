import { cipherSuiteName } from '../../decode/dtls/cipherSuites';
import { firstCertificate } from '../../decode/dtls/dtlsCertificate';
import { HANDSHAKE, isWhole, readHandshakes, type HandshakeFragment } from '../../decode/dtls/dtlsHandshake';
import { chosenVersion, readClientHello, readServerHello } from '../../decode/dtls/dtlsHello';
import { dtlsAlertName, dtlsHandshakeName, dtlsVersionName, srtpProfileName } from '../../decode/dtls/dtlsNames';
import { DTLS_CONTENT, isEncrypted, readDtlsRecords, type DtlsRecord } from '../../decode/dtls/dtlsRecord';
import type { CallSession } from './callSessions';
import {
  compareWithSdp,
  digestsOf,
  type CertificateDigests,
  type CertificateVerdict,
  type Hash,
} from './certificateCheck';
import type { Companion, CompanionState } from './companion';
import { DtlsSide } from './dtlsSide';
import type { HandshakeAssemblies } from './handshakeAssembly';
import type { Sighting } from './sighting';
import { joined, milliseconds } from './words';

const FATAL = 2;
const CLOSE_NOTIFY = 0;

const VERDICT_WORDS: Readonly<Record<CertificateVerdict, string>> = {
  asInSdp: 'fingerprint as in SDP',
  differs: 'fingerprint differs from SDP',
  notInSdp: 'fingerprint not in SDP',
};

export type DtlsExchangeOptions = {
  readonly assemblies: HandshakeAssemblies;
  readonly hash: Hash | null;
  /** What SDP says of the call that this belongs to by now. */
  readonly session: () => CallSession | null;
  /** a=setup of the side that sent the datagram; null when not known. */
  readonly setupOf: (forward: boolean) => string | null;
};

/** A DTLS connection in the media path (RFC 5764): who speaks which version, how the handshake ends, whose certificates those are. */
export class DtlsExchange implements CompanionState {
  readonly #companion: Companion;
  readonly #options: DtlsExchangeOptions;
  readonly #forwardSide = new DtlsSide();
  readonly #backwardSide = new DtlsSide();
  #startedAtMs: number | null = null;
  #handshakeMs: number | null = null;
  #version: number | null = null;
  #cipherSuite: number | null = null;
  #srtpProfile: number | null = null;
  #isComplete = false;
  #alert = '';
  #isRoleWrong = false;

  constructor(companion: Companion, options: DtlsExchangeOptions) {
    this.#companion = companion;
    this.#options = options;
  }

  note(sighting: Sighting): void {
    const { bytes, start, end } = sighting;
    const { records } = readDtlsRecords(bytes, start, end);
    for (const record of records) this.#noteRecord(record, sighting);
  }

  /** What is wrong comes before the names of ciphers: where room is short, the end is cut off. */
  summary(): string {
    const version = this.#version === null ? 'DTLS' : dtlsVersionName(this.#version);
    const agreed = [
      this.#cipherSuite === null ? null : cipherSuiteName(this.#cipherSuite).replace(/^TLS_/, ''),
      this.#srtpProfile === null ? null : srtpProfileName(this.#srtpProfile),
    ];
    const role = this.#isRoleWrong ? 'role against a=setup' : null;
    const outcome = [this.#handshakeWords(), this.#fingerprintWords(), role];
    return this.isWrong() ? joined(version, ...outcome, ...agreed) : joined(version, ...agreed, ...outcome);
  }

  isWrong(): boolean {
    return this.#alert !== '' || this.#isRoleWrong || this.#verdict() === 'differs';
  }

  #handshakeWords(): string | null {
    if (this.#alert !== '') return `alert: ${this.#alert}`;
    if (this.#isComplete)
      return this.#handshakeMs === null ? 'established' : `handshake ${milliseconds(this.#handshakeMs)}`;
    return this.#startedAtMs === null ? null : 'handshake not complete';
  }

  #certificates(): readonly CertificateDigests[] {
    return [this.#forwardSide.digests, this.#backwardSide.digests].filter((digests) => digests !== null);
  }

  /** The worst of both sides; null while there is nothing to compare. */
  #verdict(): CertificateVerdict | null {
    const session = this.#options.session();
    if (session === null && this.#companion.call === null) return null;
    const verdicts = this.#certificates().map((digests) => compareWithSdp(digests, session?.fingerprints ?? []));
    if (verdicts.includes('differs')) return 'differs';
    return verdicts.includes('notInSdp') ? 'notInSdp' : (verdicts[0] ?? null);
  }

  #fingerprintWords(): string | null {
    const verdict = this.#verdict();
    return verdict === null ? null : VERDICT_WORDS[verdict];
  }

  #sideOf(forward: boolean): DtlsSide {
    return forward ? this.#forwardSide : this.#backwardSide;
  }

  #noteRecord(record: DtlsRecord, sighting: Sighting): void {
    const side = this.#sideOf(sighting.forward);
    if (isEncrypted(record)) return this.#noteEncrypted(record, side, sighting);
    switch (record.contentType) {
      case DTLS_CONTENT.handshake:
        for (const fragment of readHandshakes(sighting.bytes, record)) this.#noteHandshake(fragment, side, sighting);
        return;
      case DTLS_CONTENT.alert:
        return this.#noteAlert(record, sighting);
      default:
    }
  }

  /** Both sides encrypt: each has the other's keys. In DTLS 1.3 the server encrypts at once, so the client's word counts. */
  #noteEncrypted(record: DtlsRecord, side: DtlsSide, sighting: Sighting): void {
    side.hasEncrypted = true;
    if (this.#isComplete || !this.#forwardSide.hasEncrypted || !this.#backwardSide.hasEncrypted) return;
    this.#isComplete = true;
    if (record.contentType === null) this.#version ??= record.version;
    if (this.#startedAtMs === null) {
      this.#companion.addEvent(sighting, 'encrypted both ways; the handshake was not seen');
      return;
    }
    this.#handshakeMs = Math.max(0, sighting.atMs - this.#startedAtMs);
    this.#companion.addEvent(sighting, `handshake complete after ${milliseconds(this.#handshakeMs)}`);
  }

  #noteAlert({ fragmentStart, fragmentEnd }: DtlsRecord, sighting: Sighting): void {
    if (fragmentEnd - fragmentStart < 2) return;
    const level = sighting.bytes[fragmentStart]!;
    const description = sighting.bytes[fragmentStart + 1]!;
    const isFatal = level === FATAL && description !== CLOSE_NOTIFY;
    if (isFatal && !this.#isComplete) this.#alert = dtlsAlertName(description);
    const words = `${isFatal ? 'fatal alert' : 'alert'}: ${dtlsAlertName(description)}`;
    this.#companion.addEvent(sighting, words, isFatal);
  }

  #noteHandshake(fragment: HandshakeFragment, side: DtlsSide, sighting: Sighting): void {
    if (this.#isComplete && fragment.type === HANDSHAKE.clientHello) this.#begin();

    if (!side.hasSeen(fragment)) this.#tell(fragment, sighting);
    if (side.hasRead(fragment)) return;
    const { bytes } = sighting;
    if (isWhole(fragment)) {
      this.#readBody(fragment, bytes, fragment.bodyStart, fragment.bodyEnd, side, sighting);
      return;
    }
    if (!isWorthReading(fragment.type)) return;
    const body = this.#options.assemblies.add(side, bytes, fragment);
    if (body !== null) this.#readBody(fragment, body, 0, body.length, side, sighting);
  }

  #tell({ type }: HandshakeFragment, sighting: Sighting): void {
    if (type === HANDSHAKE.clientHello) this.#noteClient(sighting);
    else if (type !== HANDSHAKE.serverHello) this.#companion.addEvent(sighting, dtlsHandshakeName(type));
  }

  #noteClient(sighting: Sighting): void {
    this.#startedAtMs ??= sighting.atMs;
    const setup = this.#options.setupOf(sighting.forward);
    const isAgainstSdp = setup === 'passive';
    this.#isRoleWrong ||= isAgainstSdp;
    const role = setup === null ? '' : ` from a=setup:${setup}`;
    this.#companion.addEvent(sighting, `Client Hello${role}`, isAgainstSdp);
  }

  /** Another handshake on the same path: that of a new connection. */
  #begin(): void {
    this.#isComplete = false;
    this.#alert = '';
    this.#startedAtMs = null;
    this.#handshakeMs = null;
    this.#forwardSide.begin();
    this.#backwardSide.begin();
  }

  #readBody(
    fragment: HandshakeFragment,
    bytes: Uint8Array,
    start: number,
    end: number,
    side: DtlsSide,
    sighting: Sighting,
  ): void {
    side.noteRead(fragment);
    if (fragment.type === HANDSHAKE.clientHello) this.#readClient(bytes, start, end);
    else if (fragment.type === HANDSHAKE.serverHello) this.#readServer(bytes, start, end, sighting);
    else if (fragment.type === HANDSHAKE.certificate) this.#readCertificate(bytes, start, end, side, sighting);
  }

  #readClient(bytes: Uint8Array, start: number, end: number): void {
    const hello = readClientHello(bytes, start, end);
    if (hello !== null) this.#version ??= hello.version;
  }

  #readServer(bytes: Uint8Array, start: number, end: number, sighting: Sighting): void {
    const hello = readServerHello(bytes, start, end);
    if (hello === null) return;
    if (hello.isRetryRequest) {
      this.#companion.addEvent(sighting, 'Hello Retry Request');
      return;
    }
    this.#version = chosenVersion(hello);
    this.#cipherSuite = hello.cipherSuites[0] ?? null;
    this.#srtpProfile = hello.srtpProfiles[0] ?? null;
    const suite = this.#cipherSuite === null ? '' : `: ${cipherSuiteName(this.#cipherSuite)}`;
    this.#companion.addEvent(sighting, `Server Hello, ${dtlsVersionName(this.#version)}${suite}`);
  }

  #readCertificate(bytes: Uint8Array, start: number, end: number, side: DtlsSide, sighting: Sighting): void {
    const certificate = firstCertificate(bytes, start, end);
    const { hash, session } = this.#options;
    if (certificate === null || hash === null) return;
    side.digests = digestsOf(bytes.slice(certificate.start, certificate.end), hash);
    const announced = session()?.fingerprints;
    if (announced === undefined) return;
    const verdict = compareWithSdp(side.digests, announced);
    this.#companion.addEvent(sighting, `certificate: ${VERDICT_WORDS[verdict]}`, verdict === 'differs');
  }
}

const isWorthReading = (type: number): boolean =>
  type === HANDSHAKE.clientHello || type === HANDSHAKE.serverHello || type === HANDSHAKE.certificate;
