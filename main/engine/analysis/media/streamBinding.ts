import type { CallKey } from '../../../../shared/ids';
import type { BoundBy } from '../../../../shared/protocol/rows';
import type { FlowTable } from './flowTable';
import type { Announced } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';

export type StreamBinding = { readonly call: CallKey; readonly boundBy: BoundBy };

/**
 * The call that a stream belongs to, by the first rule that fits: SDP named its destination · SDP named the destination's port
 * and the SIP message came from its address · the other direction is bound · its source is an endpoint of a call (the other side
 * sends from where it receives: symmetric RTP). null when none fits.
 */
export function findBinding(stream: RtpStream, flows: FlowTable): StreamBinding | null {
  const { source, destination } = stream;
  if (destination.announced) return { call: callAt(destination.announced, stream), boundBy: 'sdp' };
  if (destination.announcedBySource) return { call: destination.announcedBySource.call, boundBy: 'sdpSourceAddress' };
  const call = flows.find(destination, source)?.bound?.call ?? source.call;
  return call === null ? null : { call, boundBy: 'reverse' };
}

/** Several calls may name one destination, as at an echo server or a load generator: then the source's own SDP tells which it is. */
function callAt(latest: Announced, { source, destination }: RtpStream): CallKey {
  const sender = source.announced?.call;
  return sender !== undefined && destination.wasAnnouncedBy(sender) ? sender : latest.call;
}
