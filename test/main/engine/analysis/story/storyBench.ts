import { tellCall } from '../../../../../main/engine/analysis/story/tellCall';
import { callKey, messageIndex } from '../../../../../shared/ids';
import type { CallStory, StoryMoment } from '../../../../../shared/protocol/callStory';
import type { CallRow, Endpoint, MessageRow } from '../../../../../shared/protocol/rows';
import { ALICE, BOB, SignallingBench } from '../signalling/signallingBench';

export { ALICE, BOB, PROXY } from '../signalling/signallingBench';

export const CAROL: Endpoint = { address: '192.0.2.3', port: 5060 };

const encoder = new TextEncoder();

/** Feeds texts to a signalling analysis and tells the story of their first call. */
export class StoryBench {
  readonly signalling = new SignallingBench();
  readonly texts: string[] = [];
  /** Messages whose bytes are no longer kept. */
  readonly evicted = new Set<number>();
  /** What is different in the rows from what the analysis said, by index. */
  readonly revisions = new Map<number, Partial<MessageRow>>();
  #lastAtMs = 0;

  see(atMs: number, source: Endpoint, destination: Endpoint, text: string): number {
    const row = this.signalling.see(atMs, source, destination, text);
    this.texts.push(text);
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
    return row.index;
  }

  fromAlice(atMs: number, text: string): number {
    return this.see(atMs, ALICE, BOB, text);
  }

  fromBob(atMs: number, text: string): number {
    return this.see(atMs, BOB, ALICE, text);
  }

  rows(): readonly MessageRow[] {
    return this.signalling.analysis.messages.map((row) => ({ ...row, ...this.revisions.get(row.index) }));
  }

  callRow(): CallRow {
    const key = this.signalling.analysis.calls()[0] ?? callKey('none');
    const row = this.signalling.analysis.callRow(key);
    if (row === null) throw new Error('no call');
    return row;
  }

  /** `untilMs` is where the capture ends; with the last message unless given. */
  story(untilMs = this.#lastAtMs): CallStory {
    return tellCall({
      call: this.callRow(),
      group: null,
      messages: this.rows(),
      readMessage: ({ index }) => (this.evicted.has(index) ? 'evicted' : encoder.encode(this.texts[index] ?? '')),
      captureEndsAtMs: untilMs,
    });
  }

  words(untilMs?: number): readonly string[] {
    return this.story(untilMs).moments.map(({ words }) => words);
  }

  /** The only moment whose words hold this text. */
  moment(text: string, untilMs?: number): StoryMoment {
    const { moments } = this.story(untilMs);
    const found = moments.filter(({ words }) => words.includes(text));
    if (found.length !== 1)
      throw new Error(`${found.length} moments with “${text}” in ${JSON.stringify(moments, null, 1)}`);
    return found[0]!;
  }
}

export const indexOf = (value: number) => messageIndex(value);
