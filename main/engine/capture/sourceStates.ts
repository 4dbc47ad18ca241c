/** Which sources are here and permitted. */
import type { CaptureProblem, SourceName } from '../../../shared/protocol/captureState';
import type { SourceRow } from '../../../shared/protocol/commands';
import { readAdviceFacts } from './adviceFacts';
import type { SourceContext, SourceLookup } from './captureSource';
import { captureSources, SOURCE_ORDER } from './captureSources';
import { adviseInstallation, adviseOnComplaint, kindOfComplaint } from './permissionAdvice';

export type SourceState = {
  readonly name: SourceName;
  readonly lookup: SourceLookup;
  /** What it said when it was tried on an interface; null when nothing was wrong or it was not tried. */
  readonly complaint: string | null;
};

/** Looks for every source, in the order in which one is chosen. */
export const lookUpSources = (context: SourceContext): Promise<readonly SourceState[]> =>
  Promise.all(
    SOURCE_ORDER.map(async (name) => ({ name, lookup: await captureSources[name].find(context), complaint: null })),
  );

/** Opens the interface with the source, as a capture would. */
export async function tryPermission(state: SourceState, interfaceName: string): Promise<SourceState> {
  if (state.lookup.kind === 'missing') return state;
  const { valid, words } = await captureSources[state.name].checkFilter(state.lookup, interfaceName, '');
  return { ...state, complaint: valid ? null : words };
}

/** Found, and nothing but the interface itself was wrong with it. */
export const mayCapture = ({ lookup, complaint }: SourceState): boolean =>
  lookup.kind === 'found' && (complaint === null || !REFUSALS.has(kindOfComplaint(complaint)));

const REFUSALS: ReadonlySet<string> = new Set(['permission', 'noDriver', 'notInstalled']);

export function sourceRow(state: SourceState): SourceRow {
  const { name, lookup, complaint } = state;
  const available = mayCapture(state);
  const detail = lookup.kind === 'missing' ? lookup.words : available ? lookup.version : (complaint ?? lookup.version);
  return { name, available, detail };
}

/** null when a source may capture; otherwise what to do about the first one that is here, or how to install one. */
export async function mostUsefulProblem(states: readonly SourceState[]): Promise<CaptureProblem | null> {
  if (states.some(mayCapture)) return null;
  const forbidden = states.find(({ lookup }) => lookup.kind === 'found' || lookup.forbiddenPath !== null);
  if (forbidden !== undefined) return problemOfState(forbidden);
  return adviseInstallation(await readAdviceFacts('dumpcap', states[0]!.lookup));
}

/** What is wrong with this source and what to do about it. */
export async function problemOfState({ name, lookup, complaint }: SourceState): Promise<CaptureProblem> {
  const words = lookup.kind === 'missing' ? lookup.words : (complaint ?? `${name} cannot capture`);
  return adviseOnComplaint(await readAdviceFacts(name, lookup), `${name}: ${words}`);
}
