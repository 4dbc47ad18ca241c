import type { SipIssueCode } from '../../decode/sip/sipMessage';

const NONE: readonly SipIssueCode[] = Object.freeze([]);
/** Places at which segments contradict each other, remembered until the message there is handed out. */
const MAX_DIFFERENCES = 64;

/** What was wrong with the way the next unit of a direction came. Offsets are bytes of the direction. */
export class UnitIssues {
  #codes: SipIssueCode[] = [];
  #differences: { readonly from: number; readonly to: number }[] = [];

  note(code: SipIssueCode): void {
    if (!this.#codes.includes(code)) this.#codes.push(code);
  }

  noteDifference(from: number, to: number): void {
    if (this.#differences.length < MAX_DIFFERENCES) this.#differences.push({ from, to });
  }

  /** The codes for the unit that ends at `endOffset`; the next one begins without. */
  take(endOffset: number): readonly SipIssueCode[] {
    const differs = this.#differences.some(({ from }) => from < endOffset);
    if (differs) {
      this.note('overlappingSegments');
      this.#differences = this.#differences.filter(({ to }) => to > endOffset);
    }
    if (this.#codes.length === 0) return NONE;
    const codes = this.#codes;
    this.#codes = [];
    return codes;
  }

  /** What stood before `offset` is not handed out. */
  skipTo(offset: number): void {
    if (this.#differences.length > 0) this.#differences = this.#differences.filter(({ to }) => to > offset);
  }
}
