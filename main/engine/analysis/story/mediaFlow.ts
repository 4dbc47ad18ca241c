import type { NegotiatedFlow } from '../../../../shared/protocol/callStory';
import type { SdpFormat, SdpMedia } from '../../decode/sdp/sessionDescription';
import { isCodec } from '../signalling/mediaOffer';
import { isHoldAddress } from '../signalling/holdAddress';
import { keptText } from './keptText';

/** More formats than these of one line are not compared. */
const MAX_FORMATS = 64;

const formatKey = ({ codec, payloadType, clockRateHz, channels }: SdpFormat): string =>
  codec === 'unknown' ? `#${payloadType}` : `${codec.toLowerCase()}/${clockRateHz}/${channels}`;

const isTelephoneEvent = ({ codec }: SdpFormat): boolean => codec.toLowerCase() === 'telephone-event';

/** `PCMU/8000`, `opus/48000/2`, `payload type 96` */
function formatName({ codec, payloadType, clockRateHz, channels }: SdpFormat): string {
  if (codec === 'unknown') return `payload type ${payloadType}`;
  const clock = clockRateHz === 0 ? '' : `/${clockRateHz}`;
  return keptText(`${codec}${clock}${channels > 1 ? `/${channels}` : ''}`);
}

/** What the receiver takes and the sender has too, in the receiver's order (RFC 3264 §6.1, §7); all of it of an unknown sender. */
function commonFormats(sender: SdpMedia | null, receiver: SdpMedia): readonly SdpFormat[] {
  const accepted = receiver.formats.slice(0, MAX_FORMATS);
  if (sender === null) return accepted;
  const known = new Set(sender.formats.slice(0, MAX_FORMATS).map(formatKey));
  return accepted.filter((format) => known.has(formatKey(format)));
}

const sends = (line: SdpMedia | null): boolean =>
  line === null || line.direction === 'sendrecv' || line.direction === 'sendonly';

const receives = (line: SdpMedia): boolean =>
  (line.direction === 'sendrecv' || line.direction === 'recvonly') && !isHoldAddress(line);

/** RFC 4733 §2.1: events count on the clock of the codec that they stand beside, where there are several. */
function dtmfOf(formats: readonly SdpFormat[], codec: SdpFormat): number | null {
  const events = formats.filter(isTelephoneEvent);
  const fitting = events.find(({ clockRateHz }) => clockRateHz === codec.clockRateHz) ?? events[0];
  return fitting?.payloadType ?? null;
}

/**
 * What flows from one side to the other: the receiver's payload types, the first codec that both have, the receiver's packet time.
 * null when nothing may flow that way, no codec is in common, or the receiver's description was not captured.
 */
export function mediaFlow(sender: SdpMedia | null, receiver: SdpMedia | null): NegotiatedFlow | null {
  if (receiver === null || !sends(sender) || !receives(receiver)) return null;
  const formats = commonFormats(sender, receiver);
  const codec = formats.find(isCodec);
  if (codec === undefined) return null;
  return {
    codec: formatName(codec),
    payloadType: codec.payloadType,
    ptimeMs: receiver.ptimeMs,
    dtmfPayloadType: dtmfOf(formats, codec),
  };
}
