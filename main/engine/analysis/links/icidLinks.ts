import type { LinkBook } from './linkBook';
import type { LinkedCall } from './linkedCall';
import { partnerOf } from './legPartner';
import { textNumber } from './textNumber';
import type { ValueMemory } from './valueMemory';

const ICID_KIND = 5;

/** Joins calls by the ICID of P-Charging-Vector (RFC 7315 §4.6), which is made to tell which legs are one session. */
export class IcidLinks {
  readonly #book: LinkBook;
  readonly #values: ValueMemory;

  constructor(book: LinkBook, values: ValueMemory) {
    this.#book = book;
    this.#values = values;
  }

  onIcid(call: LinkedCall, icid: string, { atMs, frame }: { readonly atMs: number; readonly frame: number }): void {
    const value = textNumber(ICID_KIND, icid);
    for (const holder of this.#values.note(value, call, atMs)) this.#book.withdrawValue(holder, value);
    const partner = partnerOf(call, this.#values.holdersOf(value));
    if (partner === null) return;
    const words = 'ICID of P-Charging-Vector is the same in both';
    const frames = [partner.firstFrame, frame];
    const evidence = { by: 'icid', confidence: 'certain', words, frames, value } as const;
    this.#book.claim({ kind: 'leg', one: partner, other: call, evidence });
  }
}
