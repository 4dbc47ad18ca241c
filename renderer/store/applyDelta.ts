import { assertNever } from '../../shared/result';
import type { EngineDelta } from '../../shared/protocol/deltas';
import { NO_COUNTERS } from '../../shared/protocol/captureState';
import { NOTHING_WATCHED, type Session } from './session';
import { putCall, putCompanion, putMessage, putSamples, putStream, thaw, type WatchedDraft } from './watchedRows';

type Draft = Omit<{ -readonly [K in keyof Session]: Session[K] }, 'watched'> & { watched: WatchedDraft };

const TOUCHES_WATCHED = new Set<EngineDelta['kind']>([
  'callChanged',
  'messageSeen',
  'streamChanged',
  'streamSampled',
  'companionChanged',
  'captureReset',
]);

function applyDelta(draft: Draft, delta: EngineDelta): void {
  switch (delta.kind) {
    case 'captureChanged':
      draft.capture = delta.capture;
      return;
    case 'countersChanged':
      draft.counters = delta.counters;
      draft.engineMemoryBytes = delta.engineMemoryBytes;
      return;
    case 'captureReset':
      draft.epoch += 1;
      draft.counters = NO_COUNTERS;
      draft.watched = thaw(NOTHING_WATCHED);
      return;
    case 'listsChanged':
      draft.lists = delta.lists;
      return;
    case 'callChanged':
      putCall(draft.watched, delta.call);
      return;
    case 'messageSeen':
      putMessage(draft.watched, delta.message);
      return;
    case 'streamChanged':
      putStream(draft.watched, delta.stream);
      return;
    case 'companionChanged':
      putCompanion(draft.watched, delta.companion);
      return;
    case 'streamSampled':
      putSamples(draft.watched, delta.samples);
      return;
    case 'exportProgress':
      draft.exports = new Map(draft.exports).set(delta.task, { done: delta.done, total: delta.total });
      return;
    default:
      assertNever(delta);
  }
}

/** Applies a batch to one draft and hands back one new session; rows that nothing touched keep their identity. */
export function applyDeltas(session: Session, deltas: readonly EngineDelta[]): Session {
  const touched = deltas.some(({ kind }) => TOUCHES_WATCHED.has(kind));
  const draft: Draft = { ...session, watched: touched ? thaw(session.watched) : (session.watched as WatchedDraft) };
  for (const delta of deltas) applyDelta(draft, delta);
  return draft;
}
