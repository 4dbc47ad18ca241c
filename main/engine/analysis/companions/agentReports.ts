import { frameNumber } from '../../../../shared/ids';
import type { CompanionEvent } from '../../../../shared/protocol/rows';
import { detached } from '../../decode/byteText';
import type { AgentReport } from './agentReport';
import type { Companion, CompanionState } from './companion';
import { counted, joined } from './words';

/** Longest report that is kept whole, in characters. */
const MAX_REPORT_LENGTH = 4096;
const MAX_SUBJECTS = 8;

/** Characters of reports that may be kept in all. */
export class ReportBudget {
  /** Reports that were not kept. */
  dropped = 0;
  #left: number;

  constructor(maxCharacters: number) {
    this.#left = maxCharacters;
  }

  take(characters: number): boolean {
    if (characters > this.#left) {
      this.dropped += 1;
      return false;
    }
    this.#left -= characters;
    return true;
  }

  giveBack(characters: number): void {
    this.#left += characters;
  }
}

/** What HEP agents report of one call between two endpoints: RTCP as JSON, log lines, marks for quality. */
export class AgentReports implements CompanionState {
  readonly #companion: Companion;
  readonly #budget: ReportBudget;
  readonly #onRelease: () => void;
  readonly #subjects = new Map<string, number>();
  #keptCharacters = 0;

  constructor(companion: Companion, budget: ReportBudget, onRelease: () => void) {
    this.#companion = companion;
    this.#budget = budget;
    this.#onRelease = onRelease;
  }

  note({ subject, text, frame, atMs }: AgentReport, forward: boolean): void {
    this.#count(subject);
    const words = textOf(subject, text);
    if (!this.#budget.take(words.length)) {
      this.#companion.log.omit();
      return;
    }
    this.#keptCharacters += words.length;
    this.#giveBack(this.#companion.log.add({ frame: frameNumber(frame), atMs, forward, words, wrong: false }));
  }

  /** The companion leaves. */
  release(): void {
    this.#budget.giveBack(this.#keptCharacters);
    this.#keptCharacters = 0;
    this.#onRelease();
  }

  summary(): string {
    return joined('HEP agent', ...[...this.#subjects].map(([subject, count]) => counted(count, subject)));
  }

  isWrong(): boolean {
    return false;
  }

  #count(subject: string): void {
    const count = this.#subjects.get(subject);
    if (count !== undefined) this.#subjects.set(subject, count + 1);
    else if (this.#subjects.size < MAX_SUBJECTS) this.#subjects.set(detached(subject), 1);
  }

  #giveBack(event: CompanionEvent | null): void {
    if (event === null) return;
    this.#keptCharacters -= event.words.length;
    this.#budget.giveBack(event.words.length);
  }
}

function textOf(subject: string, text: string): string {
  const cut = text.length > MAX_REPORT_LENGTH ? `${text.slice(0, MAX_REPORT_LENGTH)}…` : text;
  return detached(`${subject}: ${cut}`);
}
