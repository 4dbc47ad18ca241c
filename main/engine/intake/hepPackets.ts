import { msSinceStart, type CaptureStart } from '../../../shared/capture/frame';
import type { Encapsulation, Endpoint, Transport } from '../../../shared/protocol/rows';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import type { FlowPath } from '../analysis/flowPath';
import { utf8Text } from '../decode/byteText';
import { HEP_PAYLOAD, payloadTypeName } from '../decode/hep/payloadTypes';
import type { HepPacket } from '../decode/hep/hepPacket';
import { readHep } from '../decode/hep/readHep';
import type { SipIssueCode } from '../decode/sip/sipMessage';
import { inflate } from '../store/inflate';
import type { SipMessages, SipText } from './sipMessages';

/** An agent's clock may be wrong, but no packet was captured this long after its HEP packet was. */
const MAX_AHEAD_MS = 3_600_000;

const NO_ISSUES: readonly SipIssueCode[] = Object.freeze([]);
const TIME_AHEAD: readonly SipIssueCode[] = Object.freeze(['agentTimeAhead']);

const TRANSPORTS = new Map<number, Transport>([
  [6, 'tcp'],
  [17, 'udp'],
  [22, 'tls'],
  [132, 'sctp'],
]);

/** bytes[start, end) hold a HEP packet that came over `path`. */
export type HepArrival = Omit<SipText, 'transport' | 'issues'>;

type Payload = { readonly bytes: Uint8Array; readonly start: number; readonly end: number };

/** The bytes that a HEP packet brings, unpacked; null when they cannot be unpacked. */
export function hepPayload(bytes: Uint8Array, { payloadStart, payloadEnd, compressed }: HepPacket): Payload | null {
  if (!compressed) return { bytes, start: payloadStart, end: payloadEnd };
  const unpacked = inflate(bytes.subarray(payloadStart, payloadEnd));
  return unpacked && { bytes: unpacked, start: 0, end: unpacked.length };
}

/** An agent may leave addresses out; a lane needs a name all the same. */
const named = ({ address, port }: Endpoint): Endpoint => ({ address: address || 'unknown', port });

/** A short report is a score alone, in hundredths. */
const reportText = ({ mos }: HepPacket, text: string): string =>
  mos === null ? text : `MOS ${(mos / 100).toFixed(2)} ${text}`.trimEnd();

/** The HEP packet is one more tunnel around what it brings. */
function wrappedIn({ source, destination, encapsulation }: FlowPath, packet: HepPacket): Encapsulation {
  const { vlanIds, tunnels } = encapsulation ?? { vlanIds: [], tunnels: [] };
  const hep = { kind: 'hep', id: packet.agentId, source: source.address, destination: destination.address } as const;
  return { vlanIds: packet.vlanId === null ? vlanIds : [...vlanIds, packet.vlanId], tunnels: [...tunnels, hep] };
}

/** HEP packets of HOMER's agents: what they captured counts as captured here, with its own addresses and times. */
export class HepPackets {
  readonly #sip: SipMessages;
  readonly #companions: CompanionAnalysis;
  readonly #start: () => CaptureStart;
  /** HEP packets, or their payloads, that could not be read. */
  unreadable = 0;

  constructor({
    sip,
    companions,
    start,
  }: {
    sip: SipMessages;
    companions: CompanionAnalysis;
    start: () => CaptureStart;
  }) {
    this.#sip = sip;
    this.#companions = companions;
    this.#start = start;
  }

  onPacket(arrival: HepArrival): void {
    const read = readHep(arrival.bytes, arrival.start, arrival.end);
    const payload = read.ok ? hepPayload(arrival.bytes, read.value) : null;
    if (!read.ok || payload === null) this.unreadable += 1;
    else this.#onPayload(arrival, read.value, payload);
  }

  #onPayload(arrival: HepArrival, packet: HepPacket, payload: Payload): void {
    const { frame, frames, place } = arrival;
    const captured = this.#capturedAtMs(packet);
    const isAhead = captured !== null && captured > arrival.atMs + MAX_AHEAD_MS;
    const atMs = captured === null || isAhead ? arrival.atMs : captured;
    const encapsulation = wrappedIn(arrival.path, packet);
    const [source, destination] = [named(packet.source), named(packet.destination)];
    const path: FlowPath = { source, destination, encapsulation, dscp: 0 };
    if (packet.payloadType === HEP_PAYLOAD.sip) {
      const transport = TRANSPORTS.get(packet.ipProtocol) ?? 'udp';
      const issues = isAhead ? TIME_AHEAD : NO_ISSUES;
      const isSip = this.#sip.onText({ ...payload, path, transport, frame, frames, atMs, place, issues });
      if (!isSip) this.unreadable += 1;
      return;
    }
    this.#companions.onReport({
      correlationId: packet.correlationId,
      subject: payloadTypeName(packet.payloadType),
      text: reportText(packet, utf8Text(payload.bytes, payload.start, payload.end)),
      path,
      frame,
      atMs,
    });
  }

  /** Since the first frame of the capture; null when the agent told no time. */
  #capturedAtMs({ seconds, microseconds }: HepPacket): number | null {
    return seconds === 0 ? null : msSinceStart(this.#start(), seconds, microseconds * 1000);
  }
}
