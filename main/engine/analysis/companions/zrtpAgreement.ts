import { readZrtpCommit, readZrtpHello, zrtpErrorCode } from '../../decode/zrtp/zrtpMessages';
import { zrtpErrorName } from '../../decode/zrtp/zrtpNames';
import { readZrtp, type ZrtpPacket } from '../../decode/zrtp/zrtpPacket';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { joined, milliseconds } from './words';

/** Types whose first occurrence one way is worth a line; the others repeat or confirm. */
const MAX_TYPES = 32;

/** A key agreement in the media path (RFC 6189): Hello, Commit, DHPart, Confirm, Conf2ACK. */
export class ZrtpAgreement implements CompanionState {
  readonly #companion: Companion;
  readonly #seen = new Set<string>();
  #version = '';
  #clientOfSource = '';
  #clientOfDestination = '';
  #choices = '';
  #startedAtMs: number | null = null;
  #agreedMs: number | null = null;
  #isAgreed = false;
  #error = '';
  #wrongCrcs = 0;

  constructor(companion: Companion) {
    this.#companion = companion;
  }

  note(sighting: Sighting): void {
    const read = readZrtp(sighting.bytes, sighting.start, sighting.end);
    if (!read.ok) return;
    const packet = read.value;
    if (packet.isCrcRight === false) {
      this.#wrongCrcs += 1;
      this.#companion.addEvent(sighting, `CRC of ${packet.messageType} is wrong`, true);
      return;
    }
    const key = `${sighting.forward ? '>' : '<'}${packet.messageType}`;
    if (this.#seen.has(key) || this.#seen.size >= MAX_TYPES) return;
    this.#seen.add(key);
    this.#noteMessage(packet, sighting);
  }

  summary(): string {
    return joined(
      this.#version === '' ? 'ZRTP' : `ZRTP ${this.#version}`,
      [this.#clientOfSource, this.#clientOfDestination].filter((client) => client !== '').join(' and '),
      this.#choices,
      this.#agreementWords(),
      this.#wrongCrcs > 0 ? 'wrong CRC' : null,
    );
  }

  isWrong(): boolean {
    return this.#error !== '' || this.#wrongCrcs > 0;
  }

  #agreementWords(): string {
    if (this.#error !== '') return `error: ${this.#error}`;
    if (!this.#isAgreed) return 'no key agreed';
    return this.#agreedMs === null ? 'key agreed' : `key agreed after ${milliseconds(this.#agreedMs)}`;
  }

  #noteMessage(packet: ZrtpPacket, sighting: Sighting): void {
    switch (packet.messageType) {
      case 'Hello':
        return this.#noteHello(packet, sighting);
      case 'Commit':
        return this.#noteCommit(packet, sighting);
      case 'Conf2ACK':
        return this.#noteAgreed(sighting);
      case 'Error':
        return this.#noteError(packet, sighting);
      default:
        this.#companion.addEvent(sighting, packet.messageType);
    }
  }

  #noteHello(packet: ZrtpPacket, sighting: Sighting): void {
    this.#startedAtMs ??= sighting.atMs;
    const hello = readZrtpHello(sighting.bytes, packet);
    if (hello === null) return;
    this.#version = hello.version;
    if (sighting.forward) this.#clientOfSource = hello.clientId;
    else this.#clientOfDestination = hello.clientId;
    this.#companion.addEvent(sighting, `Hello from ${hello.clientId}, version ${hello.version}`);
  }

  #noteCommit(packet: ZrtpPacket, sighting: Sighting): void {
    const commit = readZrtpCommit(sighting.bytes, packet);
    this.#choices = commit === null ? '' : commit.choices.join(' ');
    this.#companion.addEvent(sighting, joined('Commit', this.#choices));
  }

  #noteAgreed(sighting: Sighting): void {
    this.#isAgreed = true;
    this.#agreedMs = this.#startedAtMs === null ? null : Math.max(0, sighting.atMs - this.#startedAtMs);
    this.#companion.addEvent(sighting, 'Conf2ACK: key agreed');
  }

  #noteError(packet: ZrtpPacket, sighting: Sighting): void {
    const code = zrtpErrorCode(sighting.bytes, packet);
    this.#error = code === null ? 'no code' : zrtpErrorName(code);
    this.#companion.addEvent(sighting, `Error: ${this.#error}`, true);
  }
}
