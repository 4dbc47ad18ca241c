/** The one map of commands: name → what is asked (checked by zod at the engine's door) and what is answered. */
import { z } from 'zod';
import type {
  CallGroupKey,
  CallKey,
  ExchangeKey,
  FrameNumber,
  KeepaliveKey,
  MessageIndex,
  RegistrationKey,
  StreamKey,
} from '../ids';
import type {
  CallRow,
  CompanionRow,
  FrameDetail,
  MessageDetail,
  MessageRow,
  RegistrationRow,
  StreamRow,
  StreamSamples,
} from './rows';
import type { CallGroup } from './callGroups';
import type { CallStory } from './callStory';
import type { ExchangeRow, KeepaliveRow } from './exchangeRows';
import type { RegistrationStory } from './registrationStory';
import type { CaptureProblem, SourceName } from './captureState';
import type { Snapshot } from './deltas';
import { MOST_PASSWORD_CHARACTERS, type DigestCheck } from './digestCheck';

const path = z.string().min(1).max(4096);
const key = z.string().min(1).max(2048);
const callKey = key.transform((value) => value as CallKey);
const streamKey = key.transform((value) => value as StreamKey);
const index = z.number().int().min(0);
const limit = z.number().int().min(1).max(2_000_000_000).nullable();

const sourceChoice = z.enum(['auto', 'dumpcap', 'tcpdump', 'cap']);
export type SourceChoice = z.infer<typeof sourceChoice>;

const ringSettings = z.object({ filesizeKb: limit, durationS: limit, packets: limit, files: limit });

/** A part of a list: sorted and filtered in the engine, cut out by position. */
const range = {
  /** Plain words that must all occur in the row's text; empty for all rows. */
  search: z.string().max(500).default(''),
  descending: z.boolean().default(false),
  from: index.default(0),
  count: z.number().int().min(0).max(1000).default(200),
};

const callSort = z.enum([
  'startedAt',
  'from',
  'to',
  'state',
  'duration',
  'postDialDelay',
  'codec',
  'loss',
  'jitter',
  'messages',
  'scenario',
]);
export type CallSort = z.infer<typeof callSort>;
const callChip = z.enum(['failed', 'answered', 'active', 'badAudio']);
export type CallChip = z.infer<typeof callChip>;
const registrationSort = z.enum(['firstAt', 'lastAt', 'aor', 'contact', 'outcome', 'expires', 'attempts', 'roundTrip']);
export type RegistrationSort = z.infer<typeof registrationSort>;
const streamSort = z.enum([
  'startedAt',
  'source',
  'destination',
  'codec',
  'packets',
  'lost',
  'loss',
  'maxDelta',
  'meanJitter',
  'maxJitter',
  'duration',
]);
export type StreamSort = z.infer<typeof streamSort>;
const companionSort = z.enum(['startedAt', 'kind', 'source', 'destination', 'packets', 'duration', 'summary']);
export type CompanionSort = z.infer<typeof companionSort>;
const exchangeSort = z.enum(['startedAt', 'kind', 'from', 'to', 'state', 'roundTrip', 'messages']);
export type ExchangeSort = z.infer<typeof exchangeSort>;
const keepaliveSort = z.enum([
  'firstAt',
  'lastAt',
  'source',
  'destination',
  'method',
  'sent',
  'lost',
  'interval',
  'roundTrip',
  'state',
]);
export type KeepaliveSort = z.infer<typeof keepaliveSort>;
const messageSort = z.enum(['at', 'source', 'destination', 'method', 'callId']);
export type MessageSort = z.infer<typeof messageSort>;

/** Where a file that the engine writes goes: a path the user chose, or a download that the browser door offers. */
const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path }),
  z.object({ kind: z.literal('download') }),
]);
export type ExportDestination = z.infer<typeof destination>;

const exportFormat = z.enum(['pcapng', 'pcap', 'pdf']);
export type ExportFormat = z.infer<typeof exportFormat>;

const none = z.object({}).default({});

export const asks = {
  readSnapshot: none,
  listInterfaces: none,
  checkCaptureFilter: z.object({ interfaceName: key, filter: z.string().max(4000), source: sourceChoice }),
  startCapture: z.object({
    interfaceName: key,
    filter: z.string().max(4000),
    source: sourceChoice,
    ring: ringSettings,
    /** Base name of the ring's files; null keeps them in a folder of the engine's own that goes with the session. */
    saveAs: path.nullable(),
  }),
  stopCapture: none,
  /** Several files are merged by time. One file can be followed: read on as another program writes it. */
  openCapture: z.object({ paths: z.array(path).min(1).max(64), follow: z.boolean().default(false) }),
  /** Opens the file that is open again, from its beginning, and follows it. */
  followCapture: none,
  /** The file that is followed becomes an opened file like any other. */
  stopFollowing: none,
  openSample: z.object({ name: z.string().max(100) }),
  cancelOpen: none,
  closeCapture: none,
  listSamples: none,
  listCalls: z.object({
    ...range,
    sort: callSort.default('startedAt'),
    chips: z.array(callChip).max(callChip.options.length).default([]),
    /** One row per group of calls, its first call, which matches when any call of the group does. */
    grouped: z.boolean().default(false),
    /** Groups whose other calls follow their row. */
    expanded: z
      .array(key.transform((value) => value as CallGroupKey))
      .max(200)
      .default([]),
  }),
  listRegistrations: z.object({ ...range, sort: registrationSort.default('firstAt') }),
  listStreams: z.object({ ...range, sort: streamSort.default('startedAt') }),
  listMessages: z.object({
    ...range,
    sort: messageSort.default('at'),
    hideOptions: z.boolean().default(false),
    /** Only messages with an issue of this kind. */
    issue: z.string().max(100).nullable().default(null),
  }),
  listCompanions: z.object({ ...range, sort: companionSort.default('startedAt') }),
  listExchanges: z.object({
    ...range,
    sort: exchangeSort.default('startedAt'),
    hideOptions: z.boolean().default(false),
  }),
  listKeepalives: z.object({ ...range, sort: keepaliveSort.default('firstAt') }),
  /** Kinds of issues that messages of the capture have, and how many messages have each. */
  countIssues: none,
  /** Answers the calls as they are and sends deltas of them from now on; replaces what was watched before. */
  watchCalls: z.object({ calls: z.array(callKey).max(200) }),
  readMessage: z.object({ message: index.transform((value) => value as MessageIndex) }),
  /** Whether the credentials of the message were made with this password. It is used for the answer and kept nowhere. */
  checkDigest: z.object({
    message: index.transform((value) => value as MessageIndex),
    password: z.string().max(MOST_PASSWORD_CHARACTERS),
  }),
  readFrame: z.object({
    frame: z
      .number()
      .int()
      .min(1)
      .transform((value) => value as FrameNumber),
  }),
  /** One call told in full. */
  readCall: z.object({ call: callKey }),
  readCallGroup: z.object({ call: callKey }),
  /** Says by hand that these calls belong together. */
  joinCalls: z.object({ calls: z.array(callKey).min(2).max(50) }),
  /** Says by hand that this call stands alone. */
  splitCall: z.object({ call: callKey }),
  /** Header fields whose equal values join calls; the calls of the capture are joined anew. */
  setLegHeaders: z.object({ names: z.array(z.string().min(1).max(100)).max(50) }),
  readExchange: z.object({ exchange: key.transform((value) => value as ExchangeKey) }),
  readKeepalive: z.object({ keepalive: key.transform((value) => value as KeepaliveKey) }),
  readRegistration: z.object({ registration: key.transform((value) => value as RegistrationKey) }),
  /** At most `points` entries; neighbours are merged so that extremes and losses stay. */
  readStreamSamples: z.object({ stream: streamKey, points: z.number().int().min(10).max(2000).default(1000) }),
  exportCalls: z.object({
    /** Chosen by the window, to tell progress of this export apart and to cancel it. */
    task: index,
    calls: z.array(callKey).min(1).max(10_000),
    format: exportFormat,
    paper: z.enum(['A4', 'Letter']).default('A4'),
    destination,
  }),
  cancelExport: z.object({ task: index }),
} as const;

export type CommandName = keyof typeof asks;

type Listing<Row> = {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly matching: number;
  readonly total: number;
  readonly version: number;
};

export type InterfaceRow = {
  /** Number as `tshark -D` gives it, from 1. */
  readonly number: number;
  readonly name: string;
  readonly description: string;
  readonly addresses: readonly string[];
  readonly loopback: boolean;
  readonly up: boolean;
};

export type SourceRow = {
  readonly name: SourceName;
  /** Version text, or why it cannot be used. */
  readonly available: boolean;
  readonly detail: string;
};

/** How many messages have an issue of one kind. `unusual`: allowed, yet worth a look; the others break a rule. */
export type IssueCount = {
  readonly code: string;
  readonly words: string;
  readonly unusual: boolean;
  readonly messages: number;
};

/** What each command answers when it succeeds. */
export type Answers = {
  readSnapshot: Snapshot;
  listInterfaces: {
    readonly interfaces: readonly InterfaceRow[];
    readonly sources: readonly SourceRow[];
    /** Why nothing can be captured here and what to run; null when capture works. */
    readonly problem: CaptureProblem | null;
  };
  checkCaptureFilter: { readonly valid: boolean; readonly words: string };
  startCapture: null;
  stopCapture: null;
  openCapture: null;
  followCapture: null;
  stopFollowing: null;
  openSample: null;
  cancelOpen: null;
  closeCapture: null;
  listSamples: {
    readonly samples: readonly { readonly name: string; readonly title: string; readonly words: string }[];
  };
  listCalls: Listing<CallRow>;
  listRegistrations: Listing<RegistrationRow>;
  listStreams: Listing<StreamRow>;
  listMessages: Listing<MessageRow>;
  listCompanions: Listing<CompanionRow>;
  listExchanges: Listing<ExchangeRow>;
  listKeepalives: Listing<KeepaliveRow>;
  countIssues: { readonly kinds: readonly IssueCount[] };
  watchCalls: {
    readonly calls: readonly CallRow[];
    readonly messages: readonly MessageRow[];
    readonly streams: readonly StreamRow[];
    readonly companions: readonly CompanionRow[];
  };
  /** 'evicted' when the ring has overwritten its frames. */
  readMessage: MessageDetail | 'evicted';
  checkDigest: DigestCheck | 'evicted';
  /** 'evicted' when the ring has overwritten it. */
  readFrame: FrameDetail | 'evicted';
  readCall: CallStory | 'evicted';
  /** null when it stands alone. */
  readCallGroup: CallGroup | null;
  joinCalls: null;
  splitCall: null;
  setLegHeaders: null;
  readExchange: { readonly exchange: ExchangeRow; readonly messages: readonly MessageRow[] } | 'evicted';
  readKeepalive: { readonly keepalive: KeepaliveRow; readonly messages: readonly MessageRow[] } | 'evicted';
  readRegistration: RegistrationStory | 'evicted';
  readStreamSamples: StreamSamples | 'evicted';
  exportCalls: {
    readonly frames: number;
    readonly bytes: number;
    /** Frames of these calls that the ring has overwritten. */
    readonly evictedFrames: number;
    /** Path written to, or where the browser fetches it (relative to the page). */
    readonly location: string;
    readonly fileName: string;
  };
  cancelExport: null;
};

export type Ask<N extends CommandName> = z.input<(typeof asks)[N]>;
export type CheckedAsk<N extends CommandName> = z.output<(typeof asks)[N]>;
export type CallEngine = <N extends CommandName>(name: N, ask: Ask<N>) => Promise<Answers[N]>;
