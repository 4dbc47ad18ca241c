import type { CallKey } from '../../../../shared/ids';
import type { CompanionKind } from '../../../../shared/protocol/rows';
import { CHANNEL_HEADER_BYTES, channelNumber, channelPayload, isChannelData } from '../../decode/stun/channelData';
import type { StunAddress } from '../../decode/stun/stunAddress';
import { readStun, type StunMessage } from '../../decode/stun/stunMessage';
import { classifyPayload, type PayloadKind } from '../classify';
import type { PathEnds } from '../endpointPair';
import type { Arriving } from './arriving';
import type { Companion } from './companion';
import type { CompanionPath } from './companionPath';
import type { CompanionRegister } from './companionRegister';

import { RelayAllocation } from './relayAllocation';
import type { Sighting } from './sighting';
import { usernameOf } from './stunAttributes';
import { StunChecks } from './stunChecks';
import { StunRounds } from './stunRounds';
import { StunTransactions } from './stunTransactions';
import { takeUp } from './takeUp';

/** Methods of TURN (RFC 8656 §17, RFC 6062 §6); all others are questions about addresses. */
const RELAY_METHODS: ReadonlySet<number> = new Set([0x003, 0x004, 0x006, 0x007, 0x008, 0x009, 0x00a, 0x00b, 0x00c]);
const BINDING = 0x001;

/** Kinds that show a mark of their own: what a channel number alone does not. */
const SURE_KINDS: ReadonlySet<PayloadKind> = new Set(['stun', 'dtls', 'rtcp', 'zrtp']);

/** STUN and TURN: finds the call of a check by its ufrags, and that of a relay by the addresses it lends. */
export class StunKeeper {
  readonly #register: CompanionRegister;
  readonly #transactions: StunTransactions;
  readonly #onPath: (ends: PathEnds, call: CallKey, atMs: number) => void;
  /** Whether the message being read is an answer to a check. */
  #hasSucceeded = false;

  constructor(
    register: CompanionRegister,
    maxTransactions: number,
    onPath: (ends: PathEnds, call: CallKey, atMs: number) => void,
  ) {
    this.#register = register;
    this.#transactions = new StunTransactions(maxTransactions);
    this.#onPath = onPath;
  }

  get droppedTransactions(): number {
    return this.#transactions.dropped;
  }

  /** What a connection carried: either of both. */
  onUnit(arriving: Arriving, sighting: Sighting): void {
    const { bytes, start, end } = sighting;
    if (isChannelData(bytes, start, end)) this.onChannelData(arriving, sighting);
    else this.onMessage(arriving, sighting);
  }

  onMessage(arriving: Arriving, sighting: Sighting): void {
    const { bytes, start, end, atMs } = sighting;
    const read = readStun(bytes, start, end);
    if (!read.ok) return;
    this.#transactions.expire(atMs);
    if (RELAY_METHODS.has(read.value.method)) this.#onRelayMessage(read.value, arriving, sighting);
    else this.#onCheckMessage(read.value, arriving, sighting);
  }

  /** Makes no object for a relay that is known. */
  onChannelData(arriving: Arriving, sighting: Sighting): void {
    const path = this.#register.paths.find(arriving.ends, arriving.mark);
    if (path !== null) this.#register.review(path, arriving.ends);
    const known = path?.byKind.get('turn');
    if (known === undefined && !this.#isSure(arriving, sighting)) return;
    const { companion, state } = known ?? this.#takeUpRelay(arriving, sighting);
    if (known !== undefined) {
      companion.notePacket(sighting.atMs);
      sighting.companion = companion.identity.number;
      this.#register.store.markChanged(known);
    }
    if (state instanceof RelayAllocation) state.noteChannelData(channelNumber(sighting.bytes, sighting.start));
    if (path !== null) this.#tellPath(path, arriving, sighting);
  }

  /** A channel's header is a weak mark: an end of a call must be there, or something in it that cannot be mistaken. */
  #isSure({ ends }: Arriving, { bytes, start, end }: Sighting): boolean {
    const { endpoints } = this.#register;
    if (endpoints.find(ends.sourceWords, ends.sourcePort)?.announced) return true;
    if (endpoints.find(ends.destinationWords, ends.destinationPort)?.announced) return true;
    const inside = channelPayload(bytes, start, end);
    return (
      inside.end - inside.start > CHANNEL_HEADER_BYTES &&
      SURE_KINDS.has(classifyPayload(bytes, inside.start, inside.end))
    );
  }

  #onRelayMessage(message: StunMessage, arriving: Arriving, sighting: Sighting): void {
    const { path, state } = this.#takeUpRelay(arriving, sighting);
    if (state instanceof RelayAllocation) state.note(message, sighting);
    if (path !== null) this.#tellPath(path, arriving, sighting);
  }

  #takeUpRelay(arriving: Arriving, sighting: Sighting) {
    return takeUp(
      this.#register,
      arriving,
      'turn',
      sighting,
      (companion, path) =>
        new RelayAllocation(companion, this.#roundsOf(companion, path, 'turn'), {
          onAddress: (address) => this.#relate(path, address),
        }),
    );
  }

  #onCheckMessage(message: StunMessage, arriving: Arriving, sighting: Sighting): void {
    const path = this.#register.paths.obtain(arriving.ends, arriving.mark);
    const isRequest = message.method === BINDING && message.messageClass === 'request';
    const username = isRequest ? usernameOf(sighting.bytes, message) : '';
    if (username !== '') this.#bindByCheck(path, username);
    this.#hasSucceeded = false;
    const { state } = takeUp(
      this.#register,
      arriving,
      'stun',
      sighting,
      (companion, own) =>
        new StunChecks(companion, this.#roundsOf(companion, own, 'stun'), {
          onSuccess: () => {
            this.#hasSucceeded = true;
          },
          onMapped: (address) => this.#relate(own, address),
        }),
      path,
    );
    if (state instanceof StunChecks) state.note(message, username, sighting);
    if (this.#hasSucceeded && path.isCheckedByIce) this.#tellPath(path, arriving, sighting);
  }

  #roundsOf(companion: Companion, path: CompanionPath, kind: CompanionKind): StunRounds {
    return new StunRounds(companion, path.number, this.#transactions, () => {
      const tracked = path.byKind.get(kind);
      if (tracked?.companion === companion) this.#register.store.markChanged(tracked);
    });
  }

  #bindByCheck(path: CompanionPath, username: string): void {
    const call = this.#register.sessions.callOfCheck(username);
    if (call === null) return;
    path.isCheckedByIce = true;
    if (path.call !== call) this.#register.bind(path, call);
  }

  /** Only a path without a call has need of it, but which addresses those are may be announced later. */
  #relate(path: CompanionPath, { words, port }: StunAddress): void {
    if (path.call === null) this.#register.relate(path, words, port);
  }

  #tellPath(path: CompanionPath, { ends }: Arriving, { atMs }: Sighting): void {
    if (path.call === null || path.call === path.toldCall) return;
    path.toldCall = path.call;
    this.#onPath(ends, path.call, atMs);
  }
}
