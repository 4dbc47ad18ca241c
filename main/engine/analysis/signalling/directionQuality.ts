import type { DirectionQuality, Endpoint, StreamRow } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { CallRecord } from './callRecord';

export type Directions = {
  readonly callerToCallee: DirectionQuality | null;
  readonly calleeToCaller: DirectionQuality | null;
};

/** Each direction of a call's media by its worst stream: most loss, then most jitter. */
export function directionsOf(call: CallRecord, streams: readonly StreamRow[]): Directions {
  let toCallee: DirectionQuality | null = null;
  let toCaller: DirectionQuality | null = null;
  for (const stream of streams) {
    const receiver = receiverOf(call, stream);
    if (receiver === 'callee') toCallee = worse(toCallee, stream);
    if (receiver === 'caller') toCaller = worse(toCaller, stream);
  }
  return { callerToCallee: toCallee, calleeToCaller: toCaller };
}

/**
 * Who a stream goes to: first whose announced address and port it is sent to, then whose it is sent from (symmetric RTP to an
 * address behind NAT), then by address alone, which ICE and relays leave as the only hint.
 */
function receiverOf(call: CallRecord, stream: StreamRow): 'caller' | 'callee' | null {
  for (const same of [sameEndpoint, sameAddress]) {
    const toCaller =
      has(call.callerEndpoints, stream.destination, same) || has(call.calleeEndpoints, stream.source, same);
    const toCallee =
      has(call.calleeEndpoints, stream.destination, same) || has(call.callerEndpoints, stream.source, same);
    if (toCaller !== toCallee) return toCaller ? 'caller' : 'callee';
    if (toCaller) return has(call.calleeEndpoints, stream.destination, same) ? 'callee' : 'caller';
  }
  return null;
}

type Same = (left: Endpoint, right: Endpoint) => boolean;

const sameAddress: Same = (left, right) => left.address === right.address;

const has = (endpoints: readonly Endpoint[], wanted: Endpoint, same: Same): boolean =>
  endpoints.some((endpoint) => same(endpoint, wanted));

function worse(known: DirectionQuality | null, stream: StreamRow): DirectionQuality {
  const { lossPercent, packets } = stream;
  const maxJitterMs = stream.maxJitterMs ?? 0;
  const isWorse =
    known === null ||
    lossPercent > known.lossPercent ||
    (lossPercent === known.lossPercent && maxJitterMs > known.maxJitterMs);
  return isWorse ? { lossPercent, maxJitterMs, packets } : known;
}
