import type { CallSide, DialogRow } from '../../../../shared/protocol/callStory';
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
  readonly #omitted = new Set<string>();

  constructor(sides: StorySides) {
    this.#sides = sides;
  }

  /** Takes the events in order of time; those that stayed between inner hops say nothing of the caller's dialogs. */
  take(event: StoryEvent): void {
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

  #takeResponse({ message, request }: StoryEvent): void {
    const { method, toTag, row } = message;
    const status = row.status ?? 0;
    const isWithin = (request?.message.toTag ?? '') !== '';
    if (method === 'INVITE' && !isWithin && status >= 300) this.#refuse(message);
    if (isWithin && (status === 481 || status === 408) && method !== 'CANCEL') this.#lose(message);
    if (toTag === '' || status <= 100 || status >= 300 || !REFRESHES_TARGET.has(method)) return;
    const dialog = method === 'INVITE' ? this.#open(message, request?.message ?? null) : this.#find(message);
    if (dialog !== null) this.#progress(dialog, message, request, status);
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
  #refuse({ row }: StoryMessage): void {
    const cancelledBy = this.#cancelled.get(row.cseqNumber ?? 0) ?? null;
    for (const dialog of this.#dialogs.values()) {
      const isOfIt = dialog.openedBy !== null && dialog.openedBy === row.cseqNumber;
      if (!isOfIt || dialog.confirmedAtMs !== null || dialog.endedAtMs !== null) continue;
      dialog.endedAtMs = row.atMs;
      dialog.endedBy = cancelledBy;
    }
  }

  /** 481 and 408 to a request within the dialog end it (RFC 3261 §12.2.1.2). */
  #lose(message: StoryMessage): void {
    const dialog = this.#find(message);
    if (dialog !== null) dialog.endedAtMs ??= message.row.atMs;
  }

  /** The caller gives up the early dialogs of other forks 64·T1 after the first 2xx (RFC 3261 §13.2.2.4). */
  #dropForks(untilMs: number): void {
    const confirmedAtMs = new Map<number, number>();
    for (const { openedBy, confirmedAtMs: atMs } of this.#dialogs.values()) {
      if (openedBy === null || atMs === null) continue;
      confirmedAtMs.set(openedBy, Math.min(atMs, confirmedAtMs.get(openedBy) ?? atMs));
    }
    for (const dialog of this.#dialogs.values()) {
      if (dialog.confirmedAtMs !== null || dialog.openedBy === null) continue;
      const goneAtMs = (confirmedAtMs.get(dialog.openedBy) ?? Number.POSITIVE_INFINITY) + TRANSACTION_TIMEOUT_MS;
      if (goneAtMs <= untilMs) dialog.endedAtMs ??= goneAtMs;
    }
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
