import type { CompanionKind } from '../../../../shared/protocol/rows';
import { destinationOf, sourceOf } from '../flowPath';
import type { Arriving } from './arriving';
import type { Companion, CompanionState } from './companion';
import type { CompanionPath } from './companionPath';
import type { CompanionRegister } from './companionRegister';
import type { Sighting } from './sighting';
import type { TrackedCompanion } from './trackedCompanion';

type StateOf = (companion: Companion, path: CompanionPath, fromFirst: boolean) => CompanionState;

/** The companion of a kind that a datagram belongs to, opened when there is none; the datagram is counted and its direction noted. */
export function takeUp(
  register: CompanionRegister,
  arriving: Arriving,
  kind: CompanionKind,
  sighting: Sighting,
  stateOf: StateOf,
  known: CompanionPath | null = null,
): TrackedCompanion {
  const path = known ?? register.paths.obtain(arriving.ends, arriving.mark);
  const { fromFirst } = register.paths;
  register.review(path, arriving.ends);
  const tracked = path.byKind.get(kind) ?? open(register, path, arriving, kind, sighting.atMs, fromFirst, stateOf);
  tracked.companion.notePacket(sighting.atMs);
  register.store.markChanged(tracked);
  sighting.companion = tracked.companion.identity.number;
  sighting.forward = fromFirst === tracked.fromFirst;
  return tracked;
}

function open(
  register: CompanionRegister,
  path: CompanionPath,
  arriving: Arriving,
  kind: CompanionKind,
  atMs: number,
  fromFirst: boolean,
  stateOf: StateOf,
): TrackedCompanion {
  const { ends, transport } = arriving;
  const companion = register.newCompanion({
    kind,
    source: sourceOf(ends),
    destination: destinationOf(ends),
    transport,
    atMs,
    encapsulation: arriving.encapsulation(),
  });
  const tracked = { companion, fromFirst, path, state: stateOf(companion, path, fromFirst) };
  register.putOn(path, tracked);
  return tracked;
}
