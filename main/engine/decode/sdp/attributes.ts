import type { SdpIssueCode } from '../../../../shared/sip/issueKinds';
import { readConnection } from './mediaLine';
import type { MediaBuilder } from './mediaBuilder';
import type { MediaDirection } from './sessionDescription';

const DIRECTIONS: ReadonlySet<string> = new Set<MediaDirection>(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

export const isDirection = (name: string): name is MediaDirection => DIRECTIONS.has(name);

/** Reads one attribute into the media section; answers what is wrong with it, or null. */
type AttributeReader = (media: MediaBuilder, value: string) => SdpIssueCode | null;

/** `97 opus/48000/2` (RFC 8866 §6.6) */
const readRtpMap: AttributeReader = (media, value) => {
  const match = /^(\d{1,3})\s+([^\s/]+)(?:\s*\/\s*(\d{1,9}))?(?:\/(\S+))?/.exec(value);
  if (match === null) return 'sdpBadRtpMap';
  const [, payloadType = '', codec = '', clockRate, channels = ''] = match;
  if (Number(payloadType) > 127) return 'sdpPayloadTypeTooLarge';
  media.rtpMaps.set(Number(payloadType), {
    codec,
    clockRateHz: Number(clockRate ?? 0),
    channels: /^\d{1,3}$/.test(channels) ? Math.max(1, Number(channels)) : 1,
  });
  return clockRate === undefined ? 'sdpBadRtpMap' : null;
};

/** `101 0-16` (RFC 8866 §6.15) */
const readFormatParameters: AttributeReader = (media, value) => {
  const match = /^(\S+)\s+(.*)$/s.exec(value);
  if (match === null) return 'sdpBadFormatParameters';
  const [, format = '', parameters = ''] = match;
  if (/^\d{1,3}$/.test(format)) media.formatParameters.set(Number(format), parameters);
  return media.formatNames.includes(format) ? null : 'sdpFormatNotOffered';
};

/** `53020 IN IP4 192.0.2.1` (RFC 3605 §2.1) */
const readRtcp: AttributeReader = (media, value) => {
  const match = /^(\d{1,5})(?:\s+(.*))?$/s.exec(value);
  const port = Number(match?.[1] ?? Number.NaN);
  if (match === null || port > 65535) return 'sdpBadRtcp';
  media.rtcpPort = port;
  if (match[2] === undefined || match[2] === '') return null;
  media.rtcpAddress = readConnection(match[2]);
  return media.rtcpAddress === null ? 'sdpBadRtcp' : null;
};

/** `20` in milliseconds (RFC 8866 §6.4) */
const readPtime: AttributeReader = (media, value) => {
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return 'sdpBadPtime';
  media.ptimeMs = Number(value);
  return null;
};

const readMux: AttributeReader = (media) => {
  media.rtcpMux = true;
  return null;
};

const READERS = new Map<string, AttributeReader>([
  ['rtpmap', readRtpMap],
  ['fmtp', readFormatParameters],
  ['rtcp', readRtcp],
  ['ptime', readPtime],
  ['rtcp-mux', readMux],
]);

/** Reads `name` or `name:value` of a media section; answers what is wrong with it, or null. */
export function readMediaAttribute(media: MediaBuilder, attribute: string): SdpIssueCode | null {
  const colon = attribute.indexOf(':');
  const name = (colon < 0 ? attribute : attribute.slice(0, colon)).trim().toLowerCase();
  if (isDirection(name)) {
    const repeated = media.direction !== null && media.direction !== name;
    media.direction = name;
    return repeated ? 'sdpSecondDirection' : null;
  }
  const reader = READERS.get(name);
  if (reader === undefined) {
    media.attributes.push(attribute);
    return null;
  }
  return reader(media, colon < 0 ? '' : attribute.slice(colon + 1).trim());
}
