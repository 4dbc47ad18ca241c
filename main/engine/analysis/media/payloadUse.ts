import type { StreamFormat } from './payloadFormat';
import { UNKNOWN_CODEC } from './payloadFormat';

/** Payload types per stream that are told apart; the packets of further ones are counted with the last. */
const MAX_FORMATS = 16;

type Use = { readonly payloadType: number; readonly format: StreamFormat; packets: number };

const NO_FORMAT: StreamFormat = { codec: UNKNOWN_CODEC, clockRateHz: 0, kind: 'media' };
/** Before the first packet. */
const NO_USE: Use = Object.freeze({ payloadType: -1, format: NO_FORMAT, packets: 0 });

/** Which payload types a stream has carried, what they meant at the time, and how many packets of each. */
export class PayloadUse {
  #current: Use = NO_USE;
  #uses: readonly Use[] = [];

  get payloadType(): number {
    return this.#current.payloadType;
  }

  get format(): StreamFormat {
    return this.#current.format;
  }

  /** More packets of the payload type that was chosen last. */
  count(packets = 1): void {
    if (packets > 0) this.#current.packets += packets;
  }

  /** The packets from now on are of this type, which means this. */
  choose(payloadType: number, format: StreamFormat): void {
    const known = this.#uses.find(
      (use) =>
        use.payloadType === payloadType &&
        use.format.codec === format.codec &&
        use.format.clockRateHz === format.clockRateHz,
    );
    if (known) {
      this.#current = known;
      return;
    }
    this.#current = { payloadType, format, packets: 0 };
    this.#uses = [...this.#uses.slice(0, MAX_FORMATS - 1), this.#current];
  }

  /** In order of appearance. */
  get payloadTypes(): number[] {
    return [...new Set(this.#uses.map(({ payloadType }) => payloadType))];
  }

  /** What most packets carry; comfort noise and telephone events only where there is nothing else. */
  get mainFormat(): StreamFormat {
    let main: Use | null = null;
    for (const use of this.#uses) if (main === null || isMoreOf(use, main)) main = use;
    return main?.format ?? NO_FORMAT;
  }
}

function isMoreOf(use: Use, other: Use): boolean {
  const rank = (candidate: Use): number =>
    candidate.format.kind !== 'media' ? 0 : candidate.format.codec === UNKNOWN_CODEC ? 1 : 2;
  // A type that signalling named only later may have carried fewer packets by then, but it is the same payload.
  if (use.payloadType === other.payloadType && rank(use) !== rank(other)) return rank(use) > rank(other);
  const isMedia = (candidate: Use): boolean => candidate.format.kind === 'media';
  if (isMedia(use) !== isMedia(other)) return isMedia(use);
  return use.packets > other.packets;
}
