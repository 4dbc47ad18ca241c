import { hexNumber } from '../../decode/hexNumber';
import { readStunAddress, stunAddressText, type StunAddress } from '../../decode/stun/stunAddress';
import { readStunError, stunErrorText } from '../../decode/stun/stunError';
import { findAttribute, type StunAttribute, type StunMessage } from '../../decode/stun/stunMessage';
import { stunMethodName } from '../../decode/stun/stunNames';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { channelOf, lifetimeOf, STUN_ATTRIBUTE, usernameOf } from './stunAttributes';
import type { StunRounds } from './stunRounds';
import type { StunRequestDetails, StunTransaction } from './stunTransactions';
import { counted, joined, milliseconds } from './words';

const METHOD = { allocate: 0x003, refresh: 0x004, createPermission: 0x008, channelBind: 0x009 } as const;
const UNAUTHENTICATED = 401;
const STALE_NONCE = 438;

const MAX_CHANNELS = 64;
const MAX_PEERS = 64;
/** More channels than these are not written out. */
const SHOWN_CHANNELS = 2;
const SILENT_AFTER_REQUESTS = 3;

/** A channel and the packets in it. */
type Channel = { peer: string; packets: number };

export type RelayAllocationOptions = {
  /** An address that the relay lends, the client's as the relay sees it, or that of a peer. */
  readonly onAddress: (address: StunAddress) => void;
};

/** A client's use of a TURN relay (RFC 8656): allocation, permissions, channels, and what goes through them. */
export class RelayAllocation implements CompanionState {
  readonly #companion: Companion;
  readonly #rounds: StunRounds;
  readonly #options: RelayAllocationOptions;
  readonly #channels = new Map<number, Channel>();
  /** Peers that something was sent to or came from, and those that have a permission. */
  readonly #peers = new Set<string>();
  readonly #permitted = new Set<string>();
  #relayed = '';
  #lifetimeS: number | null = null;
  #isDeleted = false;
  #refused = 0;
  #lastRefusal = '';
  #channelPackets = 0;
  #indications = 0;

  constructor(companion: Companion, rounds: StunRounds, options: RelayAllocationOptions) {
    this.#companion = companion;
    this.#rounds = rounds;
    this.#options = options;
  }

  note(message: StunMessage, sighting: Sighting): void {
    switch (message.messageClass) {
      case 'request':
        return this.#noteRequest(message, sighting);
      case 'success':
        return this.#noteSuccess(message, sighting);
      case 'error':
        return this.#noteError(message, sighting);
      case 'indication':
        return this.#noteIndication(message, sighting);
    }
  }

  /** One ChannelData message. */
  noteChannelData(number: number): void {
    this.#channelPackets += 1;
    const channel = this.#channels.get(number);
    if (channel) channel.packets += 1;
    else if (this.#channels.size < MAX_CHANNELS) this.#channels.set(number, { peer: '', packets: 1 });
  }

  summary(): string {
    const { meanRoundTripMs, requests } = this.#rounds;
    return joined(
      'TURN',
      this.#relayed === '' ? null : `relay ${this.#relayed}`,
      this.#lifetimeS === null ? null : this.#isDeleted ? 'deleted' : `lifetime ${this.#lifetimeS} s`,
      this.#peers.size > 0 ? counted(this.#peers.size, 'peer') : null,
      ...this.#channelWords(),
      this.#channelPackets > 0 ? counted(this.#channelPackets, 'packet') + ' in channels' : null,
      this.#indications > 0 ? counted(this.#indications, 'indication') : null,
      this.#lastRefusal === '' ? null : `refused: ${this.#lastRefusal}`,
      this.#isSilent ? 'no answer' : null,
      requests > 0 && meanRoundTripMs !== null ? `round trip ${milliseconds(meanRoundTripMs)}` : null,
    );
  }

  isWrong(): boolean {
    return this.#refused > 0 || this.#isSilent;
  }

  get #isSilent(): boolean {
    return this.#rounds.answers === 0 && this.#rounds.sentSinceAnswer >= SILENT_AFTER_REQUESTS;
  }

  #channelWords(): readonly string[] {
    if (this.#channels.size > SHOWN_CHANNELS) return [`${this.#channels.size} channels`];
    return [...this.#channels].map(([number, { peer }]) => `channel ${channelText(number, peer)}`);
  }

  #noteRequest(message: StunMessage, sighting: Sighting): void {
    this.#rounds.takeRequest(message, sighting, () => this.#detailsOf(message, sighting));
  }

  #detailsOf(message: StunMessage, { bytes }: Sighting): StunRequestDetails {
    const peer = this.#addressOf(message, bytes, STUN_ATTRIBUTE.xorPeerAddress);
    return {
      method: message.method,
      nominates: false,
      hasUsername: usernameOf(bytes, message) !== '',
      channel: channelOf(bytes, message),
      peer,
    };
  }

  #noteSuccess(message: StunMessage, sighting: Sighting): void {
    const transaction = this.#rounds.takeAnswer(message, sighting);
    switch (message.method) {
      case METHOD.allocate:
        return this.#noteAllocated(message, sighting);
      case METHOD.refresh:
        return this.#noteRefreshed(message, sighting);
      case METHOD.createPermission:
        return this.#notePermission(transaction, sighting);
      case METHOD.channelBind:
        return this.#noteChannel(transaction, sighting);
      default:
    }
  }

  #noteAllocated(message: StunMessage, sighting: Sighting): void {
    const { bytes } = sighting;
    const relayed = this.#addressOf(message, bytes, STUN_ATTRIBUTE.xorRelayedAddress) ?? '';
    const mapped = this.#addressOf(message, bytes, STUN_ATTRIBUTE.xorMappedAddress);
    this.#lifetimeS = lifetimeOf(bytes, message) ?? this.#lifetimeS;
    this.#isDeleted = false;
    if (relayed === this.#relayed) return;
    this.#relayed = relayed;
    const seen = mapped === null ? '' : `, client seen as ${mapped}`;
    this.#companion.addEvent(sighting, `allocated ${relayed} for ${this.#lifetimeS ?? 600} s${seen}`);
  }

  #noteRefreshed(message: StunMessage, sighting: Sighting): void {
    const lifetimeS = lifetimeOf(sighting.bytes, message);
    if (lifetimeS === null) return;
    if (lifetimeS === 0 && !this.#isDeleted) this.#companion.addEvent(sighting, 'allocation deleted');
    this.#isDeleted = lifetimeS === 0;
    this.#lifetimeS = lifetimeS;
  }

  #notePermission(transaction: StunTransaction | null, sighting: Sighting): void {
    const peer = transaction?.details.peer ?? null;
    if (peer === null) return;
    this.#addPeer(peer);
    if (this.#permitted.has(peer) || this.#permitted.size >= MAX_PEERS) return;
    this.#permitted.add(peer);
    this.#companion.addEvent(sighting, `permission for ${peer}`);
  }

  #noteChannel(transaction: StunTransaction | null, sighting: Sighting): void {
    const { channel: number = null, peer = null } = transaction?.details ?? {};
    if (number === null || peer === null) return;
    this.#addPeer(peer);
    const known = this.#channels.get(number);
    if (known?.peer === peer) return;
    if (known) known.peer = peer;
    else if (this.#channels.size < MAX_CHANNELS) this.#channels.set(number, { peer, packets: 0 });
    this.#companion.addEvent(sighting, `channel ${channelText(number, peer)}`);
  }

  #addPeer(peer: string): void {
    if (this.#peers.size < MAX_PEERS) this.#peers.add(peer);
  }

  /** The first request of a client is refused with a challenge, and a nonce lives only for a while: neither is wrong. */
  #noteError(message: StunMessage, sighting: Sighting): void {
    const transaction = this.#rounds.takeAnswer(message, sighting);
    const attribute = findAttribute(message, STUN_ATTRIBUTE.errorCode);
    const error = attribute && readStunError(sighting.bytes, attribute);
    const name = stunMethodName(message.method);
    if (error?.code === STALE_NONCE || (error?.code === UNAUTHENTICATED && transaction?.details.hasUsername !== true)) {
      this.#companion.addEvent(sighting, `${name} challenged: ${stunErrorText(error)}`);
      return;
    }
    this.#refused += 1;
    this.#lastRefusal = error === null ? 'no error code' : stunErrorText(error);
    this.#companion.addEvent(sighting, `${name} refused: ${this.#lastRefusal}`, true);
  }

  #noteIndication(message: StunMessage, { bytes }: Sighting): void {
    this.#indications += 1;
    if (this.#peers.size >= MAX_PEERS) return;
    const peer = this.#addressOf(message, bytes, STUN_ATTRIBUTE.xorPeerAddress);
    if (peer !== null) this.#addPeer(peer);
  }

  /** The text of an address attribute, which is told on the way; null when there is none. */
  #addressOf(message: StunMessage, bytes: Uint8Array, type: number): string | null {
    const attribute: StunAttribute | null = findAttribute(message, type);
    const address = attribute && readStunAddress(bytes, message, attribute);
    if (address === null) return null;
    this.#options.onAddress(address);
    return stunAddressText(address);
  }
}

const channelText = (number: number, peer: string): string =>
  peer === '' ? hexNumber(number, 4) : `${hexNumber(number, 4)} to ${peer}`;
