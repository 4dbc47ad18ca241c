import type { CallKey } from '../../../../shared/ids';
import { advanceCall, giveUpWaiting, joinTalkingCall, type CallStep, type Wait } from './callProgress';
import { openCall, type CallRecord } from './callRecord';
import { DeadlineQueue } from './deadlineQueue';
import type { MessageFacts } from './messageReader';
import type { Sighting } from './sighting';
import { RINGING_TIMEOUT_MS, TRANSACTION_TIMEOUT_MS } from './timers';

/** All calls of the capture by Call-ID, in order of appearance, with the timers that run on them. */
export class CallTable {
  readonly #records: CallRecord[] = [];
  readonly #byCallId = new Map<string, CallRecord>();
  readonly #byKey = new Map<CallKey, CallRecord>();
  readonly #transactionWaits = new DeadlineQueue<CallRecord>(TRANSACTION_TIMEOUT_MS);
  readonly #ringingWaits = new DeadlineQueue<CallRecord>(RINGING_TIMEOUT_MS);
  #changed = new Set<CallKey>();

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
    return call;
  }

  advance(call: CallRecord, step: CallStep): void {
    this.#wait(advanceCall(call, step), call, step.sighting.nowMs);
  }

  noteChanged(call: CallRecord): void {
    this.#changed.add(call.key);
  }

  /** Lets the timers of calls run that are due; a timer whose call has moved on does nothing. */
  passTime(nowMs: number): void {
    for (const queue of [this.#transactionWaits, this.#ringingWaits]) {
      for (let call = queue.takeDue(nowMs); call !== undefined; call = queue.takeDue(nowMs)) {
        if (giveUpWaiting(call, nowMs, false)) this.noteChanged(call);
      }
    }
  }

  finish(nowMs: number): void {
    for (const call of this.#records) if (giveUpWaiting(call, nowMs, true)) this.noteChanged(call);
  }

  takeChanged(): CallKey[] {
    const changed = [...this.#changed];
    if (changed.length > 0) this.#changed = new Set();
    return changed;
  }

  #wait(wait: Wait, call: CallRecord, nowMs: number): void {
    if (wait === 'transaction') this.#transactionWaits.push(call, nowMs);
    if (wait === 'ringing') this.#ringingWaits.push(call, nowMs);
  }
}
