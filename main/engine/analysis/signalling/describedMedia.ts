import type { CallKey } from '../../../../shared/ids';
import type { Endpoint } from '../../../../shared/protocol/rows';
import type { SdpMedia, SessionDescription } from '../../decode/sdp/sessionDescription';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import { canonicalAddress } from './canonicalAddress';

/** A line that takes media: not refused, with an address. */
export type OpenLine = { readonly line: SdpMedia; readonly address: string };

/** More media lines than these in one body are not followed. */
const MAX_LINES = 32;

/** `c=0.0.0.0` is how RFC 2543 put a call on hold (RFC 3264 §8.4): nothing is sent there. */
const NOWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

export function openLines(description: SessionDescription): readonly OpenLine[] {
  const open: OpenLine[] = [];
  const count = Math.min(description.media.length, MAX_LINES);
  for (let at = 0; at < count; at += 1) {
    const line = description.media[at]!;
    if (line.port === 0 || line.address === null) continue;
    const address = canonicalAddress(line.address);
    if (!NOWHERE.has(address)) open.push({ line, address });
  }
  return open;
}

/** Whether a side takes no audio, or nothing at all (RFC 3264 §8.4, RFC 6337 §5.3): `sendonly`, `inactive` or no address. */
export function isHeld({ media }: SessionDescription): boolean {
  const lines = media.slice(0, MAX_LINES).filter(({ port }) => port !== 0);
  const audio = lines.filter(({ type }) => type === 'audio');
  return (audio.length === 0 ? lines : audio).some(isHeldLine);
}

const isHeldLine = ({ direction, address }: SdpMedia): boolean =>
  direction === 'sendonly' || direction === 'inactive' || (address !== null && NOWHERE.has(canonicalAddress(address)));

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
