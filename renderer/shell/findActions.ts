/** Which actions a search in the palette finds, best first. */
import type { Action, ActionGroup } from './actions';

export const ACTION_GROUPS: readonly ActionGroup[] = ['Go to', 'Capture', 'Calls', 'Message', 'Time', 'Window'];

type Named = Pick<Action, 'group' | 'title' | 'enabled'>;

/** Smaller is nearer; null when a word occurs nowhere. No letters are skipped: Enter must never run a surprise. */
function distance({ title, group }: Named, words: readonly string[]): number | null {
  const name = title.toLowerCase();
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  if (!words.every((word) => `${name} ${group.toLowerCase()}`.includes(word))) return null;
  if (name.startsWith(words.join(' '))) return 0;
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

/** Actions whose name holds every word of `text`: those that can be run first, then the nearest. */
export function findActions<Found extends Named>(actions: readonly Found[], text: string): readonly Found[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return actions
    .map((action) => ({ action, far: distance(action, words) }))
    .filter((found): found is { action: Found; far: number } => found.far !== null)
    .sort((one, other) => Number(other.action.enabled) - Number(one.action.enabled) || one.far - other.far)
    .map(({ action }) => action);
}

/** Groups in their order; those in which nothing can be run come last. */
export function orderedGroups(actions: readonly Named[]): readonly ActionGroup[] {
  const usable = (group: ActionGroup): boolean => actions.some((action) => action.group === group && action.enabled);
  return [...ACTION_GROUPS.filter(usable), ...ACTION_GROUPS.filter((group) => !usable(group))];
}
