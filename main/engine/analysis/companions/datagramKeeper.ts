import type { CallKey } from '../../../../shared/ids';
import type { Packet } from '../../decode/packet';
import { looksLikeUdptl } from '../../decode/udptl/udptlPacket';
import type { CarriedUnit } from '../carriedUnit';
import type { PayloadKind } from '../classify';
import type { PathEnds } from '../endpointPair';
import { Arriving } from './arriving';
import type { Hash } from './certificateCheck';
import type { CompanionCounts, CompanionLimits } from './companionLimits';
import type { CompanionRegister } from './companionRegister';
import { DtlsExchange } from './dtlsExchange';
import { FaxTransmission } from './faxTransmission';
import { HandshakeAssemblies } from './handshakeAssembly';
import { MessageSession } from './messageSession';
import { setupAt } from './sessionNotes';
import { Sighting } from './sighting';
import { StunKeeper } from './stunKeeper';
import { takeUp } from './takeUp';
import { ZrtpAgreement } from './zrtpAgreement';

export type DatagramOptions = {
  readonly onPath?: (ends: PathEnds, call: CallKey, atMs: number) => void;
  readonly hash?: Hash;
};

/** Gives each datagram to the companion of its protocol on its path, which it opens when there is none. */
export class DatagramKeeper {
  readonly #register: CompanionRegister;
  readonly #hash: Hash | null;
  readonly #assemblies: HandshakeAssemblies;
  readonly #stun: StunKeeper;
  readonly #sighting = new Sighting();
  readonly #arriving = new Arriving();

  constructor(register: CompanionRegister, limits: CompanionLimits, { onPath, hash }: DatagramOptions) {
    this.#register = register;
    this.#hash = hash ?? null;
    this.#assemblies = new HandshakeAssemblies(limits.maxAssemblies);
    this.#stun = new StunKeeper(register, limits.maxTransactions, onPath ?? (() => undefined));
  }

  counts(): Pick<CompanionCounts, 'droppedTransactions' | 'droppedAssemblies'> {
    return { droppedTransactions: this.#stun.droppedTransactions, droppedAssemblies: this.#assemblies.dropped };
  }

  /** Answers the number of the companion that took it up, 0 for none. */
  onDatagram(kind: PayloadKind, packet: Packet, frame: number, atMs: number): number {
    const arriving = this.#arriving;
    arriving.ofPacket(packet);
    this.#see(packet.bytes, packet.payloadStart, packet.payloadEnd, frame, atMs);
    this.#takeUp(kind, packet, arriving);
    return this.#sighting.companion;
  }

  #takeUp(kind: PayloadKind, packet: Packet, arriving: Arriving): void {
    switch (kind) {
      case 'stun':
        return this.#stun.onMessage(arriving, this.#sighting);
      case 'turnChannel':
        return this.isFax(packet) ? this.#onFax(arriving) : this.#stun.onChannelData(arriving, this.#sighting);
      case 'dtls':
        return this.#onDtls(arriving);
      case 'zrtp':
        return this.#onZrtp(arriving);
      default:
        if (this.isFax(packet)) this.#onFax(arriving);
    }
  }

  /** Answers as `onDatagram` does. */
  onUnit(unit: CarriedUnit): number {
    const { kind, bytes, start, end, frame, atMs } = unit;
    const arriving = this.#arriving;
    if ((kind !== 'msrp' && kind !== 'stun') || !arriving.ofUnit(unit)) return 0;
    this.#see(bytes, start, end, frame, atMs);
    if (kind === 'msrp') this.#onMessageSession(arriving);
    else this.#stun.onUnit(arriving, this.#sighting);
    return this.#sighting.companion;
  }

  /** Whether SDP announced fax for one of the ends, and the datagram reads as such. */
  isFax(packet: Packet): boolean {
    return this.#register.notes.hasFax && this.#readsAsFax(packet);
  }

  /** Asked of every RTP packet once a call has announced fax, so it makes nothing. */
  #readsAsFax(packet: Packet): boolean {
    const { bytes, payloadStart, payloadEnd } = packet;
    const isAnnounced =
      this.#isFaxEnd(packet.destinationWords, packet.destinationPort) ||
      this.#isFaxEnd(packet.sourceWords, packet.sourcePort);
    return isAnnounced && looksLikeUdptl(bytes, payloadStart, payloadEnd);
  }

  #isFaxEnd(words: Uint32Array, port: number): boolean {
    return (this.#register.endpoints.find(words, port)?.announced?.faxVersion ?? null) !== null;
  }

  #see(bytes: Uint8Array, start: number, end: number, frame: number, atMs: number): void {
    const sighting = this.#sighting;
    sighting.bytes = bytes;
    sighting.start = start;
    sighting.end = end;
    sighting.frame = frame;
    sighting.atMs = atMs;
    sighting.companion = 0;
  }

  #onDtls(arriving: Arriving): void {
    const tracked = takeUp(this.#register, arriving, 'dtls', this.#sighting, (companion, path, fromFirst) => {
      const { sessions } = this.#register;
      return new DtlsExchange(companion, {
        assemblies: this.#assemblies,
        hash: this.#hash,
        session: () => sessions.of(companion.call),
        setupOf: (forward) => setupAt(forward === fromFirst ? path.first : path.second, companion.call, sessions),
      });
    });
    if (tracked.state instanceof DtlsExchange) tracked.state.note(this.#sighting);
  }

  #onZrtp(arriving: Arriving): void {
    const { state } = takeUp(this.#register, arriving, 'zrtp', this.#sighting, (one) => new ZrtpAgreement(one));
    if (state instanceof ZrtpAgreement) state.note(this.#sighting);
  }

  #onFax(arriving: Arriving): void {
    const { state } = takeUp(
      this.#register,
      arriving,
      't38',
      this.#sighting,
      (companion, path) => new FaxTransmission(companion, path.faxVersion ?? 0),
    );
    if (state instanceof FaxTransmission) state.note(this.#sighting);
  }

  #onMessageSession(arriving: Arriving): void {
    const { state } = takeUp(this.#register, arriving, 'msrp', this.#sighting, (one) => new MessageSession(one));
    if (state instanceof MessageSession) state.note(this.#sighting);
  }
}
