import { defaultClockRateHz, staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { SdpFormat } from '../../decode/sdp/sessionDescription';

/** What a payload type means in a stream. `event` and `comfortNoise` travel between the packets of the codec. */
export type StreamFormat = {
  readonly codec: string;
  /** 0 when unknown: then there is no jitter. */
  readonly clockRateHz: number;
  readonly kind: 'media' | 'comfortNoise' | 'event';
};

export const UNKNOWN_CODEC = 'unknown';
const UNKNOWN_FORMAT: StreamFormat = { codec: UNKNOWN_CODEC, clockRateHz: 0, kind: 'media' };

const KINDS = new Map<string, StreamFormat['kind']>([
  ['cn', 'comfortNoise'],
  ['telephone-event', 'event'],
  ['tone', 'event'],
]);

const formatOf = (codec: string, clockRateHz: number): StreamFormat => ({
  codec,
  clockRateHz,
  kind: KINDS.get(codec.toLowerCase()) ?? 'media',
});

const STATIC_FORMATS: readonly (StreamFormat | null)[] = Array.from({ length: 128 }, (_, payloadType) => {
  const known = staticPayloadType(payloadType);
  return known && formatOf(known.codec, known.clockRateHz);
});

function named(formats: readonly SdpFormat[], payloadType: number): StreamFormat | null {
  for (const format of formats) {
    if (format.payloadType !== payloadType || format.codec.toLowerCase() === UNKNOWN_CODEC) continue;
    return formatOf(format.codec, format.clockRateHz || defaultClockRateHz(format.codec));
  }
  return null;
}

/**
 * Codec and clock of a payload type: the static table, else the receiver's payload map, else the sender's own (RFC 3264 §5.1:
 * the numbers in a description are those that its author wants to receive), else that of either side of its call.
 */
export function resolveFormat(
  payloadType: number,
  receiver: readonly SdpFormat[],
  sender: readonly SdpFormat[],
  call: readonly SdpFormat[] = [],
): StreamFormat {
  const fixed = STATIC_FORMATS[payloadType];
  if (fixed) return fixed;
  return named(receiver, payloadType) ?? named(sender, payloadType) ?? named(call, payloadType) ?? UNKNOWN_FORMAT;
}
