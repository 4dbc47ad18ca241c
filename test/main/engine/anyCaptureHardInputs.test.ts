import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallKey } from '../../../shared/ids';
import type { Encapsulation, Endpoint, MessageRow } from '../../../shared/protocol/rows';
import { RunningEngine } from '../../fixtures/runningEngine';
import { QuestionsToEngine } from '../../fuzz/questions';
import { HARD_INPUTS } from '../../generator/hardInputs/allHardInputs';
import { FILE_INPUTS, UNREADABLE, type FileInput } from '../../generator/hardInputs/fileInputs';
import { FramesInMemory } from '../../generator/hardInputs/framesInMemory';
import type { ExpectedMessage, HardInput } from '../../generator/hardInputs/hardInput';
import { HARD_ROWS, LATER, type HardRow } from '../../generator/hardInputs/rows';
import { createRandom } from '../../generator/random';

const placeOf = ({ address, port }: Endpoint): string => `${address}:${port}`;

const tunnelsOf = (encapsulation: Encapsulation | null): readonly string[] =>
  (encapsulation?.tunnels ?? []).map(
    ({ kind, id, source, destination }) => `${kind} ${id ?? '-'} ${source ?? '-'} > ${destination ?? '-'}`,
  );

const foundMessage = (row: MessageRow, bytes: Uint8Array | 'evicted'): object => ({
  start: row.method ?? String(row.status),
  callId: row.callId,
  transport: row.transport,
  frames: row.frames,
  atMs: row.atMs,
  source: placeOf(row.source),
  destination: placeOf(row.destination),
  vlanIds: row.encapsulation?.vlanIds ?? [],
  tunnels: tunnelsOf(row.encapsulation),
  issues: row.issues.map(({ code }) => code).toSorted(),
  retransmission: row.retransmission,
  undeliverable: row.undeliverable?.words ?? null,
  bytes,
});

/** Times are only looked at where they matter. */
const wantedMessage = (wanted: ExpectedMessage, found: MessageRow | undefined): object => ({
  ...wanted,
  atMs: wanted.atMs ?? found?.atMs,
  issues: wanted.issues.toSorted(),
});

const callIdOf = (through: FramesInMemory, call: CallKey | null): string | null =>
  call === null ? null : (through.pipeline.signalling.callRow(call)?.callId ?? null);

function foundCalls(through: FramesInMemory, { calls }: HardInput): readonly object[] {
  const { signalling } = through.pipeline;
  return calls.map(({ callId, retransmissions }) => {
    const call = signalling.callOf(callId);
    const row = call === null ? null : signalling.callRow(call);
    return {
      callId: row?.callId,
      state: row?.state,
      messages: row?.messageCount,
      streams: row?.streamCount,
      ...(retransmissions === undefined ? {} : { retransmissions: row?.retransmissionCount }),
    };
  });
}

function foundStreams(through: FramesInMemory): readonly object[] {
  const { media } = through.pipeline;
  return media.streams().map((key) => {
    const { source, destination, ssrc, packets, boundBy, call } = media.streamRow(key)!;
    const callId = callIdOf(through, call);
    return { source: placeOf(source), destination: placeOf(destination), ssrc, packets, boundBy, callId };
  });
}

function foundCompanions(through: FramesInMemory): readonly object[] {
  const { companions } = through.pipeline;
  return companions.companions().map((key) => {
    const { kind, source, destination, call, wrong } = companions.companionRow(key)!;
    const callId = callIdOf(through, call);
    return { kind, source: placeOf(source), destination: placeOf(destination), callId, wrong };
  });
}

/** All but the messages, which are compared one by one. */
function foundBeside(through: FramesInMemory, input: HardInput): object {
  const { decoderFaults, undecodedFrames } = through.pipeline.counters(null, 1);
  return {
    decoderFaults,
    undecodedFrames,
    calls: foundCalls(through, input),
    streams: foundStreams(through),
    companions: foundCompanions(through),
  };
}

const byName = HARD_INPUTS.map((input) => [`${HARD_ROWS[input.row]}: ${input.name}`, input] as const);

describe('the rows of the table of hard inputs', () => {
  it('each have a capture', () => {
    const covered = new Set<HardRow>([...HARD_INPUTS, ...FILE_INPUTS, UNREADABLE].map(({ row }) => row));
    expect((Object.keys(HARD_ROWS) as HardRow[]).filter((row) => !covered.has(row))).toEqual(LATER);
  });

  const table = join(import.meta.dirname, '../../../../shared/design/HARD-INPUTS.md');
  if (existsSync(table)) {
    it('are those of the table', () => {
      const lines = readFileSync(table, 'utf8').split('\n');
      const rows = lines.filter((line) => line.startsWith('|')).slice(2);
      expect(rows.map((line) => line.split('|')[1]!.trim())).toEqual(Object.values(HARD_ROWS));
    });
  }

  it('have names of their own, each a file name', () => {
    const names = [...HARD_INPUTS, ...FILE_INPUTS].map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9.-]+$/.test(name))).toEqual([]);
  });
});

describe('the whole engine', () => {
  it.each(byName)('%s', (_, input) => {
    const through = new FramesInMemory(input.linkType).feed(input.frames).finish();
    const { messages } = through.pipeline.signalling;
    const found = messages.map((row) => foundMessage(row, through.readMessage(row)));
    expect(found).toEqual(input.messages.map((wanted, index) => wantedMessage(wanted, messages[index])));
    expect(foundBeside(through, input)).toEqual({
      decoderFaults: 0,
      undecodedFrames: input.undecodedFrames,
      calls: input.calls,
      streams: input.streams,
      companions: input.companions,
    });
    for (const note of input.notes) expect(through.notes.join('\n')).toContain(note);
    const questions = new QuestionsToEngine(createRandom(1));
    expect(questions.faultOfEverything({ through, isInOrder: false })).toBeNull();
  });
});

describe('files', () => {
  let running: RunningEngine;
  beforeAll(() => {
    running = new RunningEngine();
    mkdirSync(running.path('scratch'));
  });
  afterAll(() => running.close());

  const isRoot = process.getuid?.() === 0;
  const inputs: readonly FileInput[] = isRoot ? FILE_INPUTS : [...FILE_INPUTS, UNREADABLE];

  it.each(inputs.map((input) => [`${HARD_ROWS[input.row]}: ${input.name}`, input] as const))('%s', async (_, input) => {
    const { engine } = running;
    const opened = await engine.openFiles([input.write(running.folder)]);
    if (!input.expected.opens) {
      expect(opened.ok ? 'opened' : opened.error.problem).toContain(input.expected.problem);
      return;
    }
    expect(opened).toMatchObject({ ok: true });
    const report = engine.analysisReport([]);
    const { rows } = await engine.command('listMessages', { count: 100 });
    expect(rows.map(({ callId }) => callId).toSorted()).toEqual(input.expected.callIds.toSorted());
    expect(JSON.stringify(report)).toContain(`"frames":${input.expected.frames}`);
    for (const note of input.expected.notes) expect(JSON.stringify(report)).toContain(note);
  });
});
