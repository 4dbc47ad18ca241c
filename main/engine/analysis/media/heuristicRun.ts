import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import { distance32 } from '../../decode/rtp/serialNumber';
import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';

/** Packets in a row that make a candidate a stream. */
const RUN_PACKETS = 4;
const FIRST_DYNAMIC_TYPE = 96;
/** No packet of a medium stands for more than this. */
const MAX_STEP_SECONDS = 1;
const UNKNOWN_CLOCK_HZ = 90_000;
const VIDEO_CLOCK_HZ = 90_000;

/** Payload types that media has without signalling: the static table and 96 … 127; never 64 … 95, which RTCP would be. */
export const isPlausiblePayloadType = (payloadType: number): boolean =>
  payloadType >= FIRST_DYNAMIC_TYPE || staticPayloadType(payloadType) !== null;

/**
 * Decides whether packets without any signalling are RTP: four in a row of one SSRC with consecutive sequence numbers, one
 * plausible payload type, and timestamps that go forward by small steps which are multiples of the smallest one. Audio steps with
 * every packet; video may send several packets of one picture, but not four pictures at one instant.
 */
export class HeuristicRun {
  #length = 0;
  #sequence = 0;
  #timestamp = 0;
  #payloadType = -1;
  #smallestStep = 0;

  /** Whether the run is long enough with this packet. */
  note(rtp: RtpHeader): boolean {
    const { sequence, timestamp, payloadType } = rtp;
    if (this.#length > 0 && sequence === this.#sequence && timestamp === this.#timestamp) return false;
    const goesOn =
      this.#length > 0 &&
      sequence === ((this.#sequence + 1) & 0xffff) &&
      payloadType === this.#payloadType &&
      this.#takesStep(distance32(this.#timestamp, timestamp), payloadType);
    if (!goesOn) {
      this.#length = 0;
      this.#smallestStep = 0;
    }
    this.#length += 1;
    this.#sequence = sequence;
    this.#timestamp = timestamp;
    this.#payloadType = payloadType;
    return this.#length >= RUN_PACKETS && this.#smallestStep > 0;
  }

  #takesStep(ticks: number, payloadType: number): boolean {
    const clockHz = staticPayloadType(payloadType)?.clockRateHz ?? UNKNOWN_CLOCK_HZ;
    if (ticks < 0 || ticks > MAX_STEP_SECONDS * clockHz) return false;
    if (ticks === 0) return clockHz === VIDEO_CLOCK_HZ;
    const smallest = this.#smallestStep === 0 ? ticks : Math.min(this.#smallestStep, ticks);
    const largest = Math.max(this.#smallestStep, ticks);
    if (clockHz !== VIDEO_CLOCK_HZ && largest % smallest !== 0) return false;
    this.#smallestStep = smallest;
    return true;
  }
}
