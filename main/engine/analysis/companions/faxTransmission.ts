import { faxIndicatorName, faxModulationName } from '../../decode/udptl/faxNames';
import { readIfp, type IfpPacket } from '../../decode/udptl/ifpPacket';
import { readUdptl } from '../../decode/udptl/udptlPacket';
import { distance16 } from '../../decode/rtp/serialNumber';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { counted, joined } from './words';

/** A jump of more than this is a new beginning, not a loss. */
const MAX_GAP = 3000;

/** Sequence numbers of one direction. */
type Direction = { last: number | null; lost: number; repeated: number; shown: string };

const beginning = (): Direction => ({ last: null, lost: 0, repeated: 0, shown: '' });

/** Fax over UDPTL (T.38) between two endpoints: what each side signals and sends, and what got lost. */
export class FaxTransmission implements CompanionState {
  readonly #companion: Companion;
  readonly #version: number;
  readonly #forward = beginning();
  readonly #backward = beginning();
  #packets = 0;
  #unreadable = 0;
  #fastest = '';

  constructor(companion: Companion, version: number) {
    this.#companion = companion;
    this.#version = version;
  }

  note(sighting: Sighting): void {
    const { bytes, start, end } = sighting;
    const read = readUdptl(bytes, start, end);
    if (!read.ok) {
      this.#unreadable += 1;
      return;
    }
    this.#packets += 1;
    const direction = sighting.forward ? this.#forward : this.#backward;
    if (!this.#noteSequence(direction, read.value.sequence, sighting)) return;
    const { primary } = read.value;
    const packet = readIfp(bytes, primary.start, primary.end, this.#version);
    if (packet !== null) this.#tell(packet, direction, sighting);
  }

  summary(): string {
    const lost = this.#forward.lost + this.#backward.lost;
    const repeated = this.#forward.repeated + this.#backward.repeated;
    return joined(
      'T.38 fax',
      this.#fastest,
      counted(this.#packets, 'packet'),
      lost > 0 ? `${lost} lost` : null,
      repeated > 0 ? `${repeated} repeated` : null,
      this.#unreadable > 0 ? `${this.#unreadable} not readable` : null,
    );
  }

  isWrong(): boolean {
    return this.#forward.lost + this.#backward.lost > 0;
  }

  /** False for a packet that came before, or too late. */
  #noteSequence(direction: Direction, sequence: number, sighting: Sighting): boolean {
    const { last } = direction;
    const step = last === null ? 1 : distance16(last, sequence);
    if (step <= 0 && step > -MAX_GAP) {
      if (step === 0) direction.repeated += 1;
      // What was counted as lost came late.
      else if (direction.lost > 0) direction.lost -= 1;
      return false;
    }
    direction.last = sequence;
    if (step > 1 && step <= MAX_GAP) {
      direction.lost += step - 1;
      this.#companion.addEvent(
        sighting,
        `${counted(step - 1, 'packet')} lost before sequence number ${sequence}`,
        true,
      );
    }
    return true;
  }

  /** A line when something else than before is sent. */
  #tell(packet: IfpPacket, direction: Direction, sighting: Sighting): void {
    const words =
      packet.kind === 'indicator' ? faxIndicatorName(packet.indicator) : `${faxModulationName(packet.modulation)} data`;
    if (words === direction.shown) return;
    direction.shown = words;
    if (packet.kind === 'data' && packet.modulation > 0) this.#fastest = faxModulationName(packet.modulation);
    this.#companion.addEvent(sighting, words);
  }
}
