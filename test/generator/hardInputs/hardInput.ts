import type { SipIssueCode } from '../../../shared/sip/issueKinds';
import { LINK_TYPE } from '../../../shared/capture/linkTypes';
import type { BoundBy, CallState, CompanionKind, Transport } from '../../../shared/protocol/rows';
import { textBytes } from '../../fixtures/bytes';
import type { TimedFrame } from '../mergeFlows';
import type { HardRow } from './rows';

/** A frame of a hard input; `originalBytes` when the capture cut it off. */
export type HardFrame = TimedFrame & { readonly originalBytes?: number };

/** A message that must be found. Endpoints are `address:port`, tunnels `kind id source > destination`, outermost first. */
export type ExpectedMessage = {
  /** Method or status. */
  readonly start: string;
  readonly callId: string;
  readonly transport: Transport;
  readonly frames: readonly number[];
  /** Where time matters. */
  readonly atMs?: number;
  readonly source: string;
  readonly destination: string;
  readonly vlanIds: readonly number[];
  readonly tunnels: readonly string[];
  /** All of its issues, in any order. */
  readonly issues: readonly SipIssueCode[];
  readonly retransmission: boolean;
  /** Words of the ICMP error that quotes it. */
  readonly undeliverable: string | null;
  /** What reading it again must give. */
  readonly bytes: Uint8Array;
};

export type ExpectedCall = {
  readonly callId: string;
  readonly state: CallState;
  readonly messages: number;
  readonly streams: number;
  readonly retransmissions?: number;
};

export type ExpectedStream = {
  readonly source: string;
  readonly destination: string;
  readonly ssrc: number;
  readonly packets: number;
  readonly boundBy: BoundBy;
  readonly callId: string | null;
};

export type ExpectedCompanion = {
  readonly kind: CompanionKind;
  readonly source: string;
  readonly destination: string;
  readonly callId: string | null;
  readonly wrong: boolean;
};

/** What tshark 4.0.17 makes of it. `shows` has one `start callId` per message, in the order of its list. */
export type TsharkReading =
  | 'same'
  | { readonly shows: 'same' | readonly string[]; readonly options?: readonly string[]; readonly because: string };

export type HardInput = {
  /** The row of HARD-INPUTS.md that it belongs to. */
  readonly row: HardRow;
  /** Also its file name. */
  readonly name: string;
  readonly linkType: number;
  readonly frames: readonly HardFrame[];
  readonly messages: readonly ExpectedMessage[];
  /** Call-IDs of calls that matter here; others are not looked at. */
  readonly calls: readonly ExpectedCall[];
  readonly streams: readonly ExpectedStream[];
  readonly companions: readonly ExpectedCompanion[];
  /** Frames that the chain of layers cannot read. */
  readonly undecodedFrames: number;
  /** A piece of a line that the capture's notes must hold. */
  readonly notes: readonly string[];
  readonly tshark: TsharkReading;
  /** How many RTP streams tshark shows with default preferences; as many as are expected of ours unless given. */
  readonly tsharkStreams?: number;
};

type Given = Pick<HardInput, 'row' | 'name' | 'frames' | 'messages'> & Partial<HardInput>;

export const hardInput = (given: Given): HardInput => ({
  linkType: LINK_TYPE.ethernet,
  calls: [],
  streams: [],
  companions: [],
  undecodedFrames: 0,
  notes: [],
  tshark: 'same',
  ...given,
});

/** 12 January 2026, 10:23:16 UTC: the first frame of every hard input. */
export const START_SECONDS = 1_768_213_396;

export const ALICE = '192.0.2.1';
export const BOB = '192.0.2.2';
/** Outer addresses of tunnels. */
export const WEST = '10.9.0.1';
export const EAST = '10.9.0.2';
/** What no tunnel and no carrier changes. */
export const HOSTS = { source: ALICE, destination: BOB } as const;
export const SIP_PORTS = { sourcePort: 5060, destinationPort: 5060 } as const;

const startOf = (text: string): string =>
  /^[\s\0]*SIP\/\d\.\d (\d+)/i.exec(text)?.[1] ?? /^[\s\0]*(\S+)/.exec(text)?.[1] ?? '';
const callIdOf = (text: string): string => /^(?:Call-ID|i)[ \t]*:[ \t]*(\S*)/im.exec(text)?.[1] ?? '';

/** Expects this text as a message from Alice to Bob over UDP in frame 1, unless told otherwise. */
export function expectMessage(text: string | Uint8Array, change: Partial<ExpectedMessage> = {}): ExpectedMessage {
  const bytes = typeof text === 'string' ? textBytes(text) : text;
  const words = typeof text === 'string' ? text : new TextDecoder('latin1').decode(text);
  return {
    start: startOf(words),
    callId: callIdOf(words),
    transport: 'udp',
    frames: [1],
    source: `${ALICE}:5060`,
    destination: `${BOB}:5060`,
    vlanIds: [],
    tunnels: [],
    issues: [],
    retransmission: false,
    undeliverable: null,
    bytes,
    ...change,
  };
}

/** Frames ten milliseconds apart. */
export const frames = (...layers: readonly (Uint8Array | { readonly bytes: Uint8Array })[]): HardFrame[] =>
  layers.map((each, index) => ({ atMs: index * 10, bytes: each instanceof Uint8Array ? each : each.bytes }));

/** The way back. */
export const FROM_BOB = { source: `${BOB}:5060`, destination: `${ALICE}:5060` } as const;
