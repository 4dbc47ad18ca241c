import type { CallKey } from '../../../../shared/ids';
import type { Endpoint } from '../../../../shared/protocol/rows';
import type { SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import { canonicalAddress } from './canonicalAddress';
import { isHoldAddress, isUnspecified } from './holdAddress';

/** A line that takes media: not refused, with an address. */
export type OpenLine = { readonly line: SdpMedia; readonly address: string };

/** More media lines than these in one body are not followed. */
const MAX_LINES = 32;

/** The lines of a description that take media. */
export function openLines(description: SessionDescription): readonly OpenLine[] {
  const open: OpenLine[] = [];
  const count = Math.min(description.media.length, MAX_LINES);
  for (let at = 0; at < count; at += 1) {
    const line = description.media[at]!;
    if (line.port === 0 || line.address === null) continue;
    const address = canonicalAddress(line.address);
    if (!isUnspecified(address)) open.push({ line, address });
  }
  return open;
}

/** Whether a side takes no audio, or nothing at all (RFC 3264 §8.4, RFC 6337 §5.3): `sendonly`, `inactive` or no address. */
export function isHeld({ media }: SessionDescription): boolean {
  const lines = media.slice(0, MAX_LINES).filter(({ port }) => port !== 0);
  const audio = lines.filter(({ type }) => type === 'audio');
  return (audio.length === 0 ? lines : audio).some(isHeldLine);
}

/** The side takes no media of this line: `sendonly`, `inactive`, or the address of a hold. */
export const isHeldLine = (line: SdpMedia): boolean =>
  line.direction === 'sendonly' || line.direction === 'inactive' || isHoldAddress(line);

/** Who announces what, without the line. */
export type Announcer = {
  readonly call: CallKey;
  readonly byCaller: boolean;
  readonly atMs: number;
  readonly signalling: Endpoint;
};

export const announcementOf = ({ line, address }: OpenLine, announcer: Announcer): MediaAnnouncement => ({
  call: announcer.call,
  byCaller: announcer.byCaller,
  atMs: announcer.atMs,
  mediaType: line.type,
  address,
  port: line.port,
  rtcpAddress: line.rtcpAddress === null ? address : canonicalAddress(line.rtcpAddress),
  rtcpPort: line.rtcpPort,
  signallingAddress: announcer.signalling.address,
  formats: line.formats,
});
