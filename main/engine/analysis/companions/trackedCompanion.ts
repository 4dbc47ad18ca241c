import type { Companion, CompanionState } from './companion';
import type { CompanionPath } from './companionPath';

/** A companion with the path it runs on and how its protocol stands. */
export type TrackedCompanion = {
  readonly companion: Companion;
  /** Whether its first packet came from the path's first endpoint. */
  readonly fromFirst: boolean;
  /** null for what has no path of its own: reports of HEP agents. */
  readonly path: CompanionPath | null;
  readonly state: CompanionState;
};
