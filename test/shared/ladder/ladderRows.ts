/** Made rows for tests of the ladder's layout: only what the case at hand is about has to be said. */
import { companionKey, frameNumber, messageIndex, streamKey } from '../../../shared/ids';
import type { CompanionRow, Endpoint, MessageRow, StreamRow } from '../../../shared/protocol/rows';

/** `10.0.0.1` means port 5060; IPv6 with a port needs brackets. */
export function endpoint(text: string): Endpoint {
  const bracketed = /^\[(.+)\]:(\d+)$/.exec(text);
  if (bracketed) return { address: bracketed[1]!, port: Number(bracketed[2]) };
  const plain = /^([^:]+):(\d+)$/.exec(text);
  return plain ? { address: plain[1]!, port: Number(plain[2]) } : { address: text, port: 5060 };
}

export function message(index: number, from: string, to: string, change: Partial<MessageRow> = {}): MessageRow {
  return {
    index: messageIndex(index),
    frame: frameNumber(index + 1),
    frames: [frameNumber(index + 1)],
    atMs: index * 10,
    source: endpoint(from),
    destination: endpoint(to),
    transport: 'udp',
    method: change.status === undefined ? 'INVITE' : null,
    status: null,
    reason: '',
    requestUri: 'sip:1002@example.test',
    callId: 'made@example.test',
    call: null,
    cseqNumber: 1,
    cseqMethod: 'INVITE',
    branch: `z9hG4bK-${index}`,
    fromUser: '1001',
    toUser: '1002',
    userAgent: '',
    retransmission: false,
    copyOf: null,
    transaction: index,
    sdp: null,
    mediaEndpoints: [],
    dscp: 0,
    sizeBytes: 500,
    encapsulation: null,
    undeliverable: null,
    issues: [],
    ...change,
  };
}

export function stream(number: number, from: string, to: string, change: Partial<StreamRow> = {}): StreamRow {
  return {
    key: streamKey(`stream-${number}`),
    ssrc: number,
    source: endpoint(from),
    destination: endpoint(to),
    payloadTypes: [0],
    codec: 'PCMU',
    clockRateHz: 8000,
    packets: 500,
    expectedPackets: 500,
    lostPackets: 0,
    duplicatePackets: 0,
    reorderedPackets: 0,
    restarts: 0,
    timestampDiscontinuities: 0,
    minDeltaMs: 19,
    meanDeltaMs: 20,
    maxDeltaMs: 21,
    minJitterMs: 0,
    meanJitterMs: 1,
    maxJitterMs: 2,
    lossPercent: 0,
    bitrateKbps: 64,
    dscp: 46,
    boundBy: 'sdp',
    call: null,
    startedAtMs: 0,
    durationMs: 10_000,
    rtcpPackets: 0,
    encapsulation: null,
    undeliverable: null,
    ...change,
  };
}

export function companion(number: number, from: string, to: string, change: Partial<CompanionRow> = {}): CompanionRow {
  return {
    key: companionKey(`companion-${number}`),
    kind: 'dtls',
    call: null,
    parties: null,
    source: endpoint(from),
    destination: endpoint(to),
    transport: 'udp',
    startedAtMs: 0,
    durationMs: 40,
    packets: 8,
    summary: 'DTLS 1.2 · fingerprint as in SDP',
    wrong: false,
    events: [],
    omittedEvents: 0,
    encapsulation: null,
    ...change,
  };
}
