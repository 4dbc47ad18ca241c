import type { CallGroup } from '../../../shared/protocol/callGroups';
import type { CaptureInterface, CaptureStart, StoredFrame } from '../../../shared/capture/frame';
import type { CallKey, StreamKey } from '../../../shared/ids';
import type { CallRow, CompanionRow, MessageRow, StreamRow, StreamSamples } from '../../../shared/protocol/rows';

/** What an export may ask of the capture. Rows are as the window shows them; frames come back from disk one at a time. */
export type ExportSource = {
  /** Name of the file or interface, for titles. */
  readonly captureName: string;
  readonly engineVersion: string;
  readonly start: CaptureStart;
  readonly interfaces: readonly CaptureInterface[];
  readonly callRow: (call: CallKey) => CallRow | null;
  readonly groupOf: (call: CallKey) => CallGroup | null;
  readonly messagesOf: (call: CallKey) => readonly MessageRow[];
  readonly streamsOf: (call: CallKey) => readonly StreamRow[];
  readonly companionsOf: (call: CallKey) => readonly CompanionRow[];
  readonly samplesOf: (stream: StreamKey, points: number) => StreamSamples | null;
  /** Numbers of all frames of these calls (SIP, RTP, RTCP, companions), ascending, each once. */
  readonly framesOf: (calls: readonly CallKey[]) => readonly number[];
  readonly readFrame: (frame: number) => StoredFrame | 'evicted';
  /** A message's own bytes, reassembled. */
  readonly readMessage: (message: MessageRow) => Uint8Array | 'evicted';
};

/** Progress and cancellation of a long export. */
export type ExportControl = {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** What was written; frames and messages that the ring had overwritten are counted, never passed over in silence. */
export type ExportOutcome = { readonly frames: number; readonly bytes: number; readonly evictedFrames: number };
