import type { SipHeader } from '../../decode/sip/sipMessage';
import { DEFAULT_LEG_HEADERS } from '../../../../shared/sip/legHeaders';
import { HeaderNames, isRemembered } from './legHeaders';
import type { LinkBook } from './linkBook';
import { canBeLegs, partnerOf } from './legPartner';
import { comesFromWhere, type LinkedCall } from './linkedCall';
import { LINK_LIMITS, type LinkLimits } from './linkLimits';
import { textNumber } from './textNumber';
import { ValueMemory } from './valueMemory';

const SHORTEST_VALUE = 6;
const LONGEST_VALUE = 256;
/** Header fields of one call that are remembered, and the numbers that each takes. */
const MAX_FIELDS = 16;
const NUMBERS_PER_FIELD = 2;
/** A value that no call has used for this long joins no further one. */
const MAX_AGE_MS = 4 * 3_600_000;

const TEXT_KIND = 0;
const UPPER = 0x1_0000_0000;
const NAME_SPREAD = 0x9e3779b1;

/** A number for a value under a name: another one under every other name. */
const valueUnder = (name: number, text: number): number =>
  Math.floor(text / UPPER) * UPPER + (((text % UPPER) ^ Math.imul(name, NAME_SPREAD)) >>> 0);

export type HeaderLinksOptions = {
  readonly book: LinkBook;
  readonly limits: LinkLimits;
  /** The call with this Call-ID. */
  readonly callOf: (callId: string) => LinkedCall | null;
};

/**
 * Joins calls by header fields whose names somebody may choose. Of each INVITE the numbers of its values are remembered, so that
 * another choice of names joins the calls that are over, too.
 */
export class HeaderLinks {
  forgotten = 0;
  readonly #options: HeaderLinksOptions;
  readonly #names = new HeaderNames();
  #chosen: ReadonlySet<string> = new Set(DEFAULT_LEG_HEADERS.map((name) => name.toLowerCase()));
  #values: ValueMemory;
  /** Calls with remembered fields, oldest first from `#first` on. */
  #remembered: LinkedCall[] = [];
  #first = 0;
  #fields = 0;

  constructor(options: HeaderLinksOptions) {
    this.#options = options;
    this.#values = this.#newValues();
  }

  get shared(): number {
    return this.#values.shared;
  }

  get forgottenValues(): number {
    return this.forgotten + this.#values.forgotten;
  }

  /** A header field of an INVITE that opens a dialog. */
  onHeader(call: LinkedCall, { key, value }: SipHeader, at: { readonly atMs: number; readonly frame: number }): void {
    if (value.length < SHORTEST_VALUE || value.length > LONGEST_VALUE || !isRemembered(key)) return;
    const name = this.#names.numberOf(key);
    if (name === null) return;
    const text = textNumber(TEXT_KIND, value);
    if (!this.#remember(call, name, text) || !this.#chosen.has(key)) return;
    const named = this.#options.callOf(value);
    if (named !== null) this.#joinNamed(call, named, { key, ...at });
    this.#joinEqual(call, { name, text, key, ...at });
  }

  /** Chooses other names and joins the calls that are remembered anew. @param all every call of the capture */
  setHeaders(names: readonly string[], all: Iterable<LinkedCall>): void {
    this.#chosen = new Set(names.map((name) => name.toLowerCase()));
    this.#values = this.#newValues();
    const calls = this.#remembered.slice(this.#first);
    for (const call of calls) this.#options.book.withdrawKind(call, 'header');
    const byCallId = new Map<number, LinkedCall>();
    for (const call of all) byCallId.set(textNumber(TEXT_KIND, call.callId), call);
    for (const call of calls) this.#rejoin(call, byCallId);
  }

  #rejoin(call: LinkedCall, byCallId: ReadonlyMap<number, LinkedCall>): void {
    const fields = call.fields ?? [];
    for (let at = 0; at < fields.length; at += NUMBERS_PER_FIELD) {
      const name = fields[at]!;
      const text = fields[at + 1]!;
      const key = this.#names.nameOf(name);
      if (!this.#chosen.has(key)) continue;
      const where = { key, atMs: call.startedAtMs, frame: call.firstFrame };
      const named = byCallId.get(text);
      if (named !== undefined) this.#joinNamed(call, named, where);
      this.#joinEqual(call, { name, text, ...where });
    }
  }

  /** True when the call did not have it before, so that a copy on another hop is not looked at again. */
  #remember(call: LinkedCall, name: number, text: number): boolean {
    call.fields ??= this.#admit(call);
    const { fields } = call;
    if (fields === FORGOTTEN) return false;
    for (let at = 0; at < fields.length; at += NUMBERS_PER_FIELD) {
      if (fields[at] === name && fields[at + 1] === text) return false;
    }
    if (fields.length >= MAX_FIELDS * NUMBERS_PER_FIELD) return false;
    fields.push(name, text);
    this.#fields += 1;
    while (this.#fields > this.#options.limits.maxRemembered && this.#first < this.#remembered.length - 1)
      this.#leave();
    return true;
  }

  #admit(call: LinkedCall): number[] {
    this.#remembered.push(call);
    return [];
  }

  #leave(): void {
    const oldest = this.#remembered[this.#first]!;
    this.#first += 1;
    this.#fields -= (oldest.fields?.length ?? 0) / NUMBERS_PER_FIELD;
    oldest.fields = FORGOTTEN;
    this.forgotten += 1;
    if (2 * this.#first < this.#remembered.length) return;
    this.#remembered = this.#remembered.slice(this.#first);
    this.#first = 0;
  }

  #joinNamed(
    call: LinkedCall,
    named: LinkedCall,
    { key, frame }: { readonly key: string; readonly frame: number },
  ): void {
    if (!canBeLegs(call, named)) return;
    const words = `${key} of one is the Call-ID of the other`;
    const frames = [named.firstFrame, frame];
    this.#options.book.claim({
      kind: 'leg',
      one: named,
      other: call,
      evidence: { by: 'header', confidence: 'certain', words, frames, value: 0 },
    });
  }

  #joinEqual(
    call: LinkedCall,
    field: {
      readonly name: number;
      readonly text: number;
      readonly key: string;
      readonly atMs: number;
      readonly frame: number;
    },
  ): void {
    const { book } = this.#options;
    const value = valueUnder(field.name, field.text);
    for (const holder of this.#values.note(value, call, field.atMs)) book.withdrawValue(holder, value);
    const partner = partnerOf(call, this.#values.holdersOf(value));
    if (partner === null) return;
    const chained = comesFromWhere(call, partner);
    const words = `${field.key} is the same in both${chained ? ', and one begins where the other went' : ''}`;
    const frames = [partner.firstFrame, field.frame];
    const confidence = chained ? 'certain' : 'likely';
    book.claim({
      kind: 'leg',
      one: partner,
      other: call,
      evidence: { by: 'header', confidence, words, frames, value },
    });
  }

  #newValues(): ValueMemory {
    const { maxValues, maxCallsOfValue } = { ...LINK_LIMITS, ...this.#options.limits };
    return new ValueMemory({ maxValues, maxCalls: maxCallsOfValue, maxAgeMs: MAX_AGE_MS });
  }
}

/** Fields of a call that were forgotten: not null, so that they do not come again. */
const FORGOTTEN: number[] = [];
