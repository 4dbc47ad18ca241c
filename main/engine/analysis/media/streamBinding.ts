import type { CallKey } from '../../../../shared/ids';
import type { BoundBy } from '../../../../shared/protocol/rows';
import type { FlowTable } from './flowTable';
import type { IcePaths } from './icePaths';
import type { Announced } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';

export type StreamBinding = { readonly call: CallKey; readonly boundBy: BoundBy };

/**
 * The call that a stream belongs to, by the first rule that fits: SDP named its destination · SDP named the destination's port
 * and the SIP message came from its address · the other direction is bound · its source is an endpoint of a call (the other side
 * sends from where it receives: symmetric RTP) · ICE has checked its path, or one of its ends is a candidate. null when none fits.
 */
export function findBinding(stream: RtpStream, flows: FlowTable, icePaths: IcePaths): StreamBinding | null {
  const { source, destination } = stream;
  const icePath = icePaths.callBetween(source, destination);
  if (destination.announced) return { call: callAt(destination.announced, stream, icePath), boundBy: 'sdp' };
  if (destination.announcedBySource) return { call: destination.announcedBySource.call, boundBy: 'sdpSourceAddress' };
  const reverse = flows.find(destination, source)?.bound ?? null;
  // What ICE bound it bound for both directions: then that is the rule, and a later check may name another call.
  const bySdp = reverse?.boundBy === 'ice' ? source.call : (reverse?.call ?? source.call);
  if (bySdp !== null) return { call: bySdp, boundBy: 'reverse' };
  const byIce = icePath ?? destination.candidateOf?.call ?? source.candidateOf?.call ?? null;
  if (byIce !== null) return { call: byIce, boundBy: 'ice' };
  return reverse?.call ? { call: reverse.call, boundBy: 'reverse' } : null;
}

/**
 * Several calls may name one destination, as at an echo server, a load generator or a conference server: then the check of ICE on
 * this path tells which it is, or the source's own SDP.
 */
function callAt(latest: Announced, { source, destination }: RtpStream, icePath: CallKey | null): CallKey {
  if (icePath !== null && destination.wasAnnouncedBy(icePath)) return icePath;
  const sender = source.announced?.call;
  return sender !== undefined && destination.wasAnnouncedBy(sender) ? sender : latest.call;
}
