import type { CallKey } from '../../../../shared/ids';
import { EVIDENCE, hasEvidence, noteEvidence } from './callEvidence';
import { negotiate } from './callMedia';
import { observeStep } from './callObservations';
import { advanceCall, giveUpWaiting, joinTalkingCall, type Wait } from './callProgress';
import type { HeardAddresses } from '../registrations/heardAddresses';
import { openCall, type CallRecord } from './callRecord';
import type { CallStep } from './callStep';
import { noteTrait } from './callTraits';
import { noteReplacing } from './callTransfer';
import { DeadlineQueue } from './deadlineQueue';
import { HEADER_MARK } from './headerMarks';
import type { MessageFacts } from './messageReader';
import { RecentRedirects } from './recentRedirects';
import { noteMissedRefresh } from './sessionTimer';
import type { Sighting } from './sighting';
import { RINGING_TIMEOUT_MS, TRANSACTION_TIMEOUT_MS } from './timers';

/** How often a session with a timer is looked at: the shortest that RFC 4028 §5 allows. */
const SESSION_CHECK_MS = 90_000;

/** All calls of the capture by Call-ID, in order of appearance, with the timers that run on them. */
export class CallTable {
  readonly #records: CallRecord[] = [];
  readonly #byCallId = new Map<string, CallRecord>();
  readonly #byKey = new Map<CallKey, CallRecord>();
  readonly #transactionWaits = new DeadlineQueue<CallRecord>(TRANSACTION_TIMEOUT_MS);
  readonly #ringingWaits = new DeadlineQueue<CallRecord>(RINGING_TIMEOUT_MS);
  readonly #sessionChecks = new DeadlineQueue<CallRecord>(SESSION_CHECK_MS);
  readonly #redirects = new RecentRedirects();
  readonly #heard: HeardAddresses;
  #changed = new Set<CallKey>();

  /** `heard`: who has sent anything in the capture. */
  constructor(heard: HeardAddresses) {
    this.#heard = heard;
  }

  get records(): readonly CallRecord[] {
    return this.#records;
  }

  find(key: CallKey): CallRecord | undefined {
    return this.#byKey.get(key);
  }

  findByCallId(callId: string): CallRecord | undefined {
    return this.#byCallId.get(callId);
  }

  /** Opens a call with an INVITE or a response to one; its own analysis follows with `advance`. */
  open(facts: MessageFacts, sighting: Sighting): CallRecord {
    const { source, destination, atMs, nowMs } = sighting;
    const call = openCall({
      ordinal: this.#records.length + 1,
      callId: facts.callId,
      from: facts.from,
      to: facts.to,
      source: facts.isRequest ? source : destination,
      destination: facts.isRequest ? destination : source,
      atMs,
      nowMs,
    });
    this.#records.push(call);
    this.#byCallId.set(call.callId, call);
    this.#byKey.set(call.key, call);
    if (facts.isRequest && facts.to.tag !== '') joinTalkingCall(call, facts);
    else if (this.#redirects.isFollowed(facts.from.uri, facts.requestUri, nowMs)) noteTrait(call, 'redirected');
    return call;
  }

  advance(call: CallRecord, step: CallStep): void {
    const { facts, transaction, message, sighting, description } = step;
    const { phase, timer } = call;
    this.#wait(advanceCall(call, step), call, sighting.nowMs);
    observeStep(call, step);
    if (description !== null) negotiate(call, facts, transaction, description);
    if (timer === null && call.timer !== null) this.#sessionChecks.push(call, sighting.nowMs);
    if (call.phase === 'redirected' && phase !== 'redirected') {
      this.#redirects.note(call.from.uri, message, sighting.nowMs);
    }
    if (facts.method === 'INVITE' && (facts.headerMarks & HEADER_MARK.replaces) !== 0) this.#noteReplaced(call, step);
  }

  noteChanged(call: CallRecord): void {
    this.#changed.add(call.key);
  }

  /** Lets the timers of calls run that are due; a timer whose call has moved on does nothing. */
  passTime(nowMs: number): void {
    for (const queue of [this.#transactionWaits, this.#ringingWaits]) {
      for (let call = queue.takeDue(nowMs); call !== undefined; call = queue.takeDue(nowMs)) {
        if (giveUpWaiting(call, nowMs, false)) this.noteChanged(call);
        this.#noteHeard(call);
      }
    }
    const checks = this.#sessionChecks;
    for (let call = checks.takeDue(nowMs); call !== undefined; call = checks.takeDue(nowMs)) {
      if (noteMissedRefresh(call, nowMs)) this.noteChanged(call);
      else if (call.timer !== null) checks.push(call, nowMs);
    }
  }

  finish(nowMs: number): void {
    for (const call of this.#records) {
      const gaveUp = giveUpWaiting(call, nowMs, true);
      if (noteMissedRefresh(call, nowMs) || gaveUp) this.noteChanged(call);
      this.#noteHeard(call);
    }
  }

  takeChanged(): CallKey[] {
    const changed = [...this.#changed];
    if (changed.length > 0) this.#changed = new Set();
    return changed;
  }

  /** Over a connection silence says something when the other side is heard at all. */
  #noteHeard(call: CallRecord): void {
    if (call.phase !== 'unanswered' || !hasEvidence(call, EVIDENCE.overConnection)) return;
    if (hasEvidence(call, EVIDENCE.heardOtherwise) || !this.#heard.has(call.destination, call.source)) return;
    noteEvidence(call, EVIDENCE.heardOtherwise);
    this.noteChanged(call);
  }

  /** RFC 3891: the call that an INVITE takes the place of, where it is in the capture. */
  #noteReplaced(call: CallRecord, { message }: CallStep): void {
    const callId = noteReplacing(call, message);
    const replaced = callId === null ? undefined : this.#byCallId.get(callId);
    if (replaced === undefined || replaced === call) return;
    noteTrait(replaced, 'replaced');
    this.noteChanged(replaced);
  }

  #wait(wait: Wait, call: CallRecord, nowMs: number): void {
    if (wait === 'transaction') this.#transactionWaits.push(call, nowMs);
    if (wait === 'ringing') this.#ringingWaits.push(call, nowMs);
  }
}
