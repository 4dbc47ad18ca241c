import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import { detached } from '../byteText';
import type { SdpLine } from './sdpLines';
import type { MediaDirection, SdpFormat, SdpMedia } from './sessionDescription';

export type RtpMap = { readonly codec: string; readonly clockRateHz: number; readonly channels: number };

/** One media section while its lines are read. */
export type MediaBuilder = {
  /** The m= line. */
  readonly line: SdpLine;
  readonly type: string;
  readonly port: number;
  readonly portCount: number;
  readonly protocol: string;
  readonly formatNames: readonly string[];
  address: string | null;
  rtcpPort: number | null;
  rtcpAddress: string | null;
  rtcpMux: boolean;
  direction: MediaDirection | null;
  ptimeMs: number | null;
  readonly rtpMaps: Map<number, RtpMap>;
  readonly formatParameters: Map<number, string>;
  readonly attributes: string[];
};

/** What the lines before the first media line say for all media. */
export type SessionDefaults = { readonly address: string | null; readonly direction: MediaDirection };

/** Formats kept of one media line. */
export const MAX_FORMATS = 200;

export const isRtpProtocol = (protocol: string): boolean =>
  protocol === 'RTP/AVP' || /(?:^|\/)S?AVPF?$/i.test(protocol);

const LARGEST_PAYLOAD_TYPE = 127;
const NO_PAYLOAD_TYPE = Number.POSITIVE_INFINITY;

const UNKNOWN: RtpMap = { codec: 'unknown', clockRateHz: 0, channels: 1 };

function formatOf(payloadType: number, media: MediaBuilder): SdpFormat {
  const { codec, clockRateHz, channels } = media.rtpMaps.get(payloadType) ?? staticPayloadType(payloadType) ?? UNKNOWN;
  const parameters = media.formatParameters.get(payloadType) ?? '';
  return { payloadType, codec: detached(codec), clockRateHz, channels, parameters: detached(parameters) };
}

/** Payload types of an RTP media line: numbers up to 127, each once. */
export function payloadTypesOf(media: MediaBuilder): readonly number[] {
  const payloadTypes: number[] = [];
  if (!isRtpProtocol(media.protocol)) return payloadTypes;
  for (const name of media.formatNames) {
    const payloadType = /^\d{1,3}$/.test(name) ? Number(name) : NO_PAYLOAD_TYPE;
    if (payloadType <= LARGEST_PAYLOAD_TYPE && !payloadTypes.includes(payloadType)) payloadTypes.push(payloadType);
  }
  return payloadTypes;
}

export function finishMedia(media: MediaBuilder, session: SessionDefaults): SdpMedia {
  const nextPort = media.port === 0 ? 0 : media.port + 1;
  return {
    type: media.type,
    port: media.port,
    portCount: media.portCount,
    protocol: media.protocol,
    address: media.address ?? session.address,
    rtcpPort: media.rtcpPort ?? nextPort,
    rtcpAddress: media.rtcpAddress,
    rtcpMux: media.rtcpMux,
    direction: media.direction ?? session.direction,
    ptimeMs: media.ptimeMs,
    formats: payloadTypesOf(media).map((payloadType) => formatOf(payloadType, media)),
    formatNames: media.formatNames,
    attributes: media.attributes,
  };
}
