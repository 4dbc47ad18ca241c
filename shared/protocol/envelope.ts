/** What travels over a port. Numbers of deltas run without a gap per connection; a gap means: ask for a snapshot. */
import type { Answers, CommandName } from './commands';
import type { EngineDelta, Snapshot } from './deltas';

export type ToEngine = { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly ask: unknown };

export type ToWindow =
  | { readonly kind: 'snapshot'; readonly number: number; readonly snapshot: Snapshot }
  | { readonly kind: 'deltas'; readonly number: number; readonly deltas: readonly EngineDelta[] }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly answer: Answers[CommandName] }
  /** `problem` is one line that says what happened and what to do. */
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly problem: string };
