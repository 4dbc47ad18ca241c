import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTshark } from '../../fixtures/tsharkFields';
import { HARD_INPUTS } from '../../generator/hardInputs/allHardInputs';
import { FILE_INPUTS } from '../../generator/hardInputs/fileInputs';
import type { HardInput } from '../../generator/hardInputs/hardInput';
import { pcapOf } from '../../generator/hardInputs/pcapOf';
import { HARD_ROWS } from '../../generator/hardInputs/rows';
import { framesByTshark, messagesByTshark, streamsByTshark, type TsharkMessage } from './tsharkReading';

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hard-inputs-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(input: HardInput): string {
  const path = join(folder, `${input.name}.pcap`);
  writeFileSync(path, pcapOf(input));
  return path;
}

const ownWords = ({ messages }: HardInput): readonly string[] =>
  messages.map(({ start, callId }) => `${start} ${callId}`.trim());

const addressOf = (endpoint: string): string => endpoint.slice(0, endpoint.lastIndexOf(':'));

/** Where our expectation and tshark agree on a message, they must agree on its addresses. */
function expectSameAddresses(input: HardInput, shown: readonly TsharkMessage[]): void {
  for (const { start, callId, source, destination } of input.messages) {
    const same = shown.filter(({ words }) => words === `${start} ${callId}`);
    for (const { sources, destinations } of same) {
      expect(sources).toContain(addressOf(source));
      expect(destinations).toContain(addressOf(destination));
    }
  }
}

const named = HARD_INPUTS.map((input) => [`${HARD_ROWS[input.row]}: ${input.name}`, input] as const);

describe.skipIf(!hasTshark)('tshark beside us', () => {
  it.each(named)('%s', (_, input) => {
    const { tshark } = input;
    const path = written(input);
    const shows = tshark === 'same' || tshark.shows === 'same' ? ownWords(input) : tshark.shows;
    const shown = messagesByTshark(path, tshark === 'same' ? [] : tshark.options);
    expect(shown.map(({ words }) => words).toSorted()).toEqual(shows.toSorted());
    if (shows.length === input.messages.length) expectSameAddresses(input, shown);
    expect(streamsByTshark(path)).toBe(input.tsharkStreams ?? input.streams.length);
  });

  it.each(
    HARD_INPUTS.filter(({ tshark }) => tshark !== 'same' && tshark.options !== undefined).map(
      (input) => [input.name, input] as const,
    ),
  )('%s: without the preference it shows nothing', (_, input) => {
    expect(messagesByTshark(written(input))).toEqual([]);
  });

  it.each(FILE_INPUTS.map((input) => [`${HARD_ROWS[input.row]}: ${input.name}`, input] as const))('%s', (_, input) => {
    expect(framesByTshark(input.write(folder)) ?? 'refuses').toBe(input.tshark);
  });
});
