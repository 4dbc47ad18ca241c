import type { Packet } from '../../decode/packet';
import { decodeRtcpCompound } from '../../decode/rtcp/rtcpCompound';
import type { ReportBlock, RtcpPacket } from '../../decode/rtcp/rtcpPacket';
import type { EndpointTable } from './endpointTable';
import { unheardFarEnd, type FarEnd } from './farEnd';
import type { FlowTable } from './flowTable';
import type { MediaEndpoint } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';
import type { StreamTable } from './streamTable';

const farEndOf = (stream: RtpStream): FarEnd => (stream.farEnd ??= unheardFarEnd());

/**
 * Finds the streams that RTCP speaks of and keeps what it says. A sender report is about the stream of its own SSRC, going the
 * same way; a report block is about a stream going the other way. The media endpoint behind an RTCP endpoint is, in this order:
 * the one that SDP named (a=rtcp), the port below (RFC 3550 §11), the same port (RFC 5761).
 */
export class RtcpBinding {
  readonly #endpoints: EndpointTable;
  readonly #streams: StreamTable;
  readonly #flows: FlowTable;

  constructor(endpoints: EndpointTable, streams: StreamTable, flows: FlowTable) {
    this.#endpoints = endpoints;
    this.#streams = streams;
    this.#flows = flows;
  }

  /** The stream that a datagram belongs to; its counts and far-end values are up to date then. null: no stream's. */
  note(packet: Packet, atMs: number, frame: number): RtpStream | null {
    const decoded = decodeRtcpCompound(packet.bytes, packet.payloadStart, packet.payloadEnd);
    if (!decoded.ok) return null;
    const sources = this.#mediaEndpointsOf(packet.sourceWords, packet.sourcePort);
    const destinations = this.#mediaEndpointsOf(packet.destinationWords, packet.destinationPort);
    let own: RtpStream | null = null;
    let reported: RtpStream | null = null;
    for (const part of decoded.value.packets) {
      own ??= this.#noteSender(part, sources, destinations, atMs);
      if (part.kind !== 'senderReport' && part.kind !== 'receiverReport') continue;
      for (const report of part.reports) {
        const stream = this.#noteReport(report, destinations, sources, atMs);
        reported ??= stream;
      }
    }
    const stream = own ?? reported ?? this.#anyStream(sources, destinations) ?? this.#anyStream(destinations, sources);
    if (stream) {
      stream.rtcpPackets += 1;
      farEndOf(stream).lastFrame = frame;
    }
    return stream;
  }

  #noteSender(
    part: RtcpPacket,
    sources: readonly MediaEndpoint[],
    destinations: readonly MediaEndpoint[],
    atMs: number,
  ): RtpStream | null {
    if (part.kind !== 'senderReport') return null;
    const stream = this.#find(sources, destinations, part.ssrc);
    if (!stream) return null;
    const farEnd = farEndOf(stream);
    farEnd.sentPackets = part.sentPackets;
    farEnd.sentBytes = part.sentBytes;
    farEnd.senderReportAtMs = atMs;
    return stream;
  }

  #noteReport(
    report: ReportBlock,
    sources: readonly MediaEndpoint[],
    destinations: readonly MediaEndpoint[],
    atMs: number,
  ): RtpStream | null {
    const stream = this.#find(sources, destinations, report.ssrc);
    if (!stream) return null;
    const farEnd = farEndOf(stream);
    farEnd.report = report;
    farEnd.reportAtMs = atMs;
    return stream;
  }

  #find(sources: readonly MediaEndpoint[], destinations: readonly MediaEndpoint[], ssrc: number): RtpStream | null {
    for (const source of sources) {
      for (const destination of destinations) {
        const stream = this.#streams.between(source, destination, ssrc);
        if (stream) return stream;
      }
    }
    return null;
  }

  #anyStream(sources: readonly MediaEndpoint[], destinations: readonly MediaEndpoint[]): RtpStream | null {
    for (const source of sources) {
      for (const destination of destinations) {
        const stream = this.#flows.find(source, destination)?.latest;
        if (stream) return stream;
      }
    }
    return null;
  }

  #mediaEndpointsOf(words: Uint32Array, port: number): MediaEndpoint[] {
    const here = this.#endpoints.find(words, port);
    const below = port > 0 ? this.#endpoints.find(words, port - 1) : null;
    return [here?.rtcpOf, below, here].filter((endpoint) => endpoint !== null && endpoint !== undefined);
  }
}
