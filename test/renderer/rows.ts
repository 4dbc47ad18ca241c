/** Made rows for tests of the window. */
import { callKey, companionKey, frameNumber, messageIndex, registrationKey, streamKey } from '../../shared/ids';
import type { Snapshot } from '../../shared/protocol/deltas';
import type {
  CallRow,
  CallState,
  CompanionKind,
  CompanionRow,
  FrameDetail,
  MessageRow,
  Party,
  RegistrationOutcome,
  RegistrationRow,
  StreamRow,
  StreamSamples,
} from '../../shared/protocol/rows';
import { NO_COUNTERS } from '../../shared/protocol/captureState';

const A = { address: '10.0.0.1', port: 5060 };
const B = { address: '10.0.0.99', port: 5060 };

const party = (user: string, display = ''): Party => ({
  uri: `sip:${user}@example.test`,
  display,
  user,
  tag: `tag${user}`,
});

/** Call number `n`: every eighth is refused, every fifth has lost packets. */
export function madeCall(n: number, change: Partial<CallRow> = {}): CallRow {
  const states: readonly CallState[] = [
    'talking',
    'rejected',
    'completed',
    'completed',
    'ringing',
    'cancelled',
    'completed',
    'failed',
  ];
  const state = states[n % states.length]!;
  const talked = state === 'talking' || state === 'completed';
  const lossPercent = n % 5 === 0 ? 2.1 : 0;
  return {
    key: callKey(`call-${n}`),
    callId: `${n}-48936@10.0.0.1`,
    state,
    from: party(String(1000 + (n % 40)), n % 3 === 0 ? 'Alice' : ''),
    to: party(String(2000 + (n % 17))),
    source: A,
    destination: B,
    startedAtMs: n * 1370,
    ringingAtMs: n * 1370 + 800,
    answeredAtMs: talked ? n * 1370 + 2400 : null,
    endedAtMs: state === 'completed' ? n * 1370 + 44_400 : null,
    endedBy: state === 'completed' ? 'caller' : null,
    postDialDelayMs: state === 'rejected' ? null : 600 + (n % 7) * 130,
    setupMs: talked ? 2400 : null,
    durationMs: talked ? 42_000 + n * 1000 : null,
    finalStatus: state === 'rejected' ? 403 : state === 'failed' ? 488 : talked ? 200 : null,
    finalReason: '',
    scenario: { kind: 'session', traits: [], words: 'Session', doubt: null },
    endReason: '',
    group: null,
    offer: 'early',
    codecs: talked ? [n % 2 ? 'PCMA' : 'PCMU'] : [],
    messageCount: 7 + (n % 6),
    retransmissionCount: n % 9 === 0 ? 2 : 0,
    issueCount: 0,
    streamCount: talked ? 2 : 0,
    callerToCallee: talked ? { lossPercent: 0, maxJitterMs: 4.8, packets: 2098 } : null,
    calleeToCaller: talked ? { lossPercent, maxJitterMs: n % 5 === 0 ? 42.6 : 7.4, packets: 2055 } : null,
    ...change,
  };
}

/** Message number `n` of call number `call`. */
export function madeMessage(n: number, call: number | null = 0, change: Partial<MessageRow> = {}): MessageRow {
  const steps = [
    { method: 'INVITE', status: null, back: false, sdp: 'PCMU PCMA' },
    { method: null, status: 100, back: true, sdp: null },
    { method: null, status: 180, back: true, sdp: null },
    { method: null, status: 200, back: true, sdp: 'PCMU' },
    { method: 'ACK', status: null, back: false, sdp: null },
    { method: 'BYE', status: null, back: false, sdp: null },
    { method: null, status: 200, back: true, sdp: null },
  ] as const;
  const step = steps[n % steps.length]!;
  return {
    index: messageIndex(n),
    frame: frameNumber(n * 3 + 1),
    frames: [frameNumber(n * 3 + 1)],
    atMs: n * 310,
    source: step.back ? B : A,
    destination: step.back ? A : B,
    transport: 'udp',
    method: step.method,
    status: step.status,
    reason: '',
    requestUri: step.method === null ? '' : 'sip:2000@example.test',
    callId: `${call ?? 'none'}-48936@10.0.0.1`,
    call: call === null ? null : callKey(`call-${call}`),
    cseqNumber: 1,
    cseqMethod: step.method ?? 'INVITE',
    branch: `z9hG4bK-${n}`,
    fromUser: '1000',
    toUser: '2000',
    userAgent: 'made',
    retransmission: false,
    copyOf: null,
    transaction: n,
    sdp: step.sdp,
    mediaEndpoints: [],
    dscp: 0,
    sizeBytes: 512,
    encapsulation: null,
    undeliverable: null,
    issues: [],
    ...change,
  };
}

export function madeStream(n: number, call: number | null = 0, change: Partial<StreamRow> = {}): StreamRow {
  return {
    key: streamKey(`stream-${n}`),
    ssrc: 0x1234_0000 + n,
    source: { address: n % 2 ? '10.0.0.99' : '10.0.0.1', port: 10_000 + n * 2 },
    destination: { address: n % 2 ? '10.0.0.1' : '10.0.0.99', port: 20_000 + n * 2 },
    payloadTypes: [0],
    codec: 'PCMU',
    clockRateHz: 8000,
    packets: 2098,
    expectedPackets: 2098 + (n % 4) * 22,
    lostPackets: (n % 4) * 22,
    duplicatePackets: 0,
    reorderedPackets: n % 3,
    restarts: 0,
    timestampDiscontinuities: 0,
    minDeltaMs: 0.1,
    meanDeltaMs: 20,
    maxDeltaMs: n % 4 ? 184 : 22.1,
    minJitterMs: 0,
    meanJitterMs: 2.9,
    maxJitterMs: n % 4 ? 42.6 : 4.8,
    lossPercent: (n % 4) * 1.05,
    bitrateKbps: 64,
    dscp: 46,
    boundBy: 'sdp',
    call: call === null ? null : callKey(`call-${call}`),
    startedAtMs: n * 700,
    durationMs: 42_000,
    rtcpPackets: 8,
    encapsulation: null,
    undeliverable: null,
    ...change,
  };
}

const COMPANIONS: readonly (readonly [CompanionKind, string, readonly string[]])[] = [
  ['stun', 'ICE connected · 6 checks · 1.8 ms', ['Binding request', 'Binding success', 'Pair nominated']],
  ['dtls', 'DTLS 1.2 · AES128-GCM · fingerprint as in SDP', ['ClientHello', 'ServerHello', 'Certificate', 'Finished']],
  ['zrtp', 'ZRTP · Hello to Confirm', ['Hello', 'Commit', 'DHPart1', 'Confirm1']],
  ['t38', 'T.38 · 412 packets', ['CNG', 'DIS', 'v17-14400']],
];

/** Companion number `n` of call number `call`: ICE, DTLS, ZRTP, T.38 in turn; every seventh went wrong. */
export function madeCompanion(n: number, call: number | null = 0, change: Partial<CompanionRow> = {}): CompanionRow {
  const [kind, summary, words] = COMPANIONS[n % COMPANIONS.length]!;
  const startedAtMs = 940 + n * 40;
  const wrong = n % 7 === 6;
  return {
    key: companionKey(`companion-${n}`),
    kind,
    call: call === null ? null : callKey(`call-${call}`),
    parties: call === null ? null : madeCall(call),
    source: { address: '10.0.0.1', port: 10_000 },
    destination: { address: '10.0.0.99', port: 20_000 },
    transport: 'udp',
    startedAtMs,
    durationMs: 120,
    packets: words.length * 2,
    summary,
    wrong,
    events: words.map((each, at) => ({
      atMs: startedAtMs + at * 12,
      frame: frameNumber(100 + n * 10 + at),
      forward: at % 2 === 0,
      words: each,
      wrong: wrong && at === 1,
    })),
    omittedEvents: 0,
    encapsulation: null,
    ...change,
  };
}

const field = (name: string, value: string, start: number, end: number, children: FrameDetail['layers'] = []) => ({
  name,
  value,
  start,
  end,
  explanation: '',
  children,
});

/** Frame number `n`: Ethernet, IPv4 and UDP around eight bytes. */
export function madeFrame(n: number, change: Partial<FrameDetail> = {}): FrameDetail {
  return {
    frame: frameNumber(n),
    atMs: n * 100,
    interfaceId: 0,
    originalBytes: 50,
    bytes: Uint8Array.from({ length: 50 }, (_, at) => (at + n) & 0xff),
    layers: [
      field('Ethernet', '00:00:5e:00:53:01 → 00:00:5e:00:53:02', 0, 14, [
        field('Destination', '00:00:5e:00:53:02', 0, 6),
        field('Source', '00:00:5e:00:53:01', 6, 12),
        field('Type', '0x0800', 12, 14),
      ]),
      field('IPv4', '10.0.0.1 → 10.0.0.99', 14, 34, [field('Time to live', '64', 22, 23)]),
      field('UDP', '5060 → 5060', 34, 42),
      field('Payload', '8 bytes', 42, 50),
    ],
    ...change,
  };
}

export function madeSamples(n: number, seconds: readonly number[], lostPackets = 0): StreamSamples {
  const all = <T>(value: T): T[] => seconds.map(() => value);
  return {
    stream: streamKey(`stream-${n}`),
    atMs: seconds.map((second) => second * 1000),
    packets: all(50),
    lostPackets: all(lostPackets),
    duplicatePackets: all(0),
    lossPercent: all(lostPackets * 2),
    meanJitterMs: all(2),
    maxJitterMs: all(4),
    maxDeltaMs: all(22),
    bitrateKbps: all(64),
  };
}

export function madeRegistration(n: number): RegistrationRow {
  const outcomes: readonly RegistrationOutcome[] = ['registered', 'registered', 'rejected', 'challenged', 'unanswered'];
  const outcome = outcomes[n % outcomes.length]!;
  return {
    key: registrationKey(`registration-${n}`),
    aor: `sip:${1000 + n}@example.test`,
    contact: `sip:${1000 + n}@10.0.0.1:5060`,
    source: A,
    registrar: B,
    outcome,
    scenario: outcome === 'registered' ? 'registration' : 'unsuccessful',
    failure: outcome === 'rejected' ? 'forbidden' : null,
    behindNat: n % 4 === 0,
    status: outcome === 'rejected' ? 403 : outcome === 'challenged' ? 401 : outcome === 'registered' ? 200 : null,
    reason: '',
    expiresS: outcome === 'registered' ? 3600 : null,
    userAgent: 'made',
    firstAtMs: n * 900,
    lastAtMs: n * 900 + 60_000,
    attemptCount: 2,
    lastRoundTripMs: 12.4,
    messages: [messageIndex(0), messageIndex(1)],
  };
}

export function madeSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const list = (total: number) => ({ total, version: 1 });
  return {
    engine: { version: '0.1.0', door: 'test', platform: 'linux', mayNamePaths: false },
    capture: {
      kind: 'opened',
      name: 'trunk-monday.pcapng',
      notes: [],
      sizeBytes: 2_100_000_000,
      cancelled: false,
      growth: 'possible',
    },
    counters: {
      ...NO_COUNTERS,
      frames: 1_204_331,
      bytes: 214_000_000,
      firstAt: { seconds: 1_700_000_000, nanoseconds: 0 },
      lastAtMs: 3_600_000,
      linkTypes: ['ethernet'],
      droppedPackets: 0,
    },
    engineMemoryBytes: 212_000_000,
    lists: {
      calls: list(1204),
      registrations: list(86),
      streams: list(2391),
      companions: list(0),
      messages: list(9800),
      exchanges: list(0),
      keepalives: list(0),
    },
    ...change,
  };
}
