import type { Confidence } from '../../../../shared/protocol/confidence';
import type { LinkEvidence } from '../../../../shared/protocol/callGroups';
import { readStartLine } from '../../decode/sip/startLine';
import { headerOf } from '../../decode/sip/headerOf';
import { splitList } from '../../decode/sip/splitList';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import { detached } from '../signalling/stringPool';
import { ExpectedCalls, noteMachine, type Expectation } from './expectedCalls';
import { linkBetween } from './callLinkage';
import type { LinkBook } from './linkBook';
import type { LinkedCall } from './linkedCall';
import { type NamedDialog, readComparableUser, readNamedDialog, readTarget, type Target } from './referral';
import { nameOf } from './partyName';
import { textNumber } from './textNumber';
import { sameUser } from './userNumber';

const CALL_ID_KIND = 4;
/** Contacts of one redirect that are looked at. */
const MAX_CONTACTS = 8;
/** Expectations of one call that are kept for what is said of them later. */
const MAX_EXPECTED_OF_CALL = 8;
/** The report of a transfer follows the answer to the new call within this time. */
const REPORT_MS = 5000;

type Match = {
  readonly expectation: Expectation;
  readonly by: LinkEvidence;
  readonly confidence: Confidence;
  readonly words: string;
};

export type TransferLinksOptions = {
  readonly book: LinkBook;
  readonly maxExpected: number;
  /** The call with this Call-ID. */
  readonly callOf: (callId: string) => LinkedCall | null;
};

/** Follows what leads from one call to another: REFER (RFC 3515), Replaces (RFC 3891), Referred-By (RFC 3892), and 3xx. */
export class TransferLinks {
  readonly #options: TransferLinksOptions;
  readonly #expected: ExpectedCalls;

  constructor(options: TransferLinksOptions) {
    this.#options = options;
    this.#expected = new ExpectedCalls(options.maxExpected);
  }

  get forgotten(): number {
    return this.#expected.forgotten;
  }

  passTime(nowMs: number): void {
    this.#expected.passTime(nowMs);
  }

  /** A REFER in a call, or one outside that names the call's dialog (RFC 4538). */
  onRefer(call: LinkedCall | null, analysed: AnalysedMessage): void {
    const { message, facts, row } = analysed;
    const named = headerOf(message, 'target-dialog');
    const about = call ?? this.#callNamed(named === null ? null : readNamedDialog(named.value));
    const referTo = headerOf(message, 'refer-to');
    const target = referTo === null ? null : readTarget(referTo.value);
    if (about === null || target === null) return;
    const { tag, uri } = about.from;
    const isFromCaller = (tag !== '' && facts.from.tag === tag) || facts.from.uri === uri;
    const [by, whom] = isFromCaller ? [about.from, about.to] : [about.to, about.from];
    const referredBy = headerOf(message, 'referred-by');
    const expectation = this.#expect(about, target, {
      kind: 'transfer',
      referrer: readComparableUser(referredBy?.value ?? facts.from.uri),
      machine: row.destination.address,
      clause: `${nameOf(by)} transfers ${nameOf(whom)} to ${nameOf({ user: target.name, uri: '' })}`,
      atMs: analysed.nowMs,
      frame: row.frame,
    });
    if (expectation !== null) this.#linkReplacedOf(expectation, target.replaces);
  }

  /** A 3xx to the call's INVITE. */
  onRedirect(call: LinkedCall, { message, row, nowMs }: AnalysedMessage): void {
    const contact = headerOf(message, 'contact');
    if (contact === null) return;
    for (const { start, end } of splitList(contact.value).slice(0, MAX_CONTACTS)) {
      const target = readTarget(contact.value, start, end);
      if (target === null) continue;
      this.#expect(call, target, {
        kind: 'retry',
        referrer: '',
        machine: row.destination.address,
        clause: `${nameOf(call.from)} is redirected to ${nameOf({ user: target.name, uri: '' })}`,
        atMs: nowMs,
        frame: row.frame,
      });
    }
  }

  /** The first INVITE of a call. */
  onInvite(call: LinkedCall, analysed: AnalysedMessage): void {
    const replacesHeader = headerOf(analysed.message, 'replaces');
    const replaces = replacesHeader === null ? null : readNamedDialog(replacesHeader.value);
    if (replaces !== null) this.#replace(call, replaces, analysed.row.frame);
    const match = this.#matchOf(call, analysed, replaces);
    if (match === null) return;
    const { expectation, by, confidence, words } = match;
    expectation.fulfilledBy ??= call;
    const { kind, call: one, clause, frame } = expectation;
    const evidence = { by, confidence, words, frames: [frame, analysed.row.frame], value: 0 };
    this.#options.book.claim({ kind, one, other: call, evidence, clause, leads: true });
  }

  /** NOTIFY of a REFER's outcome with a piece of a SIP message (RFC 3515 §2.4.5, RFC 3420). */
  onNotify(call: LinkedCall, { message, bytes, start, row, facts, nowMs }: AnalysedMessage): void {
    const expectation = call.expected?.findLast((each) => each.kind === 'transfer');
    const other = expectation?.fulfilledBy;
    if (expectation === undefined || !other || facts.bodyBytes === 0) return;
    const status = statusOfFragment(bytes, start + message.body.start, start + message.body.end);
    if (status === null || status < 200 || linkBetween(call, other) === undefined) return;
    const inStep = other.answered !== null && Math.abs(nowMs - other.answered.atMs) <= REPORT_MS;
    const failed = status >= 300;
    this.#options.book.claim({
      kind: 'transfer',
      one: call,
      other,
      clause: failed ? `${expectation.clause}, which fails with ${status}` : expectation.clause,
      leads: true,
      evidence: {
        by: 'refer',
        confidence: failed || inStep ? 'certain' : 'likely',
        words: failed
          ? `the REFER asks for it, and its NOTIFY reports ${status}`
          : 'the REFER asks for it, and its NOTIFY reports the answer',
        frames: [expectation.frame, row.frame],
        value: 0,
      },
    });
  }

  #callNamed(dialog: NamedDialog | null): LinkedCall | null {
    return dialog === null ? null : this.#options.callOf(dialog.callId);
  }

  /** null when it is one that is expected already, seen on another hop. */
  #expect(
    call: LinkedCall,
    { comparable, replaces }: Target,
    about: Pick<Expectation, 'kind' | 'referrer' | 'clause' | 'atMs' | 'frame'> & { readonly machine: string },
  ): Expectation | null {
    const { machine, ...rest } = about;
    const known = call.expected?.find((each) => each.kind === rest.kind && each.target === comparable);
    if (known !== undefined && rest.atMs - known.atMs < REPORT_MS) {
      noteMachine(known, machine);
      return null;
    }
    const expectation: Expectation = {
      ...rest,
      call,
      target: detached(comparable),
      replaces: replaces === null ? 0 : textNumber(CALL_ID_KIND, replaces.callId),
      referrer: detached(rest.referrer),
      clause: detached(rest.clause),
      machines: [machine],
      fulfilledBy: null,
    };
    call.expected = [...(call.expected ?? []), expectation].slice(-MAX_EXPECTED_OF_CALL);
    this.#expected.add(expectation);
    return expectation;
  }

  /**
   * An attended transfer names the other call of the one who transfers: not its result, for it began before, but a machine between
   * them may join the two itself.
   */
  #linkReplacedOf({ call, clause, frame }: Expectation, replaces: NamedDialog | null): void {
    const other = this.#callNamed(replaces);
    if (other === null || other === call) return;
    const words = 'the REFER names this call in Replaces';
    const frames = [frame, other.firstFrame];
    const evidence = { by: 'replaces', confidence: 'certain', words, frames, value: 0 } as const;
    this.#options.book.claim({ kind: 'consultation', one: call, other, clause, evidence });
  }

  #replace(call: LinkedCall, dialog: NamedDialog, frame: number): void {
    const replaced = this.#callNamed(dialog);
    if (replaced === null || replaced === call) return;
    const tags = [replaced.from.tag, replaced.to.tag].filter((tag) => tag !== '');
    const fits = dialog.tags.length === 0 || dialog.tags.some((tag) => tags.includes(tag));
    const verb = dialog.earlyOnly || replaced.answered === null ? 'picks up' : 'takes over';
    this.#options.book.claim({
      kind: 'replacement',
      one: replaced,
      other: call,
      clause: detached(`${nameOf(call.from)} ${verb} the call from ${nameOf(replaced.from)} to ${nameOf(replaced.to)}`),
      leads: true,
      evidence: {
        by: 'replaces',
        confidence: fits ? 'certain' : 'likely',
        words: fits ? 'Replaces names this call' : 'Replaces names this Call-ID, with other tags',
        frames: [replaced.firstFrame, frame],
        value: 0,
      },
    });
  }

  /** The best match; of several equal ones the oldest that is not fulfilled, and then nobody can be sure. */
  #matchOf(call: LinkedCall, { message, row }: AnalysedMessage, replaces: NamedDialog | null): Match | null {
    const number = replaces === null ? 0 : textNumber(CALL_ID_KIND, replaces.callId);
    const header = headerOf(message, 'referred-by');
    const referredBy = header === null ? '' : readComparableUser(header.value);
    const targets = call.called === call.requested ? [call.called] : [call.called, call.requested];
    const matches = this.#expected
      .expectationsOf(
        targets.filter((target) => target !== ''),
        number,
      )
      .filter((each) => each.call !== call && each.fulfilledBy === null)
      .map((each) => matchWith(each, { call, replaces: number, referredBy, machine: row.source.address }))
      .filter((match) => match !== null);
    const certain = matches.find(({ confidence, by }) => confidence === 'certain' && by === 'replaces');
    if (certain !== undefined) return certain;
    const first = matches.find(({ confidence }) => confidence === 'certain') ?? matches[0];
    if (first === undefined) return null;
    const rivals = matches.filter(({ confidence }) => confidence === first.confidence).length;
    return rivals === 1 ? first : { ...first, confidence: 'possible' };
  }
}

type Arrived = {
  readonly call: LinkedCall;
  readonly replaces: number;
  readonly referredBy: string;
  readonly machine: string;
};

function matchWith(expectation: Expectation, arrived: Arrived): Match | null {
  const { kind, replaces, referrer, machines, target } = expectation;
  const fromThere = machines.includes(arrived.machine);
  if (kind === 'retry') {
    const sameCaller = arrived.call.calling === '' || sameUser(arrived.call.calling, expectation.call.calling);
    if (!fromThere || !sameCaller) return null;
    return { expectation, by: 'redirect', confidence: 'likely', words: 'goes to the Contact of the redirect' };
  }
  if (replaces !== 0 && replaces === arrived.replaces) {
    return {
      expectation,
      by: 'replaces',
      confidence: 'certain',
      words: 'Refer-To and the INVITE name the same Replaces',
    };
  }
  if (!sameTarget(arrived.call, target)) return null;
  if (sameUser(referrer, arrived.referredBy)) {
    const confidence = fromThere ? 'certain' : 'likely';
    return {
      expectation,
      by: 'referredBy',
      confidence,
      words: 'Referred-By names who sent the REFER, and Refer-To who is called',
    };
  }
  if (!fromThere) return null;
  const words = 'the machine that the REFER went to calls its target';
  return { expectation, by: 'refer', confidence: 'likely', words };
}

const sameTarget = ({ called, requested }: LinkedCall, target: string): boolean =>
  sameUser(called, target) || sameUser(requested, target);

/** Status of `SIP/2.0 200 OK`, the first line of a message/sipfrag; null when there is none. */
function statusOfFragment(bytes: Uint8Array, start: number, end: number): number | null {
  const last = Math.min(end, bytes.length);
  let lineEnd = start;
  while (lineEnd < last && bytes[lineEnd] !== CARRIAGE_RETURN && bytes[lineEnd] !== LINE_FEED) lineEnd += 1;
  const line = readStartLine(bytes, start, lineEnd, 0, null);
  return line !== null && 'status' in line ? line.status : null;
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
