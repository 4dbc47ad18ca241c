import { normal, type Random } from './random';

/** What happens to a stream on its way; each list holds positions in the order of sending, counted from 0. */
export type Impairments = {
  readonly lost?: readonly number[];
  readonly duplicated?: readonly number[];
  /** Packet i arrives after packet i + 1. */
  readonly swapped?: readonly number[];
  readonly late?: readonly { readonly packet: number; readonly byMs: number }[];
  /** Standard deviation of the delay of every packet; order is kept. */
  readonly jitterMs?: number;
  /** From this packet on the sequence number is another. */
  readonly restart?: { readonly packet: number; readonly sequence: number };
  readonly ssrcChange?: { readonly packet: number; readonly ssrc: number };
  /** Added to the timestamp from this packet on, with or without a marker bit. */
  readonly timestampJump?: { readonly packet: number; readonly ticks: number; readonly marker: boolean };
  /** Nothing is sent for this long before the packet; the timestamp runs on and the marker is set. */
  readonly silence?: { readonly packet: number; readonly forMs: number };
};

export type RtpFlow = {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly clockRateHz: number;
  readonly ptimeMs: number;
  readonly packets: number;
  readonly startMs: number;
  readonly firstSequence: number;
  readonly firstTimestamp: number;
  readonly impairments: Impairments;
};

/** One packet as it arrives. */
export type RtpArrival = {
  readonly atMs: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payloadType: number;
  readonly marker: boolean;
  /** Position in the order of sending. */
  readonly sent: number;
};

/** What the analysis must find in the flow. */
export type RtpTruth = {
  readonly packets: number;
  readonly expectedPackets: number;
  readonly lostPackets: number;
  readonly duplicatePackets: number;
  readonly reorderedPackets: number;
  readonly restarts: number;
};

/** Losses before the first or after the last packet that arrives cannot be seen by anybody; a restart divides the stream. */
function visibleLosses({ packets, impairments: { restart } }: RtpFlow, lost: ReadonlySet<number>): number {
  const border = restart?.packet ?? packets;
  return visibleBetween(0, border, lost) + visibleBetween(border, packets, lost);
}

function visibleBetween(from: number, to: number, lost: ReadonlySet<number>): number {
  let [first, last] = [from, to - 1];
  while (lost.has(first)) first += 1;
  while (lost.has(last)) last -= 1;
  return [...lost].filter((packet) => packet > first && packet < last).length;
}

/** Ground truth of a flow, from what was done to it. */
export function truthOf(flow: RtpFlow): RtpTruth {
  const { lost = [], duplicated = [], swapped = [], late = [], restart } = flow.impairments;
  const gone = new Set(lost);
  const lostPackets = visibleLosses(flow, gone);
  const unique = flow.packets - gone.size;
  const duplicatePackets = duplicated.filter((packet) => !gone.has(packet)).length;
  return {
    packets: unique + duplicatePackets,
    expectedPackets: unique + lostPackets,
    lostPackets,
    duplicatePackets,
    reorderedPackets: swapped.length + late.filter(({ byMs }) => byMs > flow.ptimeMs).length,
    restarts: restart ? 1 : 0,
  };
}

function sendTimes(flow: RtpFlow): { atMs: number; ticks: number }[] {
  const { silence } = flow.impairments;
  const times: { atMs: number; ticks: number }[] = [];
  for (let packet = 0; packet < flow.packets; packet += 1) {
    const pausedMs = silence && packet >= silence.packet ? silence.forMs : 0;
    const sinceStartMs = packet * flow.ptimeMs + pausedMs;
    times.push({ atMs: flow.startMs + sinceStartMs, ticks: Math.round((sinceStartMs * flow.clockRateHz) / 1000) });
  }
  return times;
}

/** The flow's packets in the order of arrival. */
export function arrivalsOf(flow: RtpFlow, random: Random): RtpArrival[] {
  const {
    lost = [],
    duplicated = [],
    swapped = [],
    late = [],
    jitterMs = 0,
    restart,
    ssrcChange,
    timestampJump,
    silence,
  } = flow.impairments;
  const gone = new Set(lost);
  const twice = new Set(duplicated);
  const lateBy = new Map(late.map(({ packet, byMs }) => [packet, byMs]));
  const arrivals: RtpArrival[] = [];
  let previousMs = -Infinity;
  sendTimes(flow).forEach(({ atMs: sentMs, ticks }, sent) => {
    const delayMs = jitterMs > 0 ? Math.abs(normal(random)) * jitterMs : 0;
    const atMs = Math.max(sentMs + delayMs + (lateBy.get(sent) ?? 0), previousMs + 0.001);
    previousMs = lateBy.has(sent) ? previousMs : atMs;
    const sequenceBase = restart && sent >= restart.packet ? restart.sequence - restart.packet : flow.firstSequence;
    const jump = timestampJump && sent >= timestampJump.packet ? timestampJump.ticks : 0;
    if (gone.has(sent)) return;
    const arrival: RtpArrival = {
      atMs,
      sequence: (sequenceBase + sent) & 0xffff,
      timestamp: (flow.firstTimestamp + ticks + jump) >>> 0,
      ssrc: ssrcChange && sent >= ssrcChange.packet ? ssrcChange.ssrc : flow.ssrc,
      payloadType: flow.payloadType,
      marker: sent === 0 || silence?.packet === sent || (timestampJump?.packet === sent && timestampJump.marker),
      sent,
    };
    arrivals.push(arrival);
    if (twice.has(sent)) arrivals.push({ ...arrival, atMs: atMs + 0.05 });
  });
  for (const packet of swapped) swapArrivals(arrivals, packet);
  return arrivals.sort((a, b) => a.atMs - b.atMs);
}

function swapArrivals(arrivals: RtpArrival[], packet: number): void {
  const first = arrivals.findIndex(({ sent }) => sent === packet);
  const second = arrivals.findIndex(({ sent }) => sent === packet + 1);
  const a = arrivals[first];
  const b = arrivals[second];
  if (!a || !b) return;
  arrivals[first] = { ...b, atMs: a.atMs };
  arrivals[second] = { ...a, atMs: b.atMs };
}
