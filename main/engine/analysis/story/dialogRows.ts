import type { CallSide, DialogRow } from '../../../../shared/protocol/callStory';
import type { MessageRow } from '../../../../shared/protocol/rows';
import { TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { DialogTimer } from './sessionTimers';
import type { StoryEvent } from './storyEvents';
import { MAX_DIALOGS } from './storyLimits';
import type { StoryMessage } from './storyMessage';
import { isInitialInvite, type StorySides } from './storySides';

type OpenDialog = {
  readonly callerTag: string;
  readonly calleeTag: string;
  readonly startedAtMs: number;
  /** CSeq number of the INVITE that opened it; null where that was not seen. */
  readonly openedBy: number | null;
  callerTarget: string;
  calleeTarget: string;
  routeSet: readonly string[];
  confirmedAtMs: number | null;
  endedAtMs: number | null;
  endedBy: CallSide | null;
  /** Of the top Via of its responses, on every hop. */
  readonly branches: Set<string>;
  readonly timer: DialogTimer;
};

export type DialogTelling = { readonly dialogs: readonly DialogRow[]; readonly omitted: number };

/** Requests of a confirmed dialog; PRACK and UPDATE may come earlier. The ACK to a refusal carries a tag that made no dialog. */
const SHOWS_CONFIRMED: ReadonlySet<string> = new Set(['BYE', 'INVITE', 'INFO', 'REFER']);
const SHOWS_DIALOG: ReadonlySet<string> = new Set([...SHOWS_CONFIRMED, 'PRACK', 'UPDATE']);
const REFRESHES_TARGET: ReadonlySet<string> = new Set(['INVITE', 'UPDATE']);

/** The dialogs that the INVITEs of a call opened (RFC 3261 §12), by both tags. */
export class DialogTable {
  readonly #dialogs = new Map<string, OpenDialog>();
  readonly #sides: StorySides;
  /** Who cancelled, by the CSeq number of the INVITE. */
  readonly #cancelled = new Map<number, CallSide | null>();
  /** When an INVITE was cancelled on a hop, by its branch. */
  readonly #cancelledBranches = new Map<string, number>();
  readonly #omitted = new Set<string>();

  constructor(sides: StorySides) {
    this.#sides = sides;
  }

  /**
   * Takes the events in order of time. Those that stayed between inner hops say nothing of the caller's dialogs, but that one of
   * them is over: a proxy that forks keeps the refusals of the other branches to itself (RFC 3261 §16.7).
   */
  take(event: StoryEvent): void {
    this.#noteBranchEnd(event);
    if (event.inner) return;
    if (event.message.isRequest) this.#takeRequest(event.message);
    else this.#takeResponse(event);
  }

  tell(untilMs: number): DialogTelling {
    this.#dropForks(untilMs);
    return {
      dialogs: [...this.#dialogs.values()].map((dialog) => dialogRow(dialog, untilMs)),
      omitted: this.#omitted.size,
    };
  }

  #noteBranchEnd({ message, sightings, inner }: StoryEvent): void {
    const { method, isRequest, row } = message;
    if (isRequest && method === 'CANCEL') {
      for (const { row: sighting } of sightings) {
        if (!this.#cancelledBranches.has(sighting.branch)) this.#cancelledBranches.set(sighting.branch, sighting.atMs);
      }
    } else if (method === 'INVITE' && inner && (row.status ?? 0) >= 300) {
      const dialog = this.#find(message);
      if (dialog !== null) this.#refuse(dialog, row);
    }
  }

  #takeRequest(message: StoryMessage): void {
    const { method, toTag, fromTag, row } = message;
    if (method === 'CANCEL') this.#cancelled.set(row.cseqNumber ?? 0, this.#sides.requesterOf(message));
    if (toTag === '' || fromTag === '' || !SHOWS_DIALOG.has(method)) return;
    const dialog = this.#open(message, null);
    if (dialog === null) return;
    const sender = this.#sides.requesterOf(message);
    if (REFRESHES_TARGET.has(method)) setTarget(dialog, sender, message);
    if (method !== 'BYE') return;
    if (dialog.endedAtMs === null) dialog.endedBy = sender;
    dialog.endedAtMs ??= row.atMs;
  }

  #takeResponse({ message, sightings, request }: StoryEvent): void {
    const { method, toTag, row } = message;
    const status = row.status ?? 0;
    const isWithin = (request?.message.toTag ?? '') !== '';
    if (method === 'INVITE' && !isWithin && status >= 300) this.#refuseAll(message);
    if (isWithin && (status === 481 || status === 408) && method !== 'CANCEL') this.#lose(message);
    if (toTag === '' || status <= 100 || status >= 300 || !REFRESHES_TARGET.has(method)) return;
    const dialog = method === 'INVITE' ? this.#open(message, request?.message ?? null) : this.#find(message);
    if (dialog === null) return;
    for (const sighting of sightings) dialog.branches.add(sighting.row.branch);
    this.#progress(dialog, message, request, status);
  }

  #progress(dialog: OpenDialog, message: StoryMessage, request: StoryEvent | null, status: number): void {
    const requester = this.#sides.requesterOf(message);
    setTarget(dialog, this.#sides.senderOf(message), message);
    if (request !== null && isInitialInvite(request.message)) {
      setTarget(dialog, requester, request.message);
      if (message.recordRoute.length > 0) dialog.routeSet = [...message.recordRoute].reverse();
    }
    if (status === 199) dialog.endedAtMs ??= message.row.atMs;
    if (status < 200) return;
    if (message.method === 'INVITE') dialog.confirmedAtMs ??= message.row.atMs;
    dialog.timer.take(message, requester);
  }

  /** A final refusal of the first INVITE ends what was early (RFC 3261 §13.2.2.3). */
  #refuseAll({ row }: StoryMessage): void {
    for (const dialog of this.#dialogs.values()) {
      if (dialog.openedBy !== null && dialog.openedBy === row.cseqNumber) this.#refuse(dialog, row);
    }
  }

  #refuse(dialog: OpenDialog, { atMs, cseqNumber }: MessageRow): void {
    if (dialog.confirmedAtMs !== null || dialog.endedAtMs !== null) return;
    dialog.endedAtMs = atMs;
    dialog.endedBy = this.#cancelled.get(cseqNumber ?? 0) ?? null;
  }

  /** 481 and 408 to a request within the dialog end it (RFC 3261 §12.2.1.2). */
  #lose(message: StoryMessage): void {
    const dialog = this.#find(message);
    if (dialog !== null) dialog.endedAtMs ??= message.row.atMs;
  }

  /**
   * After the first 2xx a proxy cancels the other branches (RFC 3261 §16.7), and the caller gives up the early dialogs of other
   * forks 64·T1 later (§13.2.2.4).
   */
  #dropForks(untilMs: number): void {
    const confirmedAtMs = new Map<number, number>();
    for (const { openedBy, confirmedAtMs: atMs } of this.#dialogs.values()) {
      if (openedBy === null || atMs === null) continue;
      confirmedAtMs.set(openedBy, Math.min(atMs, confirmedAtMs.get(openedBy) ?? atMs));
    }
    for (const dialog of this.#dialogs.values()) {
      if (dialog.confirmedAtMs !== null || dialog.openedBy === null) continue;
      const answeredAtMs = confirmedAtMs.get(dialog.openedBy);
      if (answeredAtMs === undefined) continue;
      const goneAtMs = this.#cancelledAtMs(dialog) ?? answeredAtMs + TRANSACTION_TIMEOUT_MS;
      if (goneAtMs <= untilMs) dialog.endedAtMs ??= goneAtMs;
    }
  }

  #cancelledAtMs({ branches, startedAtMs }: OpenDialog): number | null {
    for (const branch of branches) {
      const atMs = this.#cancelledBranches.get(branch);
      if (atMs !== undefined && atMs >= startedAtMs && branch !== '') return atMs;
    }
    return null;
  }

  #find(message: StoryMessage): OpenDialog | null {
    return this.#dialogs.get(dialogKey(this.#tags(message))) ?? null;
  }

  #open(message: StoryMessage, invite: StoryMessage | null): OpenDialog | null {
    const tags = this.#tags(message);
    const key = dialogKey(tags);
    const known = this.#dialogs.get(key);
    if (known !== undefined) return known;
    if (this.#dialogs.size >= MAX_DIALOGS) {
      this.#omitted.add(key);
      return null;
    }
    const dialog: OpenDialog = {
      ...tags,
      startedAtMs: message.row.atMs,
      openedBy: invite === null || invite.toTag !== '' ? null : invite.row.cseqNumber,
      callerTarget: '',
      calleeTarget: '',
      routeSet: [],
      confirmedAtMs: null,
      endedAtMs: null,
      endedBy: null,
      branches: new Set(),
      timer: new DialogTimer(),
    };
    // Seen for the first time by a request within it: it was confirmed before, nobody knows when.
    if (message.isRequest && SHOWS_CONFIRMED.has(message.method)) dialog.confirmedAtMs = message.row.atMs;
    this.#dialogs.set(key, dialog);
    return dialog;
  }

  #tags(message: StoryMessage): { callerTag: string; calleeTag: string } {
    const { fromTag, toTag } = message;
    const isCallee = this.#sides.requesterOf(message) === 'callee';
    return isCallee ? { callerTag: toTag, calleeTag: fromTag } : { callerTag: fromTag, calleeTag: toTag };
  }
}

const dialogKey = ({ callerTag, calleeTag }: { callerTag: string; calleeTag: string }): string =>
  `${callerTag}\n${calleeTag}`;

function setTarget(dialog: OpenDialog, side: CallSide | null, { contacts }: StoryMessage): void {
  const [contact] = contacts;
  if (contact === undefined || side === null) return;
  if (side === 'caller') dialog.callerTarget = contact;
  else dialog.calleeTarget = contact;
}

function dialogRow(dialog: OpenDialog, untilMs: number): DialogRow {
  const { confirmedAtMs, endedAtMs } = dialog;
  return {
    callerTag: dialog.callerTag,
    calleeTag: dialog.calleeTag,
    state: endedAtMs !== null ? 'ended' : confirmedAtMs !== null ? 'confirmed' : 'early',
    callerTarget: dialog.callerTarget,
    calleeTarget: dialog.calleeTarget,
    routeSet: dialog.routeSet,
    startedAtMs: dialog.startedAtMs,
    confirmedAtMs,
    endedAtMs,
    endedBy: dialog.endedBy,
    sessionTimer: dialog.timer.timer(endedAtMs ?? untilMs),
  };
}
