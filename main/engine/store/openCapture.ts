import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { CaptureInterface, CaptureStart, Frame } from '../../../shared/capture/frame';
import type { CaptureProblem } from '../../../shared/protocol/captureState';
import { err, ok, type Result } from '../../../shared/result';
import { MAGIC_BYTES } from '../pcap/captureMagic';
import { CaptureInput } from './captureInput';
import { CaptureMerge } from './captureMerge';
import type { FollowOptions } from './fileGrowth';
import { followingProblem } from './followable';
import type { FrameStore } from './frameStore';
import { OpenedFileStore } from './openedFileStore';
import { OpeningPace } from './openingPace';
import { STANDARD_INPUT } from './standardInput';

export type OpeningProgress = {
  readonly readBytes: number;
  readonly totalBytes: number | null;
  readonly frames: number;
};

export type OpenCaptureOptions = {
  /** Packed and piped captures are unpacked into this folder, so that their frames can be read again. */
  readonly scratchFolder: string;
  /** Ends the reading; what was read stays usable. */
  readonly signal?: AbortSignal;
  /** About ten times a second, and at the end. */
  readonly onProgress?: (progress: OpeningProgress) => void;
  /** Frames can be read again from here on, as far as they have passed. */
  readonly onStore?: (store: FrameStore) => void;
  /** Every frame in order. The frame holds only during the call. */
  readonly onFrame: (frame: Frame) => void;
  /** What `-` reads; the process's own by default. */
  readonly standardInput?: Readable;
  /** The one file is read on as another program writes it. */
  readonly follow?: FollowOptions | undefined;
};

export type OpenedCapture = {
  readonly store: FrameStore;
  readonly name: string;
  readonly interfaces: readonly CaptureInterface[];
  /** One line each for people: where a file is cut off, what was left out. */
  readonly notes: readonly string[];
  readonly start: CaptureStart | null;
  readonly cancelled: boolean;
  readonly droppedPackets: number | null;
};

const PIECE_BYTES = 1024 * 1024;
/** All files share this much for their pieces. */
const ALL_PIECES_BYTES = 32 * 1024 * 1024;
const MAX_FILES = 500;

/**
 * Reads one capture to its end, in the order of the file, or several merged by time; pcap and pcapng, packed with gzip or not.
 * Lets the event loop go on about every 10 ms.
 */
export async function openCapture(
  paths: readonly string[],
  options: OpenCaptureOptions,
): Promise<Result<OpenedCapture, CaptureProblem>> {
  const opened = await openInputs(paths, options);
  if (!opened.ok) return opened;
  const inputs = opened.value;
  const stopAll = (): void => inputs.forEach((input) => void input.bytes.stop());
  options.signal?.addEventListener('abort', stopAll, { once: true });
  if (options.signal?.aborted) stopAll();
  try {
    const refusal = await recogniseAll(inputs, options.signal);
    if (refusal === null) return ok(await readInputs(inputs, paths, options));
    await closeAll(inputs);
    return err(refusal);
  } catch (error) {
    await closeAll(inputs);
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stopAll);
  }
}

/**
 * Why these cannot be opened, told from their beginnings alone; null when they can. Standard input is not touched. Of a file that
 * is to be followed the beginning may be still to come.
 */
export async function refusalOf(
  paths: readonly string[],
  scratchFolder: string,
  follow = false,
): Promise<CaptureProblem | null> {
  const problem = follow ? await followingProblem(paths) : null;
  if (problem !== null || paths.includes(STANDARD_INPUT)) return problem;
  const opened = await openInputs(paths, { scratchFolder });
  if (!opened.ok) return opened.error;
  try {
    const refusal = await recogniseAll(opened.value);
    const isToCome = follow && opened.value.every(({ bytes }) => bytes.readBytes < MAGIC_BYTES);
    return isToCome ? null : refusal;
  } finally {
    await closeAll(opened.value);
  }
}

async function openInputs(
  paths: readonly string[],
  { scratchFolder, standardInput, follow }: Pick<OpenCaptureOptions, 'scratchFolder' | 'standardInput' | 'follow'>,
): Promise<Result<readonly CaptureInput[], CaptureProblem>> {
  if (paths.length === 0) return err({ problem: 'No file was named.', advice: 'Choose a capture.', command: null });
  if (paths.length > MAX_FILES) return err(tooManyFiles(paths.length));
  const problem = follow ? await followingProblem(paths) : null;
  if (problem !== null) return err(problem);
  const pieceBytes = Math.min(PIECE_BYTES, Math.floor(ALL_PIECES_BYTES / paths.length));
  const inputs: CaptureInput[] = [];
  for (const path of paths) {
    const input = await CaptureInput.open(path, { scratchFolder, pieceBytes, standardInput, follow });
    if (!input.ok) {
      await closeAll(inputs);
      return input;
    }
    inputs.push(input.value);
  }
  return ok(inputs);
}

/** The first input that is no capture; null when all are, or when the reading was cancelled before that was known. */
async function recogniseAll(inputs: readonly CaptureInput[], signal?: AbortSignal): Promise<CaptureProblem | null> {
  for (const input of inputs) {
    const problem = await input.recognise();
    if (signal?.aborted) return null;
    if (problem !== null) return problem;
  }
  return null;
}

async function readInputs(
  inputs: readonly CaptureInput[],
  paths: readonly string[],
  { signal, onProgress, onStore, onFrame }: OpenCaptureOptions,
): Promise<OpenedCapture> {
  const merge = new CaptureMerge(inputs);
  const files = inputs.map((input, file) => ({
    fd: input.bytes.fd,
    records: () => input.parser.records,
    interfaceId: (localId: number) => merge.interfaceId(file, localId),
    close: () => void input.close(),
  }));
  const store = new OpenedFileStore(files, merge.interfaces);
  const pace = new OpeningPace(signal, () => onProgress?.(progressOf(inputs, store.frames)));
  onStore?.(store);
  await merge.read(pace, (file, frame, untimed) => {
    store.add(file, frame.fileOffset, untimed);
    onFrame(frame);
  });
  onProgress?.(progressOf(inputs, store.frames));
  await Promise.all(inputs.map((input) => input.bytes.stop()));
  return {
    store,
    name: nameOf(paths),
    interfaces: merge.interfaces,
    notes: inputs.flatMap((input) => (pace.aborted ? [] : notesOf(input, inputs.length > 1))),
    start: merge.start,
    cancelled: pace.aborted,
    droppedPackets: droppedIn(inputs),
  };
}

function progressOf(inputs: readonly CaptureInput[], frames: number): OpeningProgress {
  let readBytes = 0;
  let totalBytes: number | null = 0;
  for (const { bytes } of inputs) {
    readBytes += bytes.readBytes;
    totalBytes = totalBytes === null || bytes.totalBytes === null ? null : totalBytes + bytes.totalBytes;
  }
  return { readBytes, totalBytes, frames };
}

function droppedIn(inputs: readonly CaptureInput[]): number | null {
  const known = inputs.map(({ parser }) => parser.droppedPackets).filter((dropped) => dropped !== null);
  return known.length === 0 ? null : known.reduce((sum, dropped) => sum + dropped, 0);
}

const notesOf = (input: CaptureInput, several: boolean): readonly string[] =>
  several ? input.notes.map((note) => `${basename(input.name)}: ${note}`) : input.notes;

function nameOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  const name = first === STANDARD_INPUT ? 'standard input' : basename(first);
  return paths.length === 1 ? name : `${name} and ${paths.length - 1} more`;
}

const tooManyFiles = (files: number): CaptureProblem => ({
  problem: `${files} files are more than can be opened at once.`,
  advice: `Open at most ${MAX_FILES}, or merge them first with mergecap.`,
  command: null,
});

const closeAll = async (inputs: readonly CaptureInput[]): Promise<void> => {
  await Promise.all(inputs.map((input) => input.close()));
};
