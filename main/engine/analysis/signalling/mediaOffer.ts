import type { SdpFormat, SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import { detached } from './stringPool';

/** One media line of an offer, as far as an answer is compared with it. */
export type OfferedLine = {
  readonly type: string;
  /** `name/clock rate` in lower case, or `#payload type` where the codec has no name. */
  readonly codecs: readonly string[];
};

export type MediaOffer = readonly OfferedLine[];

/** More formats and lines than these are not compared. */
const MAX_LINES = 32;
const MAX_FORMATS = 64;

/** Formats that carry no speech or picture of their own (RFC 4733, RFC 3389) or repair others (RFC 4588, RFC 5109). */
const NOT_CODECS: ReadonlySet<string> = new Set([
  'telephone-event',
  'tone',
  'cn',
  'rtx',
  'red',
  'ulpfec',
  'flexfec-03',
]);

export const isCodec = (format: SdpFormat): boolean => !NOT_CODECS.has(format.codec.toLowerCase());

const codecKey = (format: SdpFormat): string =>
  format.codec === 'unknown' ? `#${format.payloadType}` : `${format.codec.toLowerCase()}/${format.clockRateHz}`;

/** What is kept of an offer until its answer comes. */
export function mediaOffer(description: SessionDescription): MediaOffer {
  return description.media.slice(0, MAX_LINES).map((line) => ({
    type: detached(line.type),
    codecs: line.formats.slice(0, MAX_FORMATS).map((format) => detached(codecKey(format))),
  }));
}

/**
 * Codecs that an answer agrees to (RFC 3264 §6.1): for each audio or video line the first format of the answer that the
 * offer's line at the same place has too. Without a known offer the answer's first format counts.
 */
export function agreedCodecs(offer: MediaOffer | null, answer: SessionDescription): readonly string[] {
  return answer.media.flatMap((line, index) => {
    if (line.port === 0 || (line.type !== 'audio' && line.type !== 'video')) return [];
    const agreed = line.formats.find((format) => isCodec(format) && isOffered(offer, index, line, format));
    return agreed === undefined ? [] : [codecName(agreed)];
  });
}

function isOffered(offer: MediaOffer | null, index: number, line: SdpMedia, format: SdpFormat): boolean {
  if (offer === null) return true;
  const offered = offer[index];
  return offered?.type === line.type && offered.codecs.includes(codecKey(format));
}

/** Name for people. */
export const codecName = (format: SdpFormat): string =>
  format.codec === 'unknown' ? `payload type ${format.payloadType}` : format.codec;
