import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageRow } from '../../../shared/protocol/rows';
import { RunningEngine } from '../../fixtures/runningEngine';
import { corpusNames, corpusPath } from '../../golden/corpusNames';

const TRUTH = join(import.meta.dirname, '../../../../shared/corpus/truth');

/** Messages that tshark does not show as such; test/golden/DIFFERENCES.md says why. */
const MORE_THAN_TSHARK: Readonly<Record<string, number>> = { 'ndpi__fuzz-2006-06-26-2594.pcap': 8 };

/** A message as both programs tell it: frame that completed it, method or status, Call-ID, CSeq. */
type Told = { readonly frame: number; readonly what: string; readonly callId: string; readonly cseq: string };

/** tshark's messages: rows with neither method nor status are SIP by their port alone. */
function tsharkMessages(name: string): readonly Told[] {
  const lines = readFileSync(join(TRUTH, `${name}.sip.tsv`), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const cells = line.split('\t');
    const [method = '', status = '', callId = '', cseq = ''] = cells.slice(6, 10);
    return method === '' && status === '' ? [] : [{ frame: Number(cells[0]), what: method || status, callId, cseq }];
  });
}

const ourMessage = (row: MessageRow): Told => ({
  frame: row.frame,
  what: row.method ?? String(row.status),
  callId: row.callId,
  cseq: row.cseqNumber === null ? '' : `${row.cseqNumber} ${row.cseqMethod}`,
});

const callIds = (messages: readonly Told[]): ReadonlySet<string> =>
  new Set(messages.map(({ callId }) => callId).filter((callId) => callId !== ''));

describe.runIf(existsSync(TRUTH))('messages of the corpus beside tshark', () => {
  let running: RunningEngine;
  beforeAll(() => {
    running = new RunningEngine();
  });
  afterAll(() => running.close());

  it.each(corpusNames())('%s', async (name) => {
    const engine = await running.open(corpusPath(name));
    const ours = (await engine.command('listMessages', { count: 1000 })).rows
      .map(ourMessage)
      .sort((a, b) => a.frame - b.frame);
    const theirs = tsharkMessages(name);
    const more = MORE_THAN_TSHARK[name] ?? 0;
    expect(ours.length).toBe(theirs.length + more);
    if (more > 0) {
      const frames = new Set(ours.map(({ frame }) => frame));
      expect(theirs.filter(({ frame }) => !frames.has(frame))).toEqual([]);
      return;
    }
    expect(ours).toEqual(theirs);
    expect(callIds(ours)).toEqual(callIds(theirs));
  });
});
