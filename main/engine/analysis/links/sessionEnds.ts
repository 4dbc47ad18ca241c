import type { LinkBook } from './linkBook';
import type { LinkedCall } from './linkedCall';
import { partnerOf } from './legPartner';
import { readSessionIdentifier, type SessionIdentifier } from './sessionIdentifier';
import { textNumber } from './textNumber';
import type { ValueMemory } from './valueMemory';

/** Numbers of the ends that Session-IDs of a call named, and of the pairs that they made in either order. */
export type SessionEnds = { readonly ends: number[]; readonly pairs: number[] };

const SESSION_KIND = 1;
const PAIR_KIND = 2;
/** Ends that one call may have one after the other. */
const MAX_ENDS = 8;
const MAX_PAIRS = 16;

/** Joins calls by Session-ID (RFC 7989): both ends keep their half over every machine between them. */
export class SessionLinks {
  readonly #book: LinkBook;
  readonly #values: ValueMemory;

  constructor(book: LinkBook, values: ValueMemory) {
    this.#book = book;
    this.#values = values;
  }

  onHeader(call: LinkedCall, value: string, at: { readonly atMs: number; readonly frame: number }): void {
    const identifier = readSessionIdentifier(value);
    if (identifier === null) return;
    call.session ??= { ends: [], pairs: [] };
    const pair = pairNumber(identifier);
    const isNew = !call.session.pairs.includes(pair);
    if (!isNew) return;
    if (call.session.pairs.length < MAX_PAIRS) call.session.pairs.push(pair);
    for (const half of [identifier.local, identifier.remote]) {
      if (half !== '') this.#onEnd(call, textNumber(SESSION_KIND, half), at);
    }
  }

  #onEnd(call: LinkedCall, end: number, { atMs, frame }: { readonly atMs: number; readonly frame: number }): void {
    const { ends } = call.session!;
    if (!ends.includes(end)) {
      if (ends.length >= MAX_ENDS) return;
      ends.push(end);
      const parted = this.#values.note(end, call, atMs);
      for (const holder of parted) this.#book.withdrawValue(holder, end);
    }
    const partner = partnerOf(call, this.#values.holdersOf(end));
    if (partner === null) return;
    const agree = haveCommonPair(call, partner);
    this.#book.claim({
      kind: 'leg',
      one: partner,
      other: call,
      evidence: {
        by: 'sessionId',
        confidence: agree ? 'certain' : 'likely',
        words: agree
          ? 'Session-ID is the same in both'
          : 'Session-ID names one same end in both, the other end differs',
        frames: [partner.firstFrame, frame],
        value: end,
      },
    });
  }
}

/** Equal for both orders; a nil half leaves the other alone. */
function pairNumber({ local, remote }: SessionIdentifier): number {
  return textNumber(PAIR_KIND, local < remote ? `${local}${remote}` : `${remote}${local}`);
}

const haveCommonPair = (one: LinkedCall, other: LinkedCall): boolean =>
  one.session?.pairs.some((pair) => other.session?.pairs.includes(pair)) ?? false;
