/**
 * The rows that the window's lists, ladder and charts are drawn from. Every `…atMs` counts from the capture's first frame
 * (`CaptureStart`); every `…Ms` is a length of time in milliseconds.
 */
import type { TunnelKind } from '../capture/tunnelKinds';
import type { CallKey, CompanionKey, FrameNumber, MessageIndex, RegistrationKey, StreamKey } from '../ids';
import type { CallScenarioKind, CallTrait, RegistrationScenarioKind } from '../sip/scenarios';
import type { CallGroupMark } from './callGroups';
import type { RegistrationFailure } from './registrationStory';

export type Endpoint = { readonly address: string; readonly port: number };

export type Transport = 'udp' | 'tcp' | 'tls' | 'ws' | 'wss' | 'sctp';

/** One wrapping that a packet travelled in. */
export type Tunnel = {
  readonly kind: TunnelKind;
  /** GRE key, MPLS label, VXLAN network identifier … (`tunnelIdName`); null when it has none. */
  readonly id: number | null;
  /** Addresses outside of it; null where it stands on a link. */
  readonly source: string | null;
  readonly destination: string | null;
};

/** What a packet was wrapped in, outermost first. */
export type Encapsulation = { readonly vlanIds: readonly number[]; readonly tunnels: readonly Tunnel[] };

/** An ICMP error that quotes a packet: the network says that it did not arrive. */
export type Undeliverable = {
  readonly frame: FrameNumber;
  readonly atMs: number;
  /** Address of the machine that sent the error. */
  readonly reporter: string;
  /** `Destination port unreachable (ICMP type 3, code 3)` */
  readonly words: string;
};

/** Something wrong but survivable in a message; `offset` and `length` are bytes of the message. */
export type IssueRow = {
  readonly code: string;
  readonly words: string;
  readonly offset: number;
  readonly length: number;
};

export type CallState =
  'inviting' | 'ringing' | 'talking' | 'completed' | 'cancelled' | 'rejected' | 'failed' | 'redirected' | 'unanswered';

export type Party = { readonly uri: string; readonly display: string; readonly user: string; readonly tag: string };

/** One direction of a call's media in one line: the figures of its worst stream. */
export type DirectionQuality = { readonly lossPercent: number; readonly maxJitterMs: number; readonly packets: number };

/** What a call was. */
export type CallScenario = {
  readonly kind: CallScenarioKind;
  readonly traits: readonly CallTrait[];
  /** The whole name: `Session through 2 proxies, with authentication, hold`. */
  readonly words: string;
  /** What the capture lacks to be sure of it: `its beginning was not captured`; null when nothing is missing. */
  readonly doubt: string | null;
};

export type CallRow = {
  readonly key: CallKey;
  readonly callId: string;
  readonly state: CallState;
  readonly from: Party;
  readonly to: Party;
  /** Where the first INVITE came from and went to. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly startedAtMs: number;
  readonly ringingAtMs: number | null;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Who hung up, cancelled or refused; null where the messages do not show it, as of a refusal that a server may have given. */
  readonly endedBy: 'caller' | 'callee' | null;
  /** INVITE to the first 180 (or 183, or final answer that connects), as a caller would hear it. */
  readonly postDialDelayMs: number | null;
  /** INVITE to 200. */
  readonly setupMs: number | null;
  /** 200 to BYE; while talking, 200 to the last thing seen of the call. */
  readonly durationMs: number | null;
  readonly finalStatus: number | null;
  readonly finalReason: string;
  readonly scenario: CallScenario;
  /** Why it ended, as its messages say: `Q.850 cause 16: Normal call clearing`, a Warning; empty when none says. */
  readonly endReason: string;
  /** The calls that it is one story with; null when it stands alone. */
  readonly group: CallGroupMark | null;
  readonly offer: 'early' | 'late' | 'none';
  /** Codecs agreed, in the order of agreement; a codec that a re-INVITE replaced stays in the list. */
  readonly codecs: readonly string[];
  readonly messageCount: number;
  readonly retransmissionCount: number;
  readonly issueCount: number;
  readonly streamCount: number;
  readonly callerToCallee: DirectionQuality | null;
  readonly calleeToCaller: DirectionQuality | null;
};

export type MessageRow = {
  readonly index: MessageIndex;
  /** The frame that completed the message, and all frames it came from. */
  readonly frame: FrameNumber;
  readonly frames: readonly FrameNumber[];
  readonly atMs: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly transport: Transport;
  /** A request has a method, a response a status; the other is null. */
  readonly method: string | null;
  readonly status: number | null;
  readonly reason: string;
  readonly requestUri: string;
  readonly callId: string;
  readonly call: CallKey | null;
  readonly cseqNumber: number | null;
  readonly cseqMethod: string;
  readonly branch: string;
  readonly fromUser: string;
  readonly toUser: string;
  readonly userAgent: string;
  readonly retransmission: boolean;
  /** The same message, seen before on another link or interface; a retransmission was sent again, a copy only seen again. */
  readonly copyOf: MessageIndex | null;
  /** Key of the transaction within the capture: messages with the same one share a tint. */
  readonly transaction: number;
  /** The media lines in short, for example `PCMU PCMA · sendonly`; null without SDP. */
  readonly sdp: string | null;
  /** Where the sender wants its media, one per media line that is not refused. */
  readonly mediaEndpoints: readonly Endpoint[];
  readonly dscp: number;
  readonly sizeBytes: number;
  /** VLAN tags and tunnels around it; null when there are none. */
  readonly encapsulation: Encapsulation | null;
  /** Set when an ICMP error quoted it. */
  readonly undeliverable: Undeliverable | null;
  readonly issues: readonly IssueRow[];
};

export type RegistrationOutcome = 'registered' | 'unregistered' | 'challenged' | 'rejected' | 'unanswered' | 'queried';

export type RegistrationRow = {
  readonly key: RegistrationKey;
  readonly aor: string;
  readonly contact: string;
  readonly source: Endpoint;
  readonly registrar: Endpoint;
  readonly outcome: RegistrationOutcome;
  readonly scenario: RegistrationScenarioKind;
  /** Why it did not register; null when it did, or nobody can tell yet. */
  readonly failure: RegistrationFailure | null;
  /** Whether the packets come from elsewhere than the contact says; null when that is not told. */
  readonly behindNat: boolean | null;
  readonly status: number | null;
  readonly reason: string;
  readonly expiresS: number | null;
  readonly userAgent: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly attemptCount: number;
  readonly lastRoundTripMs: number | null;
  readonly messages: readonly MessageIndex[];
};

export type BoundBy = 'sdp' | 'sdpSourceAddress' | 'reverse' | 'ice' | 'heuristic';

export type StreamRow = {
  readonly key: StreamKey;
  readonly ssrc: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly payloadTypes: readonly number[];
  /** Name of the codec that most packets carry, `unknown` when neither the static table nor SDP names it. */
  readonly codec: string;
  /** 0 when unknown: then there is no jitter. */
  readonly clockRateHz: number;
  readonly packets: number;
  readonly expectedPackets: number;
  readonly lostPackets: number;
  readonly duplicatePackets: number;
  readonly reorderedPackets: number;
  readonly restarts: number;
  readonly timestampDiscontinuities: number;
  readonly minDeltaMs: number | null;
  readonly meanDeltaMs: number | null;
  readonly maxDeltaMs: number | null;
  readonly minJitterMs: number | null;
  readonly meanJitterMs: number | null;
  readonly maxJitterMs: number | null;
  readonly lossPercent: number;
  readonly bitrateKbps: number;
  readonly dscp: number;
  readonly boundBy: BoundBy;
  readonly call: CallKey | null;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly rtcpPackets: number;
  /** VLAN tags and tunnels around its first packet; null when there are none. */
  readonly encapsulation: Encapsulation | null;
  /** The first ICMP error that quoted one of its packets. */
  readonly undeliverable: Undeliverable | null;
};

/**
 * What runs beside RTP on the paths of a call: `stun` ICE checks and other STUN · `turn` a relay · `dtls` · `zrtp` key agreement ·
 * `t38` fax · `msrp` messages in a session · `report` what a HEP agent said of a call (RTCP as JSON, log lines).
 */
export type CompanionKind = 'stun' | 'turn' | 'dtls' | 'zrtp' | 't38' | 'msrp' | 'report';

/** Something worth a line: a handshake message, a check that succeeded, a log line. */
export type CompanionEvent = {
  readonly atMs: number;
  readonly frame: FrameNumber;
  /** Whether it went from the companion's source to its destination. */
  readonly forward: boolean;
  readonly words: string;
  /** It tells of something wrong. */
  readonly wrong: boolean;
};

/** Who a call is between. */
export type CallParties = Pick<CallRow, 'from' | 'to'>;

/** One protocol beside RTP between two endpoints, both directions together. */
export type CompanionRow = {
  readonly key: CompanionKey;
  readonly kind: CompanionKind;
  readonly call: CallKey | null;
  /** Who its call is between; null without one. */
  readonly parties: CallParties | null;
  /** Who spoke first. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly transport: Transport;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly packets: number;
  /** How it stands in a few words: `DTLS 1.2 · ECDHE-RSA-AES128-GCM-SHA256 · fingerprint as in SDP`. */
  readonly summary: string;
  /** Something in it is wrong: a check failed, a fingerprint differs. */
  readonly wrong: boolean;
  /** In order of time; the first and the last ones when there are too many. */
  readonly events: readonly CompanionEvent[];
  /** Events that are not in the list. */
  readonly omittedEvents: number;
  readonly encapsulation: Encapsulation | null;
};

/** A stream over time, one entry a second, as columns of equal length. `atMs` is where the second begins. */
export type StreamSamples = {
  readonly stream: StreamKey;
  readonly atMs: readonly number[];
  readonly packets: readonly number[];
  readonly lostPackets: readonly number[];
  readonly duplicatePackets: readonly number[];
  /** Lost of expected in this second, 0 … 100. */
  readonly lossPercent: readonly number[];
  /** null in a second without a regular packet, or without a known clock rate. */
  readonly meanJitterMs: readonly (number | null)[];
  readonly maxJitterMs: readonly (number | null)[];
  readonly maxDeltaMs: readonly (number | null)[];
  readonly bitrateKbps: readonly number[];
};

/** A field of a message with the bytes it stands on: [start, end) of the message. */
export type MessageField = {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What it is for and where that is written; empty when the workbench has no words for it. */
  readonly explanation: string;
  /** What is unusual about this very value; missing when nothing is. */
  readonly unusual?: string;
  readonly children: readonly MessageField[];
};

/** A frame taken apart: one field per layer, ranges are bytes of the frame. */
export type FrameDetail = {
  readonly frame: FrameNumber;
  readonly atMs: number;
  readonly interfaceId: number;
  readonly originalBytes: number;
  readonly bytes: Uint8Array;
  readonly layers: readonly MessageField[];
};

export type MessageDetail = {
  readonly row: MessageRow;
  /** The message's own bytes (SIP start line to end of body), reassembled. */
  readonly bytes: Uint8Array;
  readonly fields: readonly MessageField[];
};
